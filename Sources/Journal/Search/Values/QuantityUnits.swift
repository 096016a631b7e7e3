import FHIRPath
import Synchronization

/// Units by the numbers that an index keeps for their codes, since a hub meets the same few all the time.
struct QuantityUnits: ~Copyable, Sendable {
    static let shared = QuantityUnits()
    static let ucum = "http://unitsofmeasure.org"
    static let ucumHash = IndexHash.of(ucum)

    final class Known: Sendable {
        let scale: UnitScale
        let dimension: UInt64

        init(_ scale: UnitScale) {
            self.scale = scale
            dimension = IndexHash.of(scale.dimension)
        }
    }

    /// Codes come from outside, so there is an end to what is kept.
    private static let capacity = 1000

    private let known = Mutex<[UInt64: Known?]>([:])

    /// Nil when it is no unit of UCUM.
    func unit(_ code: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Known? {
        if let found = known.withLock({ $0[hash] }) { return found }
        let scale = UnitScale(code: String(decoding: code, as: UTF8.self))
        let unit = scale.map { Known($0) }
        known.withLock { known in
            if known.count < Self.capacity { known[hash] = .some(unit) }
        }
        return unit
    }
}
