import Dispatch
import Synchronization

/// Work that touches no file, on all processors at once.
enum Parallel {
    static func map<Item: Sendable, Value: Sendable>(_ items: [Item], _ body: @Sendable (Item) -> Value) -> [Value] {
        guard items.count > 1 else { return items.map(body) }
        let values = Mutex([Value?](repeating: nil, count: items.count))
        DispatchQueue.concurrentPerform(iterations: items.count) { index in
            let value = body(items[index])
            values.withLock { $0[index] = value }
        }
        return values.withLock { $0.compactMap { $0 } }
    }
}
