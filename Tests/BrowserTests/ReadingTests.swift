import Running
import Testing

extension BrowserTests {
    @Suite("Who reads the pages, and how") struct ReadingTests {
        @Test(
            "each language has its own words and says so",
            arguments: [
                ("nb", "I dag", "Innbyggere"), ("nn", "I dag", "Innbyggjarar"), ("da", "I dag", "Borgere"), ("en", "Today", "Citizens"),
            ])
        func language(code: String, today: String, citizens: String) async throws {
            try await BrowserTests.visit(at: "2026-03-05T11:00:00+01:00") { _, browser in
                try await browser.go("/")
                try await browser.click("footer a[hreflang=\(code)]")
                try await browser.wait(until: "document.documentElement.lang === '\(code)'", "the page should say its language")
                #expect(try await browser.texts("header nav a").prefix(2) == [today, citizens])
                // It is remembered.
                try await browser.go("/citizens")
                #expect(try await browser.value("document.documentElement.lang") == code)
                #expect(try await browser.text("h1") == citizens)
            }
        }

        @Test("without JavaScript the page reads and its forms post") func noScript() async throws {
            try await BrowserTests.visit(at: "2026-03-05T11:00:00+01:00") { hub, browser in
                let admitted = "2026-03-05T07:00:00+01:00"
                try await hub.post(LogisticsLetter.admitted("f0000000-0000-4000-8000-000000000001", at: admitted))
                try await hub.post(
                    LogisticsLetter.ready(
                        "f0000000-0000-4000-8000-000000000002", admitted: admitted, at: "2026-03-05T10:10:00+01:00"))
                try await browser.command("Emulation.setScriptExecutionDisabled", #"{"value":true}"#)
                try await BrowserTests.open(LogisticsLetter.number, browser, language: "nb")
                try await browser.wait(for: "Svare sykehuset om mottak", in: ".now")
                try await browser.click("button[id^=now-answer-yes]")
                try await browser.wait(until: "!document.querySelector('button[id^=now-answer]')", "the answer should close the step")
                // Nothing updates by itself: the script did not run.
                try await hub.post(
                    LogisticsLetter.discharged("f0000000-0000-4000-8000-000000000003", admitted: admitted, at: "2026-03-05T10:50:00+01:00"))
                try await Task.sleep(for: .seconds(2))
                #expect(try await browser.text(".letters")?.contains("Utskrevet") == false)
            }
        }

        @Test("nothing is wider than a telephone, in any language", arguments: ["nb", "nn", "da", "en"])
        func phone(language: String) async throws {
            try await BrowserTests.visit(at: "2026-03-05T11:00:00+01:00") { hub, browser in
                let admitted = "2026-03-02T09:00:00+01:00"
                try await hub.post(LogisticsLetter.admitted("f1000000-0000-4000-8000-000000000001", at: admitted))
                try await hub.post(
                    LogisticsLetter.ready(
                        "f1000000-0000-4000-8000-000000000002", admitted: admitted, at: "2026-03-05T10:10:00+01:00"))
                try await browser.resize(.phone)
                try await BrowserTests.open(LogisticsLetter.number, browser, language: language)
                let citizen = try await browser.value("location.pathname") ?? "/"
                for path in ["/", "/today/havvik", citizen, "\(citizen)?view=citizen", "/citizens", "/letters", "/letters/1", "/nowhere"] {
                    try await browser.go(path)
                    try await browser.script("document.querySelectorAll('details').forEach(d => d.open = true)")
                    let width = try await browser.value("document.documentElement.scrollWidth")
                    #expect(width == "390", "\(path) in \(language)")
                }
            }
        }
    }
}
