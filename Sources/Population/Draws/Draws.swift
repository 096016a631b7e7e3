/// What chance is asked about. Each has draws of its own, so that a new question changes no other answer.
enum Stream: UInt64 {
    case place = 1
    case sex, couple, names, address, practice, dNumber, condition, service, death, deathPlace, move, destination
    case familyDoctor, emergencyCare, specialist, ambulance, contactTimes, urgency, referral
    case acute, planned, seen, stayTimes, stay, readmission, terminal, mistake
    case letter, disorder, identity, organisation, rounding
}

/// Numbers that look random and depend on nothing but the seed, the question and who it is about.
///
/// A counter is mixed, so there is no state to carry from one citizen to the next: any citizen can be drawn alone, in any order, on any
/// machine. Whole numbers only; the mixer is the finaliser of SplitMix64, https://prng.di.unimi.it/splitmix64.c
struct Draws: Sendable {
    private let key: UInt64
    private var count: UInt64 = 0

    init(seed: UInt64, _ stream: Stream, _ subject: UInt64, _ part: UInt64 = 0) {
        key = Self.mixed(
            Self.mixed(seed &+ stream.rawValue &* 0x9E37_79B9_7F4A_7C15) ^ Self.mixed(subject &* 0xD134_2543_DE82_EF95 &+ part))
    }

    static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func next() -> UInt64 {
        count &+= 1
        return Self.mixed(key &+ count &* 0x9E37_79B9_7F4A_7C15)
    }

    /// 0 ..< `limit`.
    mutating func below(_ limit: Int) -> Int { limit <= 1 ? 0 : Int(next().multipliedFullWidth(by: UInt64(limit)).high) }

    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    mutating func happens(_ rate: Rate) -> Bool { rate.happens(next()) }
}

/// Draws that are spread evenly over those who are alike.
///
/// The citizens of one sex and birth year, counted over the country, are taken in groups of 256; within a group each 256th part of the range
/// falls to one of them. So a rate that holds for one in ten hits 25 or 26 of 256, and still nobody's draw is known from another's.
struct EvenDraws: Sendable {
    var seed: UInt64
    /// What tells the group of those who are alike: birth year and sex.
    var cohort: UInt64
    var rank: Int
    var index: UInt64

    func draw(_ stream: Stream, _ part: UInt64 = 0) -> UInt64 {
        let block = UInt64(rank >> 8)
        let key = Draws.mixed(
            Draws.mixed(seed &+ stream.rawValue &* 0xA24B_AED4_963E_E407) ^ Draws.mixed((cohort << 32 | block) &+ part << 56))
        // A permutation of eight bits: a Feistel network of four rounds.
        var (left, right) = (UInt64(rank >> 4 & 15), UInt64(rank & 15))
        for round: UInt64 in 0..<4 { (left, right) = (right, left ^ (Draws.mixed(key ^ (round << 8 | right)) & 15)) }
        return (left << 4 | right) << 56 | Draws.mixed(key &+ index &* 0x9E37_79B9_7F4A_7C15) >> 8
    }
}
