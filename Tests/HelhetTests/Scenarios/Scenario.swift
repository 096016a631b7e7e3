import Testing

/// Some letters about one citizen, and what they say together, written by hand from the letters and the pathway.
struct Scenario: Sendable, CustomTestStringConvertible {
    var name: String
    /// Files of the shared letters.
    var letters: [String]
    /// How many of the letters are the same as another: they count once.
    var duplicates = 0
    var table: String

    var testDescription: String { name }

    /// Letters that are no copy of another.
    var distinct: Range<Int> { 0..<(letters.count - duplicates) }

    static func notification(_ names: String...) -> [String] {
        names.map { "medcom-hospitalnotification/HospitalNotification_Ex_\($0).json" }
    }

    static func communication(_ names: String...) -> [String] { names.map { "medcom-carecommunication/Bundle-R-Tek-\($0)" } }

    static func logistics(_ names: String...) -> [String] { names.map { "kith-plo/\($0).xml" } }
}
