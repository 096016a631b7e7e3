import Journal

/// Ids that the hub gives, which a client may not give: a citizen or a derived resource that comes later would take what has them.
///
/// They are those of the hub's fresh ids (`0` and up to 10 letters or digits), of citizens (a Patient's up to 6 letters or digits) and of
/// what is worked out of a citizen's letters (such an id, a hyphen, and a kind with a number: `4k-e12`, `4k-12-answer`, `4k-plan-12`, `4k-copd.1-answer`). Up to 6 signs name
/// two thousand million citizens.
enum ReservedID {
    static func has(_ id: String, of type: String) -> Bool {
        let parts = id.utf8.split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, first.allSatisfy(isDigit36) else { return false }
        if parts.count == 1 { return isFresh(id) || type == "Patient" && isCitizen(first) }
        guard isCitizen(first) else { return false }
        let number = parts[1].drop { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        switch type {
        case "EpisodeOfCare", "Encounter", "Communication", "Provenance":
            return parts[1].count - number.count == 1 && !number.isEmpty && number.allSatisfy(isDigit)
        case "CarePlan", "Goal", "CareTeam":
            let kind = parts[1].prefix { $0 != UInt8(ascii: "-") }
            return ["plan", "goal", "team"].contains { kind.elementsEqual($0.utf8) }
        case "Task" where parts[1].contains(UInt8(ascii: ".")): return true
        case "Task":
            let digits = number.prefix(while: isDigit)
            return parts[1].count == number.count && !digits.isEmpty && number.dropFirst(digits.count).first == UInt8(ascii: "-")
        default: return false
        }
    }

    /// Whether the hub gave the id to what came without one.
    static func isFresh(_ id: String) -> Bool {
        id.utf8.first == UInt8(ascii: "0") && id.utf8.count <= 11 && id.utf8.allSatisfy(isDigit36)
    }

    private static func isCitizen(_ text: Substring.UTF8View.SubSequence) -> Bool {
        (1...6).contains(text.count) && text.first != UInt8(ascii: "0")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isDigit36(_ byte: UInt8) -> Bool { isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
