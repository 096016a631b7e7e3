import Exchange
import FHIR
import Testing

/// Some letters about one citizen, and what they say together, written by hand from the letters and the pathway.
struct Scenario: Sendable, CustomTestStringConvertible {
    var name: String
    var letters: [Letter]
    /// How many of the letters, the last ones, are the same as another: they count once.
    var duplicates = 0
    /// What becomes of each the first time.
    var outcome = Reception.Outcome.accepted
    var table: String

    /// When the hub reads them: after all that they tell of.
    static let now = Instant("2026-05-01T00:00:00Z") ?? .distantPast

    var testDescription: String { name }

    /// Letters that are no copy of another.
    var distinct: Range<Int> { 0..<(letters.count - duplicates) }

    enum Letter: Sendable, CustomStringConvertible {
        /// A file of the public letters, which are not part of the project.
        case shared(String)
        /// One that was written for this, with what it is called here.
        case own(String, @Sendable () throws -> [UInt8])

        var bytes: [UInt8] {
            get throws {
                switch self {
                case .shared(let file): try SharedLetters.bytes(file)
                case .own(_, let bytes): try bytes()
                }
            }
        }

        var description: String {
            switch self {
            case .shared(let file): file
            case .own(let name, _): name
            }
        }
    }

    static func notification(_ names: String...) -> [Letter] {
        names.map { .shared("medcom-hospitalnotification/HospitalNotification_Ex_\($0).json") }
    }

    static func communication(_ names: String...) -> [Letter] { names.map { .shared("medcom-carecommunication/Bundle-R-Tek-\($0)") } }

    static func logistics(_ names: String...) -> [Letter] { names.map { .shared("kith-plo/\($0).xml") } }

    static func sent(_ letters: Fixture.Notification...) -> [Letter] {
        letters.map { letter in .own("\(letter.activity) of \(letter.sent)") { letter.bytes } }
    }

    static func sent(_ letters: Fixture.Conversation...) -> [Letter] {
        letters.map { letter in .own("\(letter.activity) of \(letter.sent)") { try letter.bytes } }
    }

    static func sent(_ letters: Fixture.MsgHead...) -> [Letter] {
        letters.map { letter in .own("\(letter.kind.type) of \(letter.sent)") { letter.bytes } }
    }
}
