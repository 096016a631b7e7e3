import NIOHTTP1
import Running
import Testing

extension BrowserTests {
    @Suite("A citizen's page that is open while letters come") struct LivePageTests {
        /// Set in the page; a page that was loaded anew has lost it.
        private static let mark = "window.neverLoadedAnew = true"

        @Test("follows a Danish stay through leave and back") func danishStay() async throws {
            try await BrowserTests.visit(at: "2026-03-06T09:00:00+01:00") { hub, browser in
                try await hub.post(HospitalNotice.admitted.json)
                try await BrowserTests.open(HospitalNotice.number, browser, language: "da")
                try await browser.wait(for: "Indlagt")
                #expect(try await browser.text("h1")?.contains("Bølgeskvulp") == true)
                #expect(try await browser.texts("ol.steps .title").contains("Sende indlæggelsesrapport til sygehuset"))
                #expect(try await browser.text(".now .t")?.contains("Prøvekøbing Kommune") == true)
                #expect(try await browser.count("svg .band.inpatient") == 1)
                try await browser.script(Self.mark)

                try await hub.post(HospitalNotice.onLeave.json)
                try await browser.wait(for: "Orlov", in: ".letters")
                #expect(try await browser.count("svg .band.leave") == 1)
                #expect(try await browser.texts("svg text").contains { $0.hasPrefix("Orlov") })
                #expect(try await browser.text(".now .m")?.contains("Orlov") == true)

                try await hub.post(HospitalNotice.back.json)
                try await browser.wait(for: "Tilbage fra orlov", in: ".letters")
                #expect(try await browser.count("svg .band.leave") == 1)
                #expect(try await browser.count("svg .band.inpatient") == 2)
                #expect(try await browser.count(".letters > li") == 3)
                #expect(try await browser.text(".now .m")?.contains("Tilbage fra orlov") == true)
                #expect(try await browser.isTrue("window.neverLoadedAnew"))
                #expect(try await browser.text("#announce") == "Siden er opdateret")
            }
        }

        @Test("follows a Norwegian stay until the citizen is home, and the answer leaves as a letter") func norwegianStay() async throws {
            try await BrowserTests.visit(at: "2026-03-05T11:00:00+01:00") { hub, browser in
                let admitted = "2026-03-05T07:00:00+01:00"
                try await hub.post(LogisticsLetter.admitted("a0000000-0000-4000-8000-000000000001", at: admitted))
                try await browser.go("/today/havvik?lang=nb")
                try await BrowserTests.open(LogisticsLetter.number, browser, language: "nb")
                try await browser.wait(for: "Innlagt")
                try await browser.script(Self.mark)

                let first = "2026-03-05T08:00:00+01:00"
                try await hub.post(LogisticsLetter.ready("a0000000-0000-4000-8000-000000000002", admitted: admitted, at: first))
                try await browser.wait(for: "Svare sykehuset om mottak", in: ".now")
                #expect(try await browser.text(".now .t")?.contains("for sent") == true)
                // A day costs once its midnight has passed.
                #expect(try await browser.text(".now .m")?.contains("Uten ja") == false)
                #expect(try await browser.count("svg .band.ready") == 1)
                #expect(try await browser.count("svg .pill.late") >= 1)

                // What the reader is at survives the next letter: an open letter and the focus on its head.
                try await browser.script("document.querySelector('.letters li:last-child summary').focus()")
                try await browser.press(.enter)
                let open = try await browser.value("document.querySelector('.letters details[open]').id")
                try await hub.post(
                    LogisticsLetter.notReady(
                        "a0000000-0000-4000-8000-000000000003", admitted: admitted, ready: first, at: "2026-03-05T09:00:00+01:00"))
                try await browser.wait(for: "Likevel ikke", in: ".letters")
                #expect(try await browser.value("document.querySelector('.letters details[open]').id") == open)
                #expect(try await browser.count(".letters details[open]") == 1)
                #expect(try await browser.value("document.activeElement.id") == open.map { "\($0)-head" })
                #expect(try await browser.text(".now .t")?.contains("Svare sykehuset") == false)
                #expect(try await browser.count("ol.steps li.withdrawn") >= 1)

                try await hub.post(
                    LogisticsLetter.ready(
                        "a0000000-0000-4000-8000-000000000004", admitted: admitted, at: "2026-03-05T10:10:00+01:00"))
                try await browser.wait(for: "Svare sykehuset om mottak", in: ".now")
                #expect(
                    try await browser.text(".now .t") == "Havvik kommune: Svare sykehuset om mottak, senest i dag 12.10 (om 1 t 10 min)")
                #expect(try await browser.isTrue("window.neverLoadedAnew"))

                // The answer closes the step and goes out.
                try await browser.click("button[id^=now-answer-yes]")
                try await browser.wait(until: "!document.querySelector('button[id^=now-answer]')", "the answer should close the step")
                #expect(try await browser.count("svg .pill.done") >= 1)
                #expect(try await browser.text(".now .m")?.contains("Uten ja") == false)
                try await browser.go("/letters?show=outgoing")
                #expect(try await browser.text("ul.rows")?.contains("Fjellheim sykehus") == true)
                try await browser.ask(.POST, "/back") { _ in }

                try await browser.wait(for: "Svar", in: "ol.steps")
                try await browser.script(Self.mark)
                try await hub.post(
                    LogisticsLetter.discharged(
                        "a0000000-0000-4000-8000-000000000005", admitted: admitted, at: "2026-03-05T10:50:00+01:00"))
                try await browser.wait(for: "Utskrevet", in: ".letters")
                #expect(try await browser.text(".now .m")?.contains("Utskrevet i dag 10.50") == true)
                #expect(try await browser.texts("svg text").contains { $0.hasPrefix("Utskrevet 10.50") })
                #expect(try await browser.texts("ol.steps .title").contains("Sende utskrivningsrapport til kommunen"))
                #expect(try await browser.text("ol.steps")?.contains("00.00") == false)
                #expect(try await browser.isTrue("window.neverLoadedAnew"))
            }
        }

        @Test("keeps what somebody is writing") func typing() async throws {
            try await BrowserTests.visit(at: "2026-03-05T11:00:00+01:00") { hub, browser in
                let admitted = "2026-03-02T09:00:00+01:00"
                try await hub.post(LogisticsLetter.admitted("b0000000-0000-4000-8000-000000000001", at: admitted))
                try await BrowserTests.open(LogisticsLetter.number, browser, language: "nb")
                try await browser.script("document.querySelector('ol.steps details').open = true")
                try await browser.click("ol.steps details[open] input[name=because]")
                try await browser.type("Ringt avdelingen")
                let field = try await browser.value("document.activeElement.id")
                try await hub.post(
                    LogisticsLetter.ready(
                        "b0000000-0000-4000-8000-000000000002", admitted: admitted, at: "2026-03-05T10:10:00+01:00"))
                try await browser.wait(for: "Utskrivningsklar", in: ".letters")
                #expect(try await browser.value("document.activeElement.id") == field)
                try await browser.type(", de venter")
                #expect(try await browser.value("document.activeElement.value") == "Ringt avdelingen, de venter")
            }
        }
    }
}
