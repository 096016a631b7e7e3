public import FHIR

extension StoredResource {
    /// Refuses with `.conflict` when somebody else was first; `self` is the current version.
    public func check(_ ifVersion: Int64?) throws(JournalError) {
        guard let ifVersion, ifVersion != version, !(ifVersion == 0 && resource == nil) else { return }
        throw JournalError(
            .conflict,
            ifVersion == 0
                ? "\(type)/\(id) is there already; change it instead, or choose another id."
                : "\(type)/\(id) has changed: its version is \(version), not \(ifVersion). Read it again and repeat your change.")
    }

    /// The same where there is no version at all.
    public static func checkNone(_ ifVersion: Int64?) throws(JournalError) {
        guard let ifVersion, ifVersion != 0 else { return }
        throw JournalError(.conflict, "There is no version \(ifVersion) of what was to be changed. Read it again and repeat your change.")
    }
}

extension Resource {
    /// Reads bytes that a store kept.
    public static func stored(_ bytes: [UInt8]) throws(JournalError) -> Resource {
        do {
            return try Resource(json: bytes)
        } catch {
            throw JournalError(.damaged, "A stored resource cannot be read; `helhet check` tells which.", cause: error.message)
        }
    }
}
