public import FHIR

/// A resource that is about to be put, while it can still be made anywhere: see ``JournalWriter/prepare(_:)``.
public struct PendingResource: Sendable {
    public var type: String
    public var id: String
    /// Whether the id has just been given, so that nothing can have it.
    public var isNew: Bool
    /// Makes the resource. Touches nothing of the journal: any thread may run it.
    public var make: @Sendable () throws -> Resource

    public init(type: String, id: String, isNew: Bool, make: @escaping @Sendable () throws -> Resource) {
        self.type = type
        self.id = id
        self.isNew = isNew
        self.make = make
    }
}

extension JournalWriter {
    public func prepare(_ pending: [PendingResource]) throws -> [() throws -> Resource] { pending.map(\.make) }
}
