import Exchange
import Journal

/// Kinds of events as bits of one word: two sieves without a bit in common have surely no kind in common, so that most questions whether
/// something happened cost one comparison and no text is read.
struct KindSieve {
    private var bits: UInt64 = 0

    init() {}

    init(_ kind: Fact.Kind) {
        // FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/); its highest bits are the best mixed.
        // It begins with a number by which all kinds that letters and runs know have a bit of their own.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ 119
        for byte in kind.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        bits = 1 &<< (hash &>> 58)
    }

    init(_ patterns: [EventPattern]) {
        for pattern in patterns { add(KindSieve(pattern.kind)) }
    }

    mutating func add(_ other: KindSieve) { bits |= other.bits }

    /// Whether both may have a kind in common; false: surely none.
    func mayMeet(_ other: KindSieve) -> Bool { bits & other.bits != 0 }

    static let discharged = KindSieve(.discharged)
    static let died = KindSieve(.died)
    static let overs: KindSieve = {
        var both = discharged
        both.add(died)
        return both
    }()
    /// What tells where the citizen was.
    static let stays: KindSieve = {
        var both = discharged
        both.add(KindSieve(.admitted))
        return both
    }()
    static let discharges: KindSieve = {
        var both = KindSieve(.dischargeExpected)
        both.add(KindSieve(.readyForDischarge))
        return both
    }()
}
