import FHIR
import HTTPTypes
import Journal
import Pathways

/// What `$apply` is asked: which definition, for whom, with which data beside that of the journal.
struct ApplyQuestion: Sendable {
    private enum Definition: Sendable {
        case id(String)
        case canonical(String)
        case given(Resource)
    }

    let application: Application
    let data: [Resource]
    /// Whether the journal's data of the subject counts.
    let usesJournal: Bool
    private let definition: Definition
    private let type: String

    /// `planDefinition` or `activityDefinition`.
    var parameterName: String { type.prefix(1).lowercased() + type.dropFirst() }

    private static let single = ["subject", "encounter", "practitioner", "organization", "url", "canonical", "version"]
    private static let coded = ["userType", "userLanguage", "userTaskContext", "setting", "settingContext"]

    init(_ call: Call) throws(Problem) {
        type = call.type
        let own = call.type.prefix(1).lowercased() + call.type.dropFirst()
        let known = Self.single + Self.coded + ["data", "parameters", "useServerData", own]
        let asked = try call.parameters(Self.single + ["userLanguage", own])
        let sent = try Self.parameters(call, known: known)
        func text(_ name: String) throws(Problem) -> String? {
            let inBody = sent.filter { $0.name == name }.compactMap { $0.element.text(of: ["String", "Uri", "Canonical", "Code", "Id"]) }
            let all = asked.filter { $0.name == name }.map(\.value) + inBody
            guard all.count < 2 else {
                throw Problem(.badValue, "There is more than one `\(name)`. Ask for each of them alone.", path: name)
            }
            return all.first.flatMap { $0.isEmpty ? nil : $0 }
        }
        func reference(_ name: String, _ type: String) throws(Problem) -> String? {
            guard var text = try text(name) else { return nil }
            if text.hasPrefix(call.context.base + "/") { text.removeFirst(call.context.base.utf8.count + 1) }
            if !text.contains("/") { text = "\(type)/\(text)" }
            let parts = text.split(separator: "/").map(String.init)
            guard parts.count == 2, ResourceTypes.isKnown(parts[0]), ResourceID.isValid(parts[1]) else {
                throw Problem(.badValue, "`\(name)` must name a resource: `\(type)/…`.", path: name)
            }
            return text
        }
        guard let subject = try reference("subject", "Patient") else {
            throw Problem(.invalid, "The parameter `subject` is missing. Say for whom: `Patient/…`.", path: "subject")
        }
        var application = Application(subject: subject, at: call.context.now)
        application.encounter = try reference("encounter", "Encounter")
        application.practitioner = try reference("practitioner", "Practitioner")
        application.organization = try reference("organization", "Organization")
        for (name, element) in sent where Self.coded.contains(name) { application.context[name] = element["valueCodeableConcept"] }
        if let language = asked.last(where: { $0.name == "userLanguage" })?.value {
            let concept = Resource.build("Basic") { json in
                json.object("code") { json in json.array("coding") { json in json.object { $0.field("code", language) } } }
            }
            application.context["userLanguage"] = concept["code"]
        }
        application.parameters = sent.last { $0.name == "parameters" }?.element["resource"].map { Resource($0) }
        self.application = application
        usesJournal = sent.last { $0.name == "useServerData" }?.element["valueBoolean"]?.bool ?? true
        data = sent.filter { $0.name == "data" }.compactMap { $0.element["resource"] }.flatMap { resource -> [Resource] in
            guard resource.string("resourceType") == "Bundle" else { return [Resource(resource)] }
            return resource.each("entry.resource").map { Resource($0) }
        }
        let given = sent.last { $0.name == own }?.element["resource"].map { Resource($0) }
        let (url, canonical) = (try text("url"), try text("canonical"))
        definition = try Self.definition(call, given: given, named: try text(own), url: url ?? canonical, version: try text("version"))
    }

    private static func definition(
        _ call: Call, given: Resource?, named: String?, url: String?, version: String?
    ) throws(Problem) -> Definition {
        guard call.id.isEmpty else {
            guard given == nil, named == nil, url == nil else {
                throw Problem(.invalid, "The address names the definition already. Leave it out of the parameters, or ask at the type.")
            }
            return .id(call.id)
        }
        if let given { return .given(given) }
        if let url { return .canonical(version.map { "\(url)|\($0)" } ?? url) }
        if let named { return named.hasPrefix(call.type + "/") ? .id(String(named.dropFirst(call.type.count + 1))) : .canonical(named) }
        throw Problem(
            .invalid,
            "No definition is named. Ask at the address of one, or give its `url`, or send it as `\(call.type.prefix(1).lowercased() + call.type.dropFirst())`."
        )
    }

    /// What the Parameters of the body say; refuses names that are not known.
    private static func parameters(_ call: Call, known: [String]) throws(Problem) -> [(name: String, element: Element)] {
        switch call.content {
        case .none: return []
        case .bytes, .resource, .entry: break
        }
        let body = try call.resource()
        guard body.type == "Parameters" else {
            throw Problem(.invalid, "The body is no Parameters resource. Send one with `subject`.", path: "resourceType")
        }
        var all: [(name: String, element: Element)] = []
        for parameter in body.root["parameter"].map({ Array($0.items) }) ?? [] {
            guard let name = parameter.string("name"), known.contains(name) else {
                throw Problem(
                    .unknownParameter,
                    "\(Problem.shown(parameter.string("name") ?? "")) is not known here. Known are: \(known.sorted().joined(separator: ", ")).",
                    path: "Parameters.parameter")
            }
            all.append((name, parameter))
        }
        return all
    }

    func definition(in source: JournalSource) throws -> Resource? {
        switch definition {
        case .given(let resource):
            guard resource.type == type else {
                throw Problem(.invalid, "The parameter holds another type of resource than \(type).", path: "Parameters.parameter")
            }
            return resource
        case .id(let id): return try source.resource("\(type)/\(id)")
        case .canonical(let canonical): return try source.definition(canonical, of: [type])
        }
    }
}

extension Element {
    /// The value of a parameter that is a text or refers to something.
    fileprivate func text(of types: [String]) -> String? {
        types.lazy.compactMap { string("value" + $0) }.first ?? string("valueReference.reference")
    }
}
