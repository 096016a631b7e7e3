import Pathways
import Testing

@testable import Pages

@Suite("Texts of pages") struct TextTests {
    /// Every wording that the room writes by itself, by what it is for.
    static let all: [(name: String, wording: Wording)] =
        Text.allCases.map { ("\($0)", $0.wording) } + EventWording.all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        + ContradictionWording.all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        + LetterWording.all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        + Deviation.Kind.allCases.map { ($0.rawValue, $0.wording) }
        + TourStep.allCases.flatMap { [("\($0) heading", $0.heading), ("\($0) text", $0.text)] }
        + [("nobody", ContradictionWording.nobody), ("several", ContradictionWording.several)]

    @Test("stand in every language", arguments: Language.allCases) func stand(_ language: Language) {
        for (name, wording) in Self.all {
            let text = wording[language.rawValue]
            #expect(!text.isEmpty && text == text.trimmingSpaces, "\(name)")
            #expect(!text.contains("  ") && !text.contains("{") && !text.contains("TODO"), "\(name)")
        }
    }

    @Test("end and begin alike in the four languages, so that they fit the same place", arguments: Text.allCases)
    func shape(_ text: Text) {
        let wording = text.wording
        let ends = Wording.languages.map { language in wording[language].last.map { ".:?!".contains($0) ? String($0) : "" } }
        #expect(Set(ends).count == 1, "\(text): \(ends)")
        let beginnings = Wording.languages.map { wording[$0].first?.isUppercase }
        #expect(Set(beginnings).count == 1, "\(text)")
    }

    @Test("fall back to none by accident: every text but `empty` has its own words") func fallback() {
        let nothing = Text.empty.wording
        #expect(Text.allCases.filter { $0.wording == nothing } == [.empty])
    }

    /// Words that are spelt as in English and mean the same.
    static let sharedWithEnglish: Set<String> = ["type in nb", "type in nn", "type in da", "find in da", "version in da"]

    @Test("differ between the Scandinavian languages and English") func english() {
        let same = Self.all.flatMap { name, wording in
            ["nb", "nn", "da"].filter { wording[$0] == wording.en }.map { "\(name) in \($0)" }
        }
        #expect(Set(same) == Self.sharedWithEnglish)
    }

    /// Words that only one of the written languages has: a text that was pasted into the wrong column has some of them.
    static let foreign: [(language: Language, words: Set<String>)] = [
        (
            .nb,
            [
                "ikkje", "frå", "eit", "ein", "ei", "dei", "dykk", "kva", "kven", "kvifor", "nokon", "noko", "vart", "meldingar",
                "innbyggjar",
                "sjukehus", "heime", "seint", "ikke-", "meddelelse", "meddelelser", "borger", "borgeren", "nu", "sygehus", "indlagt",
                "udskrevet", "hvad", "af", "blev",
            ]
        ),
        (
            .nn,
            [
                "ikke", "fra", "en", "et", "de", "dere", "hva", "hvem", "hvorfor", "noen", "noe", "ble", "meldinger", "innbygger",
                "sykehus",
                "hjemme", "sent", "nå", "meddelelse", "meddelelser", "borger", "borgeren", "nu", "sygehus", "indlagt", "udskrevet", "hvad",
                "af", "blev",
            ]
        ),
        (
            .da,
            [
                "ikkje", "frå", "eit", "ein", "ei", "dykk", "dere", "kva", "hva", "kven", "hvem?", "noen", "noe", "nokon", "noko", "vart",
                "ble", "melding", "meldinger", "meldingar", "innbygger", "innbyggjar", "sykehus", "sjukehus", "nå", "no", "utskrevet",
                "innlagt", "av", "språk", "dager",
            ]
        ),
        (.en, ["og", "ikke", "ikkje", "er", "det", "som", "av", "på", "til", "melding", "meldinger", "message?"]),
    ]

    @Test("use no word of a sister language", arguments: foreign) func sisters(_ language: Language, _ words: Set<String>) {
        for (name, wording) in Self.all {
            let used = Set(wording[language.rawValue].lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init))
            #expect(used.isDisjoint(with: words), "\(name): \(used.intersection(words))")
        }
    }

    @Test(
        "call what is sent the same everywhere",
        arguments: zip(Language.allCases, ["Meldinger", "Meldingar", "Meddelelser", "Letters"]))
    func letters(_ language: Language, word: String) {
        #expect(Text.letters.wording[language.rawValue] == word)
        #expect(Text.navLetters.wording[language.rawValue] == word)
        #expect(Text.noLetters.wording[language.rawValue].lowercased().contains(word.lowercased()))
        // `letter` is the word of English, never `message`; what is called a message is one in a conversation.
        let messages = Self.all.filter {
            !["message", "CareCommunication"].contains($0.name) && $0.wording.en.lowercased().contains("message")
        }.map(\.name)
        #expect(messages.isEmpty, "\(messages)")
    }
}

extension String {
    var trimmingSpaces: String { String(Substring(self).trimmed) }
}
