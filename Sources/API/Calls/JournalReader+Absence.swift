import Journal

extension StoredResource {
    /// Why a version of a resource has no content.
    enum Absence {
        /// The version is a deletion, and what was before it stands.
        case deleted
        /// The version is a deletion, of what was erased.
        case deletedAndErased
        /// The version said something once, which was erased.
        case erased
    }
}

extension JournalReader {
    /// nil for a version that has its content.
    ///
    /// A deletion follows something that could be deleted: so a version that is the first, or that a deletion follows, was none. One that was
    /// erased of a resource that went on to another citizen cannot be told from a deletion.
    func absence(of stored: StoredResource) throws -> StoredResource.Absence? {
        guard stored.resource == nil else { return nil }
        guard stored.version > 1 else { return .erased }
        let around = try versions(stored.type, stored.id, before: stored.version + 2, limit: 3)
        func isEmpty(_ version: Int64) -> Bool { around.contains { $0.version == version && $0.resource == nil } }
        if isEmpty(stored.version + 1) { return .erased }
        return isEmpty(stored.version - 1) ? .deletedAndErased : .deleted
    }

    /// What to say of a version without content; nil when it has some.
    func whyGone(_ stored: StoredResource) throws -> Problem? {
        switch try absence(of: stored) {
        case nil: nil
        case .deleted: .deleted
        case .deletedAndErased, .erased: .erased
        }
    }
}
