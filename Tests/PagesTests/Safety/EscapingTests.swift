import Directory
import Exchange
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("What others wrote") struct EscapingTests {
    static let hostile = #"<script>alert("1")</script><img src=x onerror='x'>&amp;{{frame.title}}"#

    @Test("is never markup in any template", arguments: PageSample.pages.indices) func templates(_ place: Int) throws {
        let plain = Markup(try Templates.render(PageSample.pages[place](PageSample())))
        let page = Markup(try Templates.render(PageSample.pages[place](PageSample { "\($0)\(Self.hostile)" })))
        #expect(page.problems == [])
        #expect(page.elements.map(\.name) == plain.elements.map(\.name))
        #expect(page.text.contains(Self.hostile))
        for (element, usual) in zip(page.elements, plain.elements) {
            #expect(Set(element.attributes.keys) == Set(usual.attributes.keys), "\(element.name)")
        }
    }

    static let directory = Directory().learning([
        LearnedParty(address: Course.danishHospital.address, name: "Hospital\(hostile)", country: .dk, roles: [.hospital]),
        LearnedParty(address: Course.danishMunicipality.address, name: "Municipality\(hostile)", country: .dk, roles: [.municipality]),
    ])

    /// A course in which every text that a letter brings is hostile, told apart by a word.
    static func course() -> [Letter] {
        var citizen = Course.citizen(given: "Given\(hostile)", family: "Family\(hostile)")
        citizen.address = "Address\(hostile)"
        var hospital = Course.hospital
        hospital.name = "Hospital\(hostile)"
        hospital.unit?.name = "Unit\(hostile)"
        hospital.addresses = [Course.danishHospital.address]
        var municipality = Course.municipality
        municipality.name = "Municipality\(hostile)"
        municipality.addresses = [Course.danishMunicipality.address]
        let admitted = Course.letter(
            "Type\(hostile)", .admitted, at: "2026-02-02T08:40:00", from: hospital, to: municipality, of: citizen, id: "id\(hostile)",
            details: ["asksReport": "yes", "text": hostile]
        ) { letter in
            letter.paragraphs = [.init(heading: "Heading\(hostile)", text: "Text\(hostile)", author: hostile)]
            letter.attachments = [Attachment(title: "Title\(hostile)", mediaType: "text/html", bytes: Array("<script>".utf8))]
        }
        let leave = Course.letter(
            "STIN", .onLeave, at: "2026-02-04T08:40:00", from: hospital, to: municipality, of: citizen, id: "leave\(hostile)")
        return [admitted, leave]
    }

    @Test(
        "in a letter is shown as it was written, on every page that shows it",
        arguments: [
            ("/citizens/1", ["Given", "Family", "Hospital", "Unit", "Municipality", "Heading", "Text", "Type", "Reason"]),
            ("/citizens/1?view=citizen", ["Given", "Family", "Hospital", "Municipality"]), ("/citizens", ["Given", "Hospital"]),
            ("/letters", ["Type", "Attention", "Hospital"]), ("/letters/1", ["Type", "Heading", "Text", "Title", "Because", "Attention"]),
            ("/today/sor:900000000000002", ["Given", "Hospital", "Municipality"]), ("/letters?show=outgoing", ["Sent", "Note"]),
        ])
    func pages(_ target: String, words: [String]) async throws {
        let hub = Hub(directory: Self.directory)
        for (place, letter) in Self.course().enumerated() {
            try await hub.file(letter) { record in
                guard place == 0 else { return }
                record.because = "Because\(Self.hostile)"
                record.attention = "Attention\(Self.hostile)"
            }
        }
        try await hub.does(.seen(attention: "none"), because: "Reason\(Self.hostile)")
        try await hub.queue(.letter, "x", to: "Receiver\(Self.hostile)", type: "Sent\(Self.hostile)", note: "Note\(Self.hostile)")
        let reply = await hub.get(target)
        #expect(reply.status == 200)
        let page = reply.page
        #expect(page.problems == [])
        #expect(page.all("img").isEmpty && page.all("script").count == 1)
        for word in words { #expect(page.text.contains("\(word)\(Self.hostile)"), "\(word)") }
    }
}
