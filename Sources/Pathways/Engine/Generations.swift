/// What was worked out lately, by what it was worked out from: of what nobody has asked for since the last so many came, nothing is kept.
struct Generations<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// Half of what is kept at most.
    let size: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    init(limit: Int) { size = Swift.max(1, limit / 2) }

    var count: Int { young.count + old.count }

    mutating func find(_ key: Key) -> Value? {
        if let value = young[key] { return value }
        guard let value = old.removeValue(forKey: key) else { return nil }
        keep(value, for: key)
        return value
    }

    mutating func remove(_ key: Key) {
        young[key] = nil
        old[key] = nil
    }

    mutating func keep(_ value: Value, for key: Key) {
        if young.count >= size, young[key] == nil {
            old = young
            young = [:]
        }
        young[key] = value
    }
}
