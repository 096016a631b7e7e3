import Journal
import Synchronization

/// What numbers of the index look like, for every reader of one journal.
///
/// A number is made of its text, so nothing here can be out of date.
final class IndexTexts: Sendable {
    private struct State {
        var texts: [UInt64: [UInt8]] = [:]
        var size = 0
    }

    /// Bytes; when they are too many, all are forgotten and looked up again.
    private static let most = 8 << 20

    private let state = Mutex(State())

    /// Those that are known, by their numbers.
    func known(_ values: some Sequence<UInt64>) -> [UInt64: [UInt8]] {
        state.withLock { state in
            var known: [UInt64: [UInt8]] = [:]
            for value in values { known[value] = state.texts[value] }
            return known
        }
    }

    func keep(_ texts: [IndexText]) {
        state.withLock { state in
            if state.size > Self.most { state = State() }
            for one in texts where state.texts.updateValue(one.text, forKey: one.value) == nil { state.size += one.text.count + 64 }
        }
    }

    /// Forgets everything: what is erased stays nowhere.
    func clear() { state.withLock { $0 = State() } }
}
