import FHIR
import HTTPTypes
import Journal

/// The profiles, tags and security labels that are in use, in a type or in all: https://hl7.org/fhir/R4/resource-operation-meta.html
///
/// Those of resources that may be seen, and no others.
struct MetaInUse: Interaction {
    let method: HTTPRequest.Method
    let address: Address
    let listing: Listing

    private static let definition = "http://hl7.org/fhir/OperationDefinition/Resource-meta"

    static let all = [HTTPRequest.Method.get, .post].flatMap { method in
        [
            MetaInUse(
                method: method, address: Address(.fhir, .type, .literal("$meta")),
                listing: .typeOperation(name: "meta", definition: definition)),
            MetaInUse(
                method: method, address: Address(.fhir, .literal("$meta")), listing: .operation(name: "meta", definition: definition)),
        ]
    }

    func work(for call: Call) throws(Problem) -> Work {
        _ = try call.parameters()
        let types = call.type.isEmpty ? ResourceTypes.all : [call.type]
        return .read { reader in
            var labels = LabelsInUse(call, reader)
            for type in types { try labels.add(type) }
            return Answer(.ok, .resource(labels.parameters))
        }
    }
}

/// Gathers labels, each once.
private struct LabelsInUse {
    /// The parameter by which each list of a meta is searched.
    private static let lists = [("profile", "_profile"), ("security", "_security"), ("tag", "_tag")]
    /// More of a list, in a type, are refused.
    private static let most = 1_000

    private let call: Call
    private let reader: any JournalReader
    /// By list, and by what tells one from another.
    private var found: [String: [String: [UInt8]]] = [:]

    init(_ call: Call, _ reader: any JournalReader) {
        self.call = call
        self.reader = reader
    }

    mutating func add(_ type: String) throws {
        for (list, code) in Self.lists {
            guard let parameter = call.context.journal.searchParameters.parameter(code, of: type) else { continue }
            for sample in try reader.samples(parameter, limit: Self.most) {
                let maySee = call.context.gate.permits(sample)
                for label in Self.labels(list, of: sample) {
                    guard let name = Self.name(label), found[list]?[name] == nil else { continue }
                    guard try maySee || isSeen(label, name, list, parameter) else { continue }
                    found[list, default: [:]][name] = Array(label.bytes)
                }
            }
        }
    }

    private static func labels(_ list: String, of stored: StoredResource) -> [Element] {
        stored.resource?.root["meta"]?[list].map { $0.kind == .array ? Array($0.items) : [] } ?? []
    }

    /// Profiles are the same by their address, tags and labels by system and code.
    private static func name(_ label: Element) -> String? {
        guard label.kind == .object else { return label.kind == .string ? label.text : nil }
        return label.string("code").map { (label.string("system") ?? "") + "|" + $0 }
    }

    /// Whether a resource that may be seen has the label too.
    private func isSeen(_ label: Element, _ name: String, _ list: String, _ parameter: SearchParameter) throws -> Bool {
        var search = Search(type: parameter.type)
        let test: SearchTest =
            label.kind == .object ? .token(system: label.string("system") ?? "", code: label.string("code")) : .uri(name, .same)
        search.criteria = [.matches(parameter, [test])]
        repeat {
            let page = try call.context.gate.search(search, in: reader)
            // What is found by a code may write it in other letters, and a profile have a version.
            if page.resources.contains(where: { Self.labels(list, of: $0).contains { Self.name($0) == name } }) { return true }
            search.after = page.next
        } while search.after != nil
        return false
    }

    /// Parameters with all of them as one meta; without one when there are none.
    var parameters: [UInt8] {
        let found = found
        return Resource.build("Parameters") { writer in
            guard !found.isEmpty else { return }
            writer.array("parameter") { writer in
                writer.object { writer in
                    writer.field("name", "return")
                    writer.object("valueMeta") { writer in
                        for (list, _) in Self.lists {
                            guard let labels = found[list] else { continue }
                            writer.array(list) { writer in
                                for (_, label) in labels.sorted(by: { $0.key < $1.key }) { writer.raw(label) }
                            }
                        }
                    }
                }
            }
        }.bytes
    }
}
