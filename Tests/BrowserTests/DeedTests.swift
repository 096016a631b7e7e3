import Running
import Testing

extension BrowserTests {
    @Suite("What people do on the pages") struct DeedTests {
        @Test("a step is closed with a reason and opened again, by keyboard alone") func keyboard() async throws {
            try await BrowserTests.visit(at: "2026-03-05T11:00:00+01:00") { hub, browser in
                try await hub.post(LogisticsLetter.admitted("c0000000-0000-4000-8000-000000000001", at: "2026-03-05T09:00:00+01:00"))
                try await browser.go("/?lang=en")
                try await browser.tab(to: "a.skip")
                try await browser.tab(to: "a[href='/today/havvik']")
                try await browser.press(.enter)
                try await browser.wait(until: "location.pathname === '/today/havvik'", "Enter should follow the link")
                try await browser.tab(to: "ol.today a")
                try await browser.press(.enter)
                try await browser.wait(until: "location.pathname.startsWith('/citizens/')", "Enter should open the citizen")
                let step = "ol.steps li:has(.title)"
                try await browser.wait(for: "Send the admission report", in: "ol.steps")
                try await browser.script(
                    """
                    for (const li of document.querySelectorAll('\(step)'))
                      if (li.querySelector('.title').textContent.includes('admission report')) li.querySelector('summary').dataset.test = 'mine';
                    """)
                try await browser.tab(to: "summary[data-test=mine]")
                try await browser.press(.enter)
                try await browser.press(.tab)
                try await browser.type("Told by telephone")
                try await browser.press(.tab)
                try await browser.press(.enter)
                try await browser.wait(until: "document.querySelectorAll('ol.steps li.done').length === 1", "the step should be done")
                try await browser.wait(for: "Told by telephone", in: "main")
                #expect(try await browser.text("main")?.contains("A step was closed") == true)

                try await browser.tab(to: "li.done summary")
                try await browser.press(.space)
                try await browser.press(.tab)
                try await browser.type("The wrong citizen")
                try await browser.press(.enter)
                try await browser.wait(until: "document.querySelectorAll('ol.steps li.done').length === 0", "the step should be open again")
                try await browser.wait(for: "A step was reopened")
                #expect(try await browser.text("main")?.contains("Havvik kommune · The wrong citizen") == true)
            }
        }

        @Test("a deed without a reason stays undone") func reason() async throws {
            try await BrowserTests.visit(at: "2026-03-05T11:00:00+01:00") { hub, browser in
                try await hub.post(LogisticsLetter.admitted("d0000000-0000-4000-8000-000000000001", at: "2026-03-05T09:00:00+01:00"))
                try await BrowserTests.open(LogisticsLetter.number, browser, language: "en")
                try await browser.script("document.querySelector('ol.steps details').open = true")
                let before = try await browser.value("document.querySelectorAll('ol.steps li.done').length")
                try await browser.click("ol.steps details[open] form:has([name=because][required]) button")
                #expect(try await browser.isTrue("document.querySelector('ol.steps details[open] [name=because]:invalid')"))
                #expect(try await browser.value("document.querySelectorAll('ol.steps li.done').length") == before)
            }
        }

        @Test("a letter is moved to the citizen it was about") func move() async throws {
            try await BrowserTests.visit(at: "2026-03-05T11:00:00+01:00") { hub, browser in
                let at = "2026-03-05T09:00:00+01:00"
                try await hub.post(LogisticsLetter.admitted("e0000000-0000-4000-8000-000000000001", at: at))
                try await hub.post(
                    LogisticsLetter.admitted(
                        "e0000000-0000-4000-8000-000000000002", at: "2026-03-05T09:30:00+01:00", citizen: LogisticsLetter.otherNumber,
                        family: "Orrhane"))
                try await BrowserTests.open(LogisticsLetter.number, browser, language: "nn")
                let letter = try await browser.value("document.querySelector('.letters .body a').getAttribute('href')")
                try await browser.go(letter ?? "/")
                try await browser.click("#move-head")
                try await browser.write("00000000000", into: "#to")
                try await browser.write("Feil person", into: "#movewhy")
                try await browser.click("#move button")
                try await browser.wait(for: "Ingen innbyggjar har dette nummeret her.")
                try await browser.go(letter ?? "/")
                try await browser.click("#move-head")
                try await browser.write(LogisticsLetter.otherNumber, into: "#to")
                try await browser.write("Feil person", into: "#movewhy")
                try await browser.click("#move button")
                try await browser.wait(until: "!document.querySelector('#move[open]')", "the letter should be moved")
                try await BrowserTests.open(LogisticsLetter.otherNumber, browser, language: "nn")
                #expect(try await browser.count(".letters > li") == 2)
                #expect(try await browser.text("main")?.contains("Feil person") == true)
            }
        }
    }
}
