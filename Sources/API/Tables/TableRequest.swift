import FHIR
import FHIRPath
import HTTPTypes
import Journal
import Views

/// A view to run, and over what: https://sql-on-fhir.org/ig/latest/OperationDefinition-ViewDefinitionRun.html
///
/// It is read from Parameters; those of its parameters that are plain values may stand in the address too.
struct TableRequest: Sendable {
    let view: View
    let format: RowFormat
    let header: Bool
    /// The most rows.
    let limit: Int
    /// The resources sent along, each with its place in the Parameters; nil: those of the journal.
    let given: [(resource: Resource, place: String)]?
    /// Which resources give rows.
    let search: Search
    let parameters: SearchParameters
    let gate: Gate
    /// The id of the only patient whose resources give rows.
    let patient: String?

    /// Plain values: they may stand in the address.
    private static let plain = ["_format", "header", "_limit", "_since", "patient"]
    private static let known = (plain + ["viewResource", "resource"]).sorted()

    init(_ call: Call) throws(Problem) {
        let body = try call.resource()
        guard body.type == "Parameters" else {
            throw Problem(
                .invalid, "The question is no Parameters resource. Send one with the ViewDefinition as `viewResource`.",
                path: "resourceType")
        }
        var values: [String: String] = [:]
        func note(_ name: String, _ value: String?) throws(Problem) {
            guard values[name] == nil else {
                throw Problem(.badValue, "`\(name)` is given more than once. Give it once.", path: name)
            }
            guard let value, !value.isEmpty else {
                throw Problem(.badValue, "`\(name)` has no value. Give it one, or leave it out.", path: name)
            }
            values[name] = value
        }
        for (name, value) in call.query where name != "_pretty" {
            guard Self.plain.contains(name) else { throw Self.refusal(of: name) }
            try note(name, value)
        }
        var definition: (element: Element, place: String)?
        var given: [(resource: Resource, place: String)] = []
        for (index, parameter) in body.root.each("parameter").enumerated() {
            let place = "Parameters.parameter[\(index)]"
            let name = parameter.string("name") ?? ""
            switch name {
            case "viewResource":
                guard definition == nil else {
                    throw Problem(.badValue, "`viewResource` is given more than once. Run one view at a time.", path: place)
                }
                definition = (try Self.resource(parameter, name, place), place + ".resource")
            case "resource": given.append((Resource(try Self.resource(parameter, name, place)), place + ".resource"))
            case let name where Self.plain.contains(name): try note(name, Self.text(parameter))
            default: throw Self.refusal(of: name)
            }
        }
        guard let definition else {
            throw Problem(
                .invalid, "The Parameters have no `viewResource`; add the ViewDefinition to run.", path: "Parameters.parameter")
        }
        format = try RowFormat.wanted(values["_format"], call.headers)
        header = try values["header"].map(Self.boolean) ?? true
        limit = try values["_limit"].map(Self.limit) ?? .max
        view = try Self.view(definition.element, at: definition.place, now: call.context.now)
        self.given = given.isEmpty ? nil : given
        patient = try values["patient"].map { text throws(Problem) in try Self.patient(text, base: call.context.base) }
        parameters = call.context.journal.searchParameters
        gate = call.context.gate
        var search = Search(type: view.resource)
        if let patient { search.criteria.append(try Self.belongs(to: patient, search.type, call.context)) }
        if let since = values["_since"] {
            search.criteria.append(.updated(from: Instant(nanoseconds: try Self.since(since).nanoseconds + 1), to: nil))
        }
        self.search = search
    }

    // MARK: - Parameters

    private static func refusal(of name: String) -> Problem {
        let sentence =
            switch name {
            case "viewReference": "`viewReference` is not offered: no views are kept here. Send the view itself as `viewResource`."
            case "group": "`group` is not offered: leave it out, or name one patient with `patient`."
            case "source":
                "`source` is not offered: rows are made of the journal, or of what is sent as `resource`. Leave it out."
            case "viewResource", "resource": "`\(name)` is a resource: send it in the body, in Parameters."
            default: "\(Problem.shown(name)) is not known here. Known are: \(known.joined(separator: ", "))."
            }
        return Problem(.unknownParameter, sentence, path: ["viewReference", "group", "source"].contains(name) ? name : nil)
    }

    private static func resource(_ parameter: Element, _ name: String, _ place: String) throws(Problem) -> Element {
        guard let element = parameter["resource"], element["resourceType"]?.kind == .string else {
            throw Problem(.invalid, "`\(name)` holds no resource. Send one, with its resourceType, in `resource`.", path: place)
        }
        return element
    }

    /// The value, whichever type it has; of a Reference what it refers to.
    private static func text(_ parameter: Element) -> String? {
        let value = parameter.members.first { $0.name.hasPrefix("value") }?.value
        return value?.kind == .object ? value?.string("reference") : value?.text
    }

    private static func boolean(_ text: String) throws(Problem) -> Bool {
        switch text {
        case "true": return true
        case "false": return false
        default: throw Problem(.badValue, "`header` must be `true` or `false`.", path: "header")
        }
    }

    private static func limit(_ text: String) throws(Problem) -> Int {
        guard let limit = Int(text), limit > 0 else {
            throw Problem(.badValue, "`_limit` must be a whole number of rows: 1, 2, 3 …", path: "_limit")
        }
        return limit
    }

    private static func since(_ text: String) throws(Problem) -> Instant {
        // A plus sign that was not escaped arrives as a space.
        guard let instant = Instant(text.replacing(" ", with: "+")), instant < .distantFuture else {
            throw Problem(.badValue, "`_since` must be a time with its offset, such as `2026-01-31T12:00:00Z`.", path: "_since")
        }
        return instant
    }

    private static func patient(_ text: String, base: String) throws(Problem) -> String {
        var id = text[...]
        if id.hasPrefix(base + "/") { id = id.dropFirst(base.count + 1) }
        if id.hasPrefix("Patient/") { id = id.dropFirst("Patient/".count) }
        guard !id.isEmpty, !id.contains("/"), !id.contains(":") else {
            throw Problem(.badValue, "`patient` must name a Patient of this hub: `Patient/ID`.", path: "patient")
        }
        return String(id)
    }

    /// That a resource is one of the patient's own.
    private static func belongs(to patient: String, _ type: String, _ context: Call.Context) throws(Problem) -> Criterion {
        if type == "Patient" { return .ids([patient]) }
        let parameters = context.journal.searchParameters
        guard parameters.parameter("patient", of: type) != nil else {
            throw Problem(
                .badValue, "The hub does not keep which patient a \(type) belongs to. Leave `patient` out, or use a view of another type.",
                path: "patient")
        }
        do {
            return try parameters.criterion("patient", "Patient/\(patient)", of: type, base: context.base)
        } catch {
            throw Problem(error)
        }
    }

    private static func view(_ definition: Element, at place: String, now: Instant) throws(Problem) -> View {
        do {
            var view = try View(definition)
            view.now = TemporalValue(dateTime: now.description)
            return view
        } catch {
            let problems = error.problems.map { problem in
                let position = problem.position.map { "\($0.line):\($0.column): " } ?? ""
                let path = problem.path.map { $0.isEmpty ? place : place + "." + $0 }
                return Problem(.unprocessable, "The view cannot be used: \(position)\(problem.message)", path: path ?? place)
            }
            guard var first = problems.first else { throw Problem(.unprocessable, "The view cannot be used.", path: place) }
            first.others = Array(problems.dropFirst())
            throw first
        }
    }
}
