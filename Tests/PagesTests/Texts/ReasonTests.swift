import Exchange
import FHIR
import Foundation
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Words for why") struct ReasonTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    /// Where sentences are written that the journal keeps of letters and plans, or that answer a deed.
    static let places = [
        "Exchange", "Pathways/Desk", "Pathways/Engine", "helhet/Serving/DeliveryService.swift", "Pages/Views/Pages+Citizens.swift",
        "XML/Reading", "FHIR/Documents", "FHIR/XML/XMLReading.swift",
    ]

    @Test("are there for every sentence that the hub can keep", arguments: places) func complete(_ place: String) throws {
        let sentences = try Self.sentences(in: Self.root.appending(path: place))
        #expect(!sentences.isEmpty)
        for sentence in sentences {
            let kept = sentence.replacing("{}", with: "at byte 7")
            #expect(ReasonWording.text(kept, .en) == kept)
            #expect(ReasonWording.text(kept, .nb) != kept, "ReasonWording has no words for this")
        }
    }

    @Test("are there for what is wrong with a citizen's number, and for each remark") func others() throws {
        let known = Set(ReasonWording.all.map(\.kept))
        #expect(
            known.isSuperset(of: [
                "test letter", "id reused", "no letter", "receipt for no letter of ours", "number of another citizen",
                "several national numbers",
            ]))
        for number in ["1", "2982045001x", "29820450018", "31829910082"] {
            let why = try #require(CitizenNumber.why(norwegian: number))
            #expect(ReasonWording.text(why, .nb) != why && ReasonWording.text(why, .en) == why)
        }
    }

    /// What is put in is English where it is words; there the others leave it out.
    @Test(
        "differ between the languages, put in what the sentence puts in or nothing, and end alike", arguments: ReasonWording.all.map(\.kept)
    )
    func wording(_ kept: String) throws {
        let reason = try #require(ReasonWording.all.first { $0.kept == kept })
        #expect(ReasonWording.all.filter { $0.kept == kept }.count == 1)
        for language in Language.allCases {
            let text = reason.wording[language.rawValue]
            #expect([1, kept.components(separatedBy: "{}").count].contains(text.components(separatedBy: "{}").count))
            #expect(text.hasSuffix(".") == kept.hasSuffix(".") && (text == kept) == (language == .en))
        }
    }

    @Test("keep what differs from one to the next, and leave alone what they do not know") func parts() {
        #expect(
            ReasonWording.text("There is no way to her:99. Add it under delivery in helhet.yaml.", .nb)
                == "Det finnes ingen vei til her:99. Legg den til under delivery i helhet.yaml.")
        #expect(
            ReasonWording.text("This version of Dialogmelding is not read here. Send it as a or b.", .da)
                == "Denne version af Dialogmelding læses ikke her. Send den som a or b.")
        #expect(ReasonWording.text("The receiver's server answered 503.", .nn) == "Tenaren til mottakaren svarte 503.")
        #expect(
            ReasonWording.text(
                "The document has a UTF-8 byte order mark, but its declaration names another encoding. Correct the declaration.", .da)
                == "Dokumentet angiver en anden tegnkodning end den, det har. Ret det angivne.")
        for unknown in ["", "404", "E31, T02", "{}", "There is no way to go", "Sender ukjent hos oss."] {
            #expect(Language.allCases.allSatisfy { ReasonWording.text(unknown, $0) == unknown })
        }
    }

    @Test("are on the pages in the reader's language", arguments: Language.allCases) func shown(_ language: Language) async throws {
        let hub = Hub()
        func wording(_ kept: String) -> String { ReasonWording.text(kept, language) }
        let refusal = "The letter names no patient. Send it with the patient's national number."
        let attention = "Our letter was refused; correct it and send a new one."
        let note = "No receipt came in time; ask the receiver, and send a new letter."
        try await hub.file(Course.admitted)
        let number = try await hub.file(Course.report) { record in
            record.outcome = .refused
            record.because = refusal
            record.attention = attention
        }
        try await hub.queue(.letter, "c", to: "her:59", type: "DIALOG_SVAR", subject: SubjectID(1), state: .failed, note: note)
        let ask = "lang=\(language.rawValue)"
        #expect(await hub.get("/letters?show=refused&\(ask)").page.text.contains(wording(attention)))
        #expect(await hub.get("/letters?show=outgoing&\(ask)").page.text.contains(wording(note)))
        let page = await hub.get("/letters/\(number)?\(ask)").page
        #expect(page.text.contains(wording(attention)) && page.text.contains(wording(refusal)))
        hub.deeds.refuses(with: JournalError(.invalid, "These identities are not linked."))
        let answer = await hub.post("/citizens/1?\(ask)", [("deed", "unlink"), ("value", "1-2"), ("because", "why")])
        #expect(answer.page.text.contains(wording("These identities are not linked.")))
    }

    /// Every string of the source files that is a sentence, with `{}` for what is put into it. What our letters say is no reason.
    static func sentences(in place: URL) throws -> [String] {
        var files = [place]
        if place.pathExtension != "swift" {
            let all = FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil)
            files = (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
        }
        return try files.flatMap { try literals(of: String(contentsOf: $0, encoding: .utf8)) }.filter { text in
            text.hasSuffix(".") && text.contains(" ") && text.first?.isUppercase == true && !text.hasPrefix("Kommunen kan ")
        }
    }

    private static func literals(of source: String) -> [String] {
        // A sentence may go on in the next line.
        source.replacing(/"\n +\+ "/, with: "").split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }.flatMap { line in
            var found: [String] = []
            var rest = Array(line)[...]
            while let start = rest.firstIndex(of: "\"") {
                rest = rest[(start + 1)...]
                var text = ""
                while let sign = rest.first, sign != "\"" {
                    rest = rest.dropFirst()
                    guard sign == "\\", let next = rest.first else {
                        text.append(sign)
                        continue
                    }
                    rest = rest.dropFirst()
                    if next == "(" {
                        skip(&rest)
                        text += "{}"
                    } else {
                        text.append(next)
                    }
                }
                rest = rest.dropFirst()
                found.append(text)
            }
            return found
        }
    }

    /// Goes past what stands between an opening bracket and its own closing one.
    private static func skip(_ rest: inout ArraySlice<Character>) {
        var depth = 1
        while depth > 0, let sign = rest.popFirst() { depth += sign == "(" ? 1 : sign == ")" ? -1 : 0 }
    }
}
