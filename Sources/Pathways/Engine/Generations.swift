/// What was worked out lately, by what it was worked out from: of what nobody has asked for since the last so many came, nothing is kept.
struct Generations<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// Half of what is kept at most.
    let size: Int
    private var young: [Key: Kept] = [:]
    private var old: [Key: Kept] = [:]
    private var weight = 0

    private struct Kept: Sendable {
        var value: Value
        /// How many it counts as.
        var weight: Int
    }

    init(limit: Int) { size = Swift.max(1, limit / 2) }

    var count: Int { young.count + old.count }

    mutating func find(_ key: Key) -> Value? {
        if let kept = young[key] { return kept.value }
        guard let kept = old.removeValue(forKey: key) else { return nil }
        keep(kept.value, for: key, weight: kept.weight)
        return kept.value
    }

    /// What is kept, for whoever changes it and gives it back.
    mutating func take(_ key: Key) -> Value? {
        if let kept = young.removeValue(forKey: key) {
            weight -= kept.weight
            return kept.value
        }
        return old.removeValue(forKey: key)?.value
    }

    mutating func remove(_ key: Key) { _ = take(key) }

    /// What weighs more than half of all is not kept.
    mutating func keep(_ value: Value, for key: Key, weight own: Int = 1) {
        remove(key)
        guard own <= size else { return }
        if weight + own > size {
            old = young
            young = [:]
            weight = 0
        }
        young[key] = Kept(value: value, weight: own)
        weight += own
    }
}
