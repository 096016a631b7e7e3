import Synchronization

/// Units that were read before, since a hub meets the same few all the time.
struct UnitCache: ~Copyable, Sendable {
    static let shared = UnitCache()

    /// Codes come from outside, so there is an end to what is kept.
    private static let capacity = 500

    private let units = Mutex<[String: Unit?]>([:])

    /// Nil when it is no unit.
    func unit(_ code: String) -> Unit? {
        if let known = units.withLock({ $0[code] }) { return known }
        var parser = UnitParser(code)
        let unit = parser.unit()
        units.withLock { known in
            if known.count < Self.capacity { known[code] = .some(unit) }
        }
        return unit
    }
}
