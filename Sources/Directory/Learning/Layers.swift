/// A dictionary whose copies share almost everything: adding one key to a copy moves O(log n) entries, not all of them.
///
/// Each level has at least twice the entries of the next; a key in a later level hides the same key in an earlier one.
struct Layers<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private var levels: [[Key: Value]] = []

    subscript(key: Key) -> Value? {
        for level in levels.reversed() {
            if let value = level[key] { return value }
        }
        return nil
    }

    /// The whole as one dictionary.
    var merged: [Key: Value] {
        guard var result = levels.first else { return [:] }
        for level in levels.dropFirst() { result.merge(level) { _, new in new } }
        return result
    }

    var depth: Int { levels.count }

    mutating func set(_ key: Key, _ value: Value) {
        var last = [key: value]
        while let previous = levels.last, previous.count < 2 * last.count {
            levels.removeLast()
            last = previous.merging(last) { _, new in new }
        }
        levels.append(last)
    }
}
