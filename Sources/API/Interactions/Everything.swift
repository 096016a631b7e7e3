import FHIR
import HTTPTypes
import Journal

/// All that is kept of a patient or of an encounter, by pages: https://hl7.org/fhir/R4/patient-operation-everything.html
///
/// That is the resource itself, its compartment, of a citizen also what is filed in the citizen's journal, and what those refer to.
struct Everything: Interaction {
    let method: HTTPRequest.Method
    let address = Address(.fhir, .type, .id, .literal("$everything"))
    let listing: Listing

    /// Either method asks about either type; each is listed once.
    static let all = [
        Everything(
            method: .get,
            listing: .typeOperation(
                name: "everything", definition: "http://hl7.org/fhir/OperationDefinition/Patient-everything", types: ["Patient"])),
        Everything(
            method: .post,
            listing: .typeOperation(
                name: "everything", definition: "http://hl7.org/fhir/OperationDefinition/Encounter-everything", types: ["Encounter"])),
    ]

    func work(for call: Call) throws(Problem) -> Work {
        guard let compartment = Compartment(rawValue: call.type), compartment == .patient || compartment == .encounter else {
            throw Problem(.unknownAddress, "`$everything` is asked of a Patient or an Encounter. Use it at the address of one.")
        }
        let request = try EverythingRequest(compartment, call)
        return .read { try request.answer(in: $0) }
    }
}

/// What of it is asked for.
struct EverythingRequest: Sendable {
    private let compartment: Compartment
    private let call: Call
    private var types: [String]
    /// Whether the client chose among the types.
    private var isChosen = false
    private var since: Instant?
    /// Bounds on when it happened, as a search by date has them.
    private var dates: [String] = []
    private var limit = PageSize.standard
    private var page: (type: String, key: String?)?
    private var used: [(name: String, value: String)] = []

    private static let known = ["_count", "_page", "_since", "_type", "end", "start"]
    /// Resources that come along with a page because others refer to them.
    private static let maximumIncluded = 1_000

    init(_ compartment: Compartment, _ call: Call) throws(Problem) {
        self.compartment = compartment
        self.call = call
        // The resource itself comes first.
        types = [compartment.rawValue] + compartment.types.filter { $0 != compartment.rawValue }
        for (name, value) in try call.parameters(Self.known) + Self.parameters(call) {
            switch name {
            case "_count": limit = max(1, try PageSize.read(value))
            case "_since": since = try Self.moment(value, name).instant
            case "start": dates.append("ge" + (try Self.moment(value, name).text))
            case "end": dates.append("le" + (try Self.moment(value, name).text))
            case "_type":
                let chosen = value.split(separator: ",").map(String.init)
                guard chosen.allSatisfy(ResourceTypes.isKnown) else {
                    throw Problem(.badValue, "`_type` names a type that R4 does not have. Write types as in `_type=Patient,Observation`.")
                }
                types.removeAll { !chosen.contains($0) }
                isChosen = true
            default:
                let parts = value.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                guard parts.count == 2, types.contains(parts[0]) else { throw .noPage }
                page = (parts[0], parts[1].isEmpty ? nil : parts[1])
                continue
            }
            used.append((name, value))
        }
    }

    /// Those in the body, as Parameters.
    private static func parameters(_ call: Call) throws(Problem) -> [(name: String, value: String)] {
        switch call.content {
        case .none: return []
        case .bytes, .resource, .entry: break
        }
        let body = try call.resource()
        guard body.type == "Parameters" else {
            throw Problem(
                .invalid, "The body is no Parameters resource. Send the parameters as one, or in the address.", path: "resourceType")
        }
        var found: [(name: String, value: String)] = []
        for parameter in body.root.each("parameter") {
            let value = parameter.members.first { name, _ in name.hasPrefix("value") }?.1.text
            guard let name = parameter.string("name"), known.contains(name), let value else {
                throw Problem(
                    .unknownParameter, "A parameter of the body is not known here. Known are: \(known.joined(separator: ", ")).",
                    path: "Parameters.parameter")
            }
            found.append((name, value))
        }
        return found
    }

    private static func moment(_ value: String, _ name: String) throws(Problem) -> Moment {
        // A plus sign that was not escaped arrives as a space.
        guard let moment = Moment(value.replacing(" ", with: "+"), zone: .utc) else {
            throw Problem(.badValue, "`\(name)` needs a time, such as `2026-01-31` or `2026-01-31T10:00:00Z`.")
        }
        return moment
    }

    func answer(in reader: any JournalReader) throws -> Answer {
        let gate = call.context.gate
        guard let focus = try gate.resource(call.type, call.id, in: reader) else { throw Problem.noResource }
        if let gone = try reader.whyGone(focus) { throw gone }
        let group = try focus.subject.map { try reader.group(of: $0) }
        var found: [StoredResource] = []
        var next: (type: String, key: String?)?
        for type in types.drop(while: { page != nil && $0 != page?.type }) {
            guard found.count < limit else {
                next = (type, nil)
                break
            }
            var search = Search(type: type)
            search.criteria = try criteria(of: type, filedIn: group)
            search.limit = limit - found.count
            search.after = type == page?.type ? page?.key : nil
            let part = try gate.search(search, in: reader)
            found += part.resources
            if let key = part.next {
                next = (type, key)
                break
            }
        }
        let included = try included(by: found, in: reader)
        var answer = Answer(.ok, .resource(write(found, included, next)))
        answer.sights = (found + included).map { Sight($0) }
        return answer
    }

    private func criteria(of type: String, filedIn group: [SubjectID]?) throws(Problem) -> [Criterion] {
        let parameters = call.context.journal.searchParameters
        var places: [Criterion] = []
        if let compartment = compartment.criterion(type, id: call.id, in: parameters, base: call.context.base) {
            places.append(compartment)
        }
        if compartment == .patient, let group { places.append(.isFiled(group)) }
        var criteria = [places.count == 1 ? places[0] : .any(places)]
        if let since { criteria.append(.updated(from: since, to: nil)) }
        guard !dates.isEmpty, let date = Self.date(of: type, in: parameters) else { return criteria }
        var range: [Criterion] = []
        do {
            for bound in dates { range.append(try parameters.criterion(date.code, bound, of: type, base: call.context.base)) }
        } catch {
            throw Problem(.badValue, error.message)
        }
        // What says nothing of when it happened may have happened then.
        criteria.append(.any([.all(range), .isMissing(date)]))
        return criteria
    }

    /// The parameter that tells best when something was done, of those that a type has; nil for what is no deed.
    private static func date(of type: String, in parameters: SearchParameters) -> SearchParameter? {
        let codes = [
            "date", "period", "effective-time", "effective", "started", "onset-date", "authored", "authored-on", "authoredon", "sent",
            "whenhandedover", "occurrence", "created", "recorded-date", "issued",
        ]
        if type == "Patient" { return nil }
        for code in codes {
            if let parameter = parameters.parameter(code, of: type), parameter.kind == .date { return parameter }
        }
        return nil
    }

    /// What the resources refer to outside the compartment: who did it, where, with what.
    private func included(by found: [StoredResource], in reader: any JournalReader) throws -> [StoredResource] {
        guard !isChosen else { return [] }
        let inside = Set(compartment.types)
        var seen: Set<String> = []
        var included: [StoredResource] = []
        func visit(_ element: Element) throws {
            switch element.kind {
            case .object:
                for (name, value) in element.members {
                    guard name == "reference", let text = value.text else {
                        try visit(value)
                        continue
                    }
                    let parts = text.split(separator: "/").map(String.init)
                    guard parts.count == 2, ResourceTypes.isKnown(parts[0]), !inside.contains(parts[0]),
                        included.count < Self.maximumIncluded,
                        seen.insert(text).inserted,
                        let stored = try call.context.gate.resource(parts[0], parts[1], in: reader), stored.resource != nil
                    else { continue }
                    included.append(stored)
                }
            case .array: for item in element.items { try visit(item) }
            case .string, .number, .boolean, .null: return
            }
        }
        for stored in found { if let resource = stored.resource { try visit(resource.root) } }
        return included
    }

    private func write(_ found: [StoredResource], _ included: [StoredResource], _ next: (type: String, key: String?)?) -> [UInt8] {
        let address = call.address(call.type, call.id) + "/$everything"
        func link(_ page: (type: String, key: String?)?) -> String {
            let pairs = used + (page.map { [(name: "_page", value: "\($0.type).\($0.key ?? "")")] } ?? [])
            return address + (pairs.isEmpty ? "" : "?" + FormEncoding.query(pairs))
        }
        let all = found.map { ($0, "match") } + included.map { ($0, "include") }
        var writer = JSONWriter(capacity: 512 + all.reduce(0) { $0 + ($1.0.resource?.bytes.count ?? 0) + 200 })
        writer.object { writer in
            writer.field("resourceType", "Bundle")
            writer.field("type", "searchset")
            writer.links(this: link(page), next: next.map { link($0) })
            guard !all.isEmpty else { return }
            writer.array("entry") { writer in
                for (stored, mode) in all {
                    writer.object { writer in
                        writer.field("fullUrl", call.address(stored.type, stored.id))
                        if let resource = stored.resource { writer.raw("resource", resource.bytes) }
                        writer.object("search") { $0.field("mode", mode) }
                    }
                }
            }
        }
        return writer.bytes
    }
}
