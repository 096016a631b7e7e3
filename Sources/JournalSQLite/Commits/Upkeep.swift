import Journal

/// A slice of work on what the store keeps for itself: it belongs to no commit, takes no number and is told to nobody.
///
/// Slices end a group of commits, so that nobody in the group sees what they change, or have a transaction of their own. One is at work
/// at a time, and each is short: letters wait for it.
struct Upkeep: Sendable {
    var run: @Sendable (Connection, inout Tally) throws -> Void
    /// What came of it, once it is on disk.
    var done: @Sendable (Result<Void, any Error>) -> Void
}
