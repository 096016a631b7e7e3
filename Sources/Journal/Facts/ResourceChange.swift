public import FHIR

/// What became of one resource of a citizen's in a commit of the API.
public struct ResourceChange: Sendable, Hashable {
    public enum Deed: String, Sendable, Hashable, CaseIterable {
        case made, changed, deleted
    }

    public var deed: Deed
    public var type: String
    public var id: String
    /// The version that the deed made.
    public var version: Int64

    public init(_ deed: Deed, _ type: String, _ id: String, version: Int64) {
        self.deed = deed
        self.type = type
        self.id = id
        self.version = version
    }
}

extension Fact.Kind {
    /// Resources of the citizen came, changed or went through the API, all in one commit.
    public static let resourcesChanged = Fact.Kind("resources changed")
}

extension Fact {
    /// That a commit changed these resources of a citizen's. The content names them and repeats nothing that they say.
    public init(of subject: SubjectID, changed changes: [ResourceChange], custodian: String, said: Instant) {
        var json = JSONWriter(capacity: 64 + changes.count * 64)
        json.object { json in
            json.array("resources") { json in
                for change in changes {
                    json.object { json in
                        json.field("deed", change.deed.rawValue)
                        json.field("type", change.type)
                        json.field("id", change.id)
                        json.field("version", Int(change.version))
                    }
                }
            }
        }
        self.init(
            subject: subject, kind: .resourcesChanged, source: .act(0), said: said, happened: said, custodian: custodian,
            content: json.bytes)
    }

    /// The resources that it says were changed, in the order in which that happened; none for a fact of another kind.
    public var resourceChanges: [ResourceChange] {
        guard kind == .resourcesChanged, let root = (try? Document(json: content))?.root else { return [] }
        return root.each("resources").compactMap { change in
            guard let deed = change.string("deed").flatMap(ResourceChange.Deed.init(rawValue:)), let type = change.string("type"),
                let id = change.string("id"), let version = change["version"]?.int
            else { return nil }
            return ResourceChange(deed, type, id, version: Int64(version))
        }
    }
}
