public import Directory
public import FHIR
import Synchronization

/// The directory as it is now; letters add to it.
///
/// Reading takes a lock for the time of copying one value.
public final class CurrentDirectory: Sendable {
    private let value: Mutex<Directory>
    private let revision = Atomic(false)

    public init(_ directory: Directory) { value = Mutex(directory) }

    public var now: Directory { value.withLock { $0 } }

    public func learn(_ parties: [LearnedParty], at instant: Instant) {
        value.withLock { directory in
            let new = directory.learning(parties)
            let isRevised = parties.contains { party in
                directory.organisation(at: party.address, on: instant).map { $0 != new.organisation(at: party.address, on: instant) }
                    ?? false
            }
            if isRevised { revision.store(true, ordering: .relaxed) }
            directory = new
        }
    }

    public func replace(_ directory: Directory) {
        value.withLock { $0 = directory }
    }

    /// Whether letters have told something new of a party that was known before, since this was asked last. Plans of other citizens that
    /// it takes part in must then be worked out anew: what they say must not hang on which letter came first.
    public func takeRevision() -> Bool { revision.exchange(false, ordering: .relaxed) }
}
