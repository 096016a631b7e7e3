extension ResourcePage {
    /// The key of the page after a row, for stores that number resources in the order in which they were made.
    public static func key(_ row: Int64) -> String { String(row, radix: 36) }

    /// The row that a key names, 0 without one; refuses what is no key with `.invalid`.
    public static func row(_ key: String?) throws(JournalError) -> Int64 {
        guard let key else { return 0 }
        guard let row = Int64(key, radix: 36), row > 0 else {
            throw JournalError(.invalid, "The page key is not one of ours; follow the link of the page before, or search anew.")
        }
        return row
    }
}
