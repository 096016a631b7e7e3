public import FHIR

/// What is said on the telephone about somebody who got worse, in the five parts that both ends expect.
///
/// It is rendered from the record and from what the caller adds; what the record lacks is said to be unknown, never left out in silence.
/// The receiver reads it back: until then `readBack` is nil, and pages show that it was not.
public struct ISBAR: Sendable, Hashable {
    public enum Part: String, Sendable, Hashable, CaseIterable {
        case identification, situation, background, assessment, recommendation
    }

    /// Lines for each part, in the language that it was made in.
    public var parts: [Part: [String]]
    public var language: String
    /// Whom it is for; nil when the list of contacts has nobody.
    public var recipient: Callee?
    public var made: Instant
    public var readBack: ReadBack?

    /// The score that both ends expect in an assessment.
    public static let score = "NEWS2"

    public var isReadBack: Bool { readBack != nil }

    /// Who repeated it, and when.
    public struct ReadBack: Sendable, Hashable {
        public var by: String
        public var at: Instant

        public init(by: String, at: Instant) {
            self.by = by
            self.at = at
        }
    }

    /// The same, read back by the receiver.
    public func readBack(by name: String, at instant: Instant) -> ISBAR {
        var next = self
        next.readBack = ReadBack(by: name, at: instant)
        return next
    }

    /// As a letter or a telephone script has it: five headings with their lines, and whether it was read back.
    public func text(in zone: Zone) -> String {
        var lines: [String] = []
        if let recipient {
            lines.append("\(ISBARWords.to[language]): \(recipient.title[language])" + (recipient.phone.map { ", \($0)" } ?? ""))
        }
        for part in Part.allCases {
            lines.append(ISBARWords.heading(part)[language])
            lines += (parts[part] ?? []).map { "  \($0)" }
        }
        if let readBack {
            lines.append("\(ISBARWords.readBack[language]): \(readBack.by), \(zone.shortText(readBack.at))")
        } else {
            lines.append(ISBARWords.notReadBack[language])
        }
        return lines.joined(separator: "\n")
    }
}

extension Zone {
    /// `2026-03-02 14:05`.
    func shortText(_ instant: Instant) -> String {
        let clock = clock(at: instant)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(day(at: instant)) \(two(clock.hour)):\(two(clock.minute))"
    }
}
