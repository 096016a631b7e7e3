import Exchange
import FHIR
import Journal
import Pathways
import Testing

@testable import Pages

@Suite("Letters") struct LettersTests {
    static func rows(_ page: Markup) -> [String] {
        page.all("li") { $0.classes == ["rows"] }.map { ($0.classes + ["|", $0.words]).joined(separator: " ") }
    }

    /// Two letters that were taken, one refused, one unreadable; a receipt that waits, one that arrived, a letter that failed.
    static func hub() async throws -> Hub {
        let hub = Hub()
        try await hub.file([Course.admitted, Course.ready])
        try await hub.file(Course.report) { record in
            record.outcome = .refused
            record.because = "The citizen number is missing; send the letter again with it."
        }
        try await hub.file(Course.letter("unknown", .message, at: "2026-02-05T12:00:00", of: nil)) { record in
            record.outcome = .unreadable
            record.reading = nil
            record.sent = nil
            record.attention = "The file is no letter; ask whoever sent it."
            record.because = record.attention
        }
        try await hub.queue(.receipt, "a", to: "her:59", type: "APPREC", answers: 1, subject: SubjectID(1))
        try await hub.queue(.receipt, "b", to: "her:59", type: "APPREC", answers: 2, subject: SubjectID(1), state: .done)
        try await hub.queue(.letter, "c", to: "her:59", type: "DIALOG_SVAR", subject: SubjectID(1), state: .failed, note: "404")
        try await hub.queue(.letter, "d", to: "her:99", type: "DIALOG_NOTAT", subject: SubjectID(1), state: .sent)
        return hub
    }

    static let lists: [(show: String, rows: [String])] = [
        (
            "incoming",
            [
                "late | Ukjent melding Vestnes sykehus · kan ikke leses · The file is no letter; ask whoever sent it. i dag 12.40",
                "late | Innleggelsesrapport Fjordby kommune · avvist · The citizen number is missing; send the letter again with it. i dag 12.40",
                "| Utskrivningsklar Vestnes sykehus · tatt imot i dag 12.40",
                "| Melding om innlagt pasient Vestnes sykehus · tatt imot i dag 12.40",
            ]
        ),
        (
            "outgoing",
            [
                "wait | Notat her:99 · sendt, venter på kvittering i dag 12.40",
                "late | Svar Vestnes sykehus · ikke levert · 404 Hvorfor Noen har sett på den i dag 12.40",
                "| Kvittering Vestnes sykehus · ferdig i dag 12.40", "| Kvittering Vestnes sykehus · venter på å sendes i dag 12.40",
            ]
        ),
        (
            "unanswered",
            [
                "wait | Notat her:99 · sendt, venter på kvittering i dag 12.40",
                "| Kvittering Vestnes sykehus · venter på å sendes i dag 12.40",
            ]
        ),
        (
            "refused",
            [
                "late | Innleggelsesrapport Fjordby kommune · avvist · The citizen number is missing; send the letter again with it. i dag 12.40"
            ]
        ),
        (
            "attention",
            [
                "late | Svar Vestnes sykehus · ikke levert · 404 Hvorfor Noen har sett på den i dag 12.40",
                "late | Ukjent melding Vestnes sykehus · kan ikke leses · The file is no letter; ask whoever sent it. i dag 12.40",
            ]
        ),
    ]

    @Test("are listed newest first, by what became of them", arguments: lists) func list(_ show: String, rows: [String]) async throws {
        let page = await (try await Self.hub()).get("/letters?show=\(show)").page
        #expect(Self.rows(page) == rows)
        let current = page.all("a") { $0.classes == ["filters"] }.filter { $0.attributes["aria-current"] == "page" }
        #expect(current.map(\.href) == ["/letters?show=\(show)"])
    }

    @Test(
        "open with those that came in, whatever else is asked for",
        arguments: ["/letters", "/letters?show=", "/letters?show=none", "/letters?before=x"])
    func usual(_ target: String) async throws {
        #expect(Self.rows(await (try await Self.hub()).get(target).page) == Self.lists[0].rows)
    }

    @Test("lead to the letter, to what is answered, or to the citizen, and every link is answered", arguments: lists.map(\.show))
    func links(_ show: String) async throws {
        let hub = try await Self.hub()
        for link in await hub.get("/letters?show=\(show)").page.all("a") where link.href != "#main" {
            #expect(await hub.get(link.href).status == 200, "\(link.href)")
        }
    }

    @Test("come in pages of fifty without repeating or omitting any", arguments: ["incoming", "outgoing"]) func pages(_ show: String)
        async throws
    {
        let hub = Hub()
        for number in 1...107 {
            if show == "incoming" {
                try await hub.file(Course.letter("LETTER-\(number)", .message, at: "2026-02-05T12:00:00", of: nil, id: "\(number)"))
            } else {
                try await hub.queue(.letter, "\(number)", to: "her:59", type: "LETTER-\(number)")
            }
        }
        var seen: [String] = []
        var next: String? = "/letters?show=\(show)"
        var sizes: [Int] = []
        while let target = next, sizes.count < 5 {
            let page = await hub.get(target).page
            let rows = Self.rows(page)
            sizes.append(rows.count)
            seen += rows.compactMap { $0.split(separator: "LETTER-").last?.prefix { $0.isNumber } }.map(String.init)
            next = page.all("a").first { $0.text == Text.older.wording.nb }?.href
        }
        #expect(sizes == [50, 50, 7])
        #expect(seen == (1...107).reversed().map(String.init))
    }

    @Test("say that there are none", arguments: Language.allCases) func none(_ language: Language) async {
        let page = await Hub().get("/letters?show=refused&lang=\(language.rawValue)").page
        #expect(page.all("p", class: "soft").map(\.text) == [Text.noLetters.wording[language.rawValue]])
    }
}

@Suite("What failed and what a human must look at") struct HandlingTests {
    private static let why = [("because", "Ringt & levert muntlig.")]

    @Test("leaves the list when somebody says that they looked, and who and why stays", arguments: Language.allCases)
    func delivery(_ language: Language) async throws {
        let hub = try Hub.doing()
        try await hub.file(Course.admitted)
        let number = try await hub.queue(
            .letter, "c", to: "her:59", type: "DIALOG_SVAR", subject: SubjectID(1), state: .failed, note: "404")
        let ask = "show=attention&lang=\(language.rawValue)"
        let page = await hub.get("/letters?\(ask)").page
        #expect(page.all("button").map(\.text) == [Text.markHandled.wording[language.rawValue]])
        let form = try #require(page.form("handled"))
        #expect(form.required == ["because"])
        let cookies = ["Cookie": "lang=\(language.rawValue); for=fjordby"]
        let reply = await hub.post("/deliveries/\(number)", form.filled(Self.why), cookies)
        #expect(reply.status == 303 && reply.header("Location") == "/letters?show=attention")
        #expect(LettersTests.rows(await hub.get("/letters?\(ask)").page).isEmpty)
        let sent = LettersTests.rows(await hub.get("/letters?show=outgoing&lang=\(language.rawValue)").page)
        #expect(sent.count == 1)
        #expect(sent[0].contains("404 · Fjordby kommune, ") && sent[0].contains(": «Ringt & levert muntlig.»"), "\(sent[0])")
        #expect(sent[0].contains(Text.failed.wording[language.rawValue]) && !sent[0].hasPrefix("late"))
        let told = try #require(EventWording.all["delivery handled"]?[language.rawValue])
        #expect(await hub.get("/citizens/1?lang=\(language.rawValue)").page.text.contains(told))
        // Whoever comes second is told that somebody has.
        let again = await hub.post("/deliveries/\(number)", form.filled(Self.why), cookies)
        #expect(again.status == 409)
        #expect(again.page.text.contains(ReasonWording.text("Nobody need look at it any more; load the page again.", language)))
        // A receipt that comes late takes nothing from it.
        try await hub.journal.commit(.letters, at: hub.clock.now) { writer in
            var item = try #require(try writer.outbox(number))
            item.state = .done
            item.note = nil
            try writer.update(item)
        }
        let done = LettersTests.rows(await hub.get("/letters?show=outgoing&lang=\(language.rawValue)").page)
        #expect(done.count == 1)
        #expect(done[0].contains(Text.doneState.wording[language.rawValue]) && done[0].contains("«Ringt & levert muntlig.»"), "\(done)")
    }

    @Test("is no delivery that still goes on", arguments: [OutboxItem.State.waiting, .sent, .done, .withdrawn])
    func goingOn(_ state: OutboxItem.State) async throws {
        let hub = try Hub.doing()
        try await hub.file(Course.admitted)
        let number = try await hub.queue(.letter, "c", to: "her:59", type: "DIALOG_SVAR", subject: SubjectID(1), state: state, note: "x")
        for show in ["attention", "outgoing"] { #expect(await hub.get("/letters?show=\(show)").page.form("handled") == nil) }
        #expect(await hub.post("/deliveries/\(number)", [("deed", "handled")] + Self.why).status == 409)
        #expect(try await hub.journal.read { try $0.outbox(number)?.state } == state)
    }

    @Test("of a letter of nobody's too says on its page who looked, when and why") func nobodys() async throws {
        let hub = try Hub.doing()
        let number = try await hub.file(Course.letter("unknown", .message, at: "2026-02-05T12:00:00", of: nil)) { record in
            record.outcome = .unreadable
            record.reading = nil
            record.attention = "The file is no letter; ask whoever sent it."
        }
        let form = try #require(await hub.get("/letters/\(number)").page.form("handled"))
        #expect(await hub.post("/letters/\(number)", form.filled(Self.why), ["Cookie": "for=fjordby"]).status == 303)
        let page = await hub.get("/letters/\(number)").page
        #expect(page.form("handled") == nil && page.all("section", class: "wait").isEmpty)
        #expect(
            LetterTests.facts(page).contains("Noen har sett på den Fjordby kommune, i dag 12.40: «Ringt & levert muntlig.»"),
            "\(LetterTests.facts(page))")
        let kept = try await hub.journal.read { try $0.handlings(.letter, of: [number]) }
        #expect(kept.map(\.trouble) == ["The file is no letter; ask whoever sent it."] && kept.map(\.who) == ["fjordby"])
        #expect(await hub.post("/letters/\(number)", form.filled(Self.why)).status == 409)
    }
}

@Suite("A letter's page") struct LetterTests {
    static func facts(_ page: Markup) -> [String] {
        page.all("div") { $0.classes == ["facts"] }.map(\.words)
    }

    @Test("says who wrote to whom, when, what became of it, and what it says") func page() async throws {
        let hub = Hub()
        var letter = Course.ready
        letter.paragraphs = [.init(heading: "Status", text: "Can walk."), .init(text: "Needs help.")]
        letter.attachments = [
            .init(title: "Plan", mediaType: "application/pdf", bytes: [1, 2]), .init(title: nil, mediaType: "image/png", bytes: [3]),
        ]
        try await hub.file(letter)
        let page = await hub.get("/letters/1").page
        #expect(page.first("h1")?.text == "Utskrivningsklar")
        #expect(page.all("p", class: "sub").map(\.text) == ["LOG_UTSKRIVNINGSKLAR · 1"])
        #expect(
            Self.facts(page) == [
                "Fra Vestnes sykehus, medisinsk post 3", "Til Fjordby kommune", "Sendt i dag 11.50", "Mottatt i dag 12.40",
                "Utfall tatt imot",
                "Kvittering ingen kvittering", "Innbygger Forløpet",
            ])
        #expect(page.all("section", class: "body").first?.words == "Status Can walk. Needs help.")
        #expect(page.all("h2").map(\.text) == ["Status", "Vedlegg"])
        let files = page.all("a") { $0.classes == ["team"] }
        #expect(files.map(\.text) == ["Plan", "image/png"] && files.map(\.href) == ["/letters/1/0", "/letters/1/1"])
        #expect(await hub.get("/letters/1/0").bytes == [1, 2])
        #expect(await hub.get("/letters/1/1").header("Content-Type") == "image/png")
        let raw = await hub.get("/letters/1/raw")
        #expect(raw.bytes == Array(#"{"letter":"LOG_UTSKRIVNINGSKLAR-2026-02-05T11:50:00-130"}"#.utf8))
        #expect(raw.header("Content-Disposition") == "attachment; filename=\"letter-1.json\"")
    }

    @Test("says which receipt it got, and why") func receipt() async throws {
        let hub = Hub()
        try await hub.file(Course.report) { record in
            record.outcome = .refused
            record.because = "The receiver is unknown; check its address."
            let header = ReceiptHeader(
                type: LetterType("INNLEGGELSESRAPPORT"), version: "1.1", id: "x", sent: nil, sender: Course.municipality,
                answering: Course.hospital, isCopy: false, isXML: true)
            let receipt = KeptReceipt(receipt: Receipt(.rejected, answers: "x"), header: header, standard: .kith)
            record.receipt = Array("[".utf8) + receipt.json() + Array("]".utf8)
        }
        let facts = Self.facts(await hub.get("/letters/1").page)
        #expect(facts.contains("Utfall avvist · The receiver is unknown; check its address.") && facts.contains("Kvittering 2"))
    }

    @Test("asks for a human where one is needed, and lets them say that they looked") func attention() async throws {
        let hub = Hub()
        try await hub.file(Course.admitted)
        try await hub.file(Course.ready) { $0.attention = "The sender has used this id before." }
        let calm = await hub.get("/letters/1").page
        #expect(calm.all("section", class: "wait").isEmpty && calm.element(id: "handled") == nil)
        let page = await hub.get("/letters/2").page
        #expect(page.all("section", class: "wait").map(\.text) == ["The sender has used this id before."])
        #expect(page.all("button").map(\.text) == ["Noen har sett på den", "Flytt til en annen innbygger"])
    }

    @Test("without a citizen offers no citizen to go to and nothing to move") func nobody() async throws {
        let hub = Hub()
        try await hub.file(Course.letter("APPREC", .message, at: "2026-02-05T12:00:00", of: nil))
        let page = await hub.get("/letters/1").page
        #expect(page.element(id: "move") == nil && !page.all("a").contains { $0.href.hasPrefix("/citizens/") })
    }

    @Test(
        "is not found where there is no such letter or file",
        arguments: ["/letters/9", "/letters/x", "/letters/1/9", "/letters/1/x", "/letters/9/raw", "/letters/1/raw/x"])
    func missing(_ target: String) async throws {
        let hub = Hub()
        try await hub.file(Course.admitted)
        let reply = await hub.get(target)
        #expect(reply.status == 404 && reply.page.first("h1")?.text == Text.notFoundTitle.wording.nb)
    }
}
