import FHIRPath
import Synchronization

/// What `trace()` was given while an expression was evaluated.
final class Traces: Sendable {
    struct Entry: Sendable {
        var name: String
        var items: [Item]
    }

    private let all = Mutex([Entry]())

    func add(_ name: String, _ items: [Item]) { all.withLock { $0.append(Entry(name: name, items: items)) } }

    var entries: [Entry] { all.withLock { $0 } }
}
