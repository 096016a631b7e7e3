import FHIR
import HTTPTypes
import Journal

/// The profiles, tags and security labels of a resource: https://hl7.org/fhir/R4/resource-operation-meta.html
struct Meta: Interaction {
    let method: HTTPRequest.Method
    let address = Address(.fhir, .type, .id, .literal("$meta"))
    let listing = Listing.typeOperation(name: "meta", definition: "http://hl7.org/fhir/OperationDefinition/Resource-meta")

    static let all = [Meta(method: .get), Meta(method: .post)]

    func work(for call: Call) throws(Problem) -> Work {
        _ = try call.parameters()
        return .read { reader in
            guard let stored = try call.context.gate.resource(call.type, call.id, in: reader) else { throw Problem.noResource }
            if let gone = try reader.whyGone(stored) { throw gone }
            return try .meta(of: stored)
        }
    }
}

/// Adds to them or takes away, in a new version: https://hl7.org/fhir/R4/resource-operation-meta-add.html
///
/// What is there already, or not there, is left as it is; when nothing differs, there is no new version.
struct MetaChange: Interaction {
    enum Deed: String, CaseIterable {
        case add, delete
    }

    let method = HTTPRequest.Method.post
    let address: Address
    let listing: Listing
    private let deed: Deed

    static let all = Deed.allCases.map(MetaChange.init)

    private init(_ deed: Deed) {
        self.deed = deed
        let name = "meta-\(deed.rawValue)"
        address = Address(.fhir, .type, .id, .literal("$\(name)"))
        listing = .typeOperation(name: name, definition: "http://hl7.org/fhir/OperationDefinition/Resource-\(name)")
    }

    func work(for call: Call) throws(Problem) -> Work {
        _ = try call.parameters()
        let body = try call.resource()
        let named = body.root["parameter"]?.items.first { $0.string("name") == "meta" }
        guard body.type == "Parameters", let meta = named?["valueMeta"], meta.kind == .object else {
            throw Problem(
                .invalid, "The body has no `meta`. Send Parameters with a parameter `meta` as valueMeta.", path: "Parameters.parameter")
        }
        let change = try Labels(meta, path: "Parameters.parameter")
        return .write(.people) { [deed] writer in
            guard let current = try call.context.gate.resource(call.type, call.id, in: writer.journal) else { throw Problem.noResource }
            try call.checkPreconditions(current)
            guard let resource = current.resource else { throw try writer.journal.whyGone(current) ?? .deleted }
            try ResourceWriter.check(current)
            var document = EditedDocument(resource)
            try change.perform(deed, on: &document)
            document.removeEmptied()
            let new: Resource
            do { new = try Resource(document.document) } catch { throw Problem(error) }
            return try .meta(of: new.bytes == resource.bytes ? current : writer.put(new, id: current.id, over: current))
        }
    }
}

extension Answer {
    fileprivate static func meta(of stored: StoredResource) throws(Problem) -> Answer {
        guard let resource = stored.resource else { throw .deleted }
        let answer = Resource.build("Parameters") { writer in
            writer.array("parameter") { writer in
                writer.object { writer in
                    writer.field("name", "return")
                    writer.field("valueMeta", resource["meta"])
                }
            }
        }
        var result = Answer(.ok, .resource(answer.bytes))
        result.sights = [Sight(stored)]
        result.version = stored.versionID
        result.updated = stored.updated
        return result
    }
}

/// What a meta says that clients may add and take away.
private struct Labels {
    private struct Label {
        /// `profile`, `tag`, `security`.
        var list: String
        var value: Element

        /// Profiles are the same by their address, tags and labels by system and code.
        func isSame(as other: Element) -> Bool {
            guard value.kind == .object else { return other.kind == .string && other.text == value.text }
            return other.string("system") == value.string("system") && other.string("code") == value.string("code")
        }
    }

    private var labels: [Label] = []

    init(_ meta: Element, path: String) throws(Problem) {
        for list in ["profile", "tag", "security"] {
            for value in meta[list].map({ Array($0.items) }) ?? [] {
                guard value.kind == (list == "profile" ? .string : .object) else {
                    throw Problem(
                        .invalid, "A profile is an address, a tag and a security label are Codings. Correct the meta.", path: path)
                }
                labels.append(Label(list: list, value: value))
            }
        }
        guard !labels.isEmpty else {
            throw Problem(.invalid, "The meta names no profile, tag or security label. Name those that are meant.", path: path)
        }
    }

    func perform(_ deed: MetaChange.Deed, on document: inout EditedDocument) throws(Problem) {
        let meta = JSONPointer().appending("meta")
        for label in labels {
            guard let object = meta.element(in: document.root), object.kind == .object else { continue }
            let place = meta.appending(label.list)
            let items = place.element(in: document.root).map { $0.kind == .array ? Array($0.items) : [] } ?? []
            switch deed {
            case .add:
                guard !items.contains(where: label.isSame) else { continue }
                let json = Array(label.value.bytes)
                if let array = place.element(in: document.root), array.kind == .array {
                    try document.insert(json, at: items.count, of: array)
                } else {
                    try document.set(label.list, of: object, to: [UInt8(ascii: "[")] + json + [UInt8(ascii: "]")])
                }
            case .delete:
                for index in items.indices.reversed() where label.isSame(as: items[index]) { try document.remove(place.appending(index)) }
            }
        }
    }
}
