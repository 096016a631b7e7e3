import Exchange
import FHIR
import Journal
import Testing
import XML

/// Reads letters as the hub does: by the one format that recognises them.
enum KITHReading {
    static func format(_ bytes: [UInt8]) throws -> (any Format, ParsedLetter) {
        let parsed = ParsedLetter.xml(try XMLDocument(bytes))
        let formats = KITH.formats.filter { $0.recognises(parsed) }
        #expect(formats.count == 1, "a letter belongs to one format")
        return (try #require(formats.first), parsed)
    }

    static func letter(_ bytes: [UInt8]) throws -> Letter {
        let (format, parsed) = try format(bytes)
        return try format.read(parsed)
    }

    static func letter(_ fixture: MsgHeadFixture) throws -> Letter { try letter(fixture.bytes) }

    /// Why the letter is refused; records an issue when it is taken.
    static func refusal(_ bytes: [UInt8]) throws -> Refusal {
        let (format, parsed) = try format(bytes)
        return try #require(throws: Refusal.self) { try format.read(parsed) }
    }

    static func refusal(_ fixture: MsgHeadFixture) throws -> Refusal { try refusal(fixture.bytes) }
}

extension Statement {
    /// `admitted 2026-01-10T09:00:00`, with `~` for an estimate, `again` for a restatement, and the effect when it changes something.
    var account: String {
        var words = [effect == .states ? nil : effect.rawValue, kind.rawValue, at.map { (isEstimate ? "~" : "") + $0.text }].compactMap(
            \.self)
        if details["restates"] == "yes" { words.append("again") }
        return words.joined(separator: " ")
    }
}
