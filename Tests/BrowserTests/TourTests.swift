import Foundation
import Running
import Testing

extension BrowserTests {
    @Suite("The tour of the demo") struct TourTests {
        /// The demo as a visitor finds it, with fewer citizens.
        static func visit(_ body: @escaping @Sendable (RunningHub, Browser) async throws -> Void) async throws {
            let program = try Program()
            defer { program.remove() }
            let config = Program.root.appending(path: "demo/helhet.yaml").path
            let hub = try await RunningHub.start(program, ["--config", config, "--demo", "--demo-citizens", "300"])
            do {
                try await Browser.open(hub.base) { browser in try await body(hub, browser) }
            } catch {
                _ = await hub.stop()
                throw error
            }
            #expect(await hub.stop() == 0)
        }

        private func isAt(_ step: Int, _ browser: Browser) async throws {
            try await browser.wait(until: "new URL(location.href).searchParams.get('tour') === '\(step)'", "the tour should be at \(step)")
            try await browser.wait(
                until: "document.querySelector('#tour small')?.textContent === '\(step) of 7'", "the panel should say so")
        }

        @Test("is walked by keyboard alone: a notice comes, a deadline passes, and it does not come back") func keyboard() async throws {
            try await Self.visit { _, browser in
                try await browser.go("/?lang=en")
                try await browser.wait(until: "document.querySelector('.demo')?.innerText.includes('A day passes')", "the day should begin")
                try await browser.tab(to: "#tour .go")
                try await browser.press(.enter)
                try await isAt(1, browser)
                // The panel is where the keyboard goes on from, and nothing stands between it and the next step but what belongs to it.
                try await browser.press(.tab)
                #expect(try await browser.isTrue("document.activeElement.closest('#tour')"))
                try await browser.tab(to: "#tour .go")
                try await browser.press(.enter)
                try await isAt(2, browser)
                #expect(try await browser.text("h1")?.contains("Rolig Granskog") == true)
                try await browser.tab(to: "#tour .go")
                try await browser.press(.enter)
                try await isAt(3, browser)
                try await browser.tab(to: "#tour-ready")
                try await browser.press(.enter)
                try await isAt(4, browser)
                #expect(try await browser.isTrue("location.pathname.startsWith('/citizens/')"))
                try await browser.wait(for: "Answer the hospital")
                try await browser.tab(to: "#tour-deadline")
                try await browser.press(.enter)
                try await isAt(5, browser)
                try await browser.wait(for: "late")
                for step in 6...7 {
                    try await browser.tab(to: "#tour .go")
                    try await browser.press(.enter)
                    try await isAt(step, browser)
                }
                #expect(try await browser.count("textarea") == 1)
                try await browser.tab(to: "#tour .quietly")
                try await browser.press(.enter)
                try await browser.wait(until: "!document.getElementById('tour')", "the tour should end")
                try await browser.go("/today/fjordby")
                #expect(try await browser.count("#tour") == 0)
                // Whoever wants it again finds it.
                try await browser.click(".demo a")
                try await browser.wait(for: "Seven steps")
            }
        }

        @Test("moves while nobody touches anything: the clock goes on, and stops when it is told to") func clock() async throws {
            try await Self.visit { _, browser in
                try await browser.go("/pathways?lang=en&tour=off")
                try await browser.go("/today/fjordby")
                try await browser.wait(until: "document.getElementById('demo-pause')", "the day should begin")
                let first = try await browser.text("#demo-clock") ?? ""
                try await browser.wait(until: "document.getElementById('demo-clock').textContent !== '\(first)'", "the clock should go on")
                try await browser.click("#demo-pause")
                try await browser.wait(until: "document.getElementById('demo-resume')", "time should stop")
                let stopped = try await browser.text("#demo-clock") ?? ""
                try await Task.sleep(for: .seconds(3))
                #expect(try await browser.text("#demo-clock") == stopped)
            }
        }

        @Test("works without JavaScript, and fits a telephone") func plain() async throws {
            try await Self.visit { _, browser in
                try await browser.resize(.phone)
                try await browser.go("/today/fjordby?lang=en&tour=1")
                #expect(try await browser.value("document.documentElement.scrollWidth") == "390")
                try await browser.command("Emulation.setScriptExecutionDisabled", #"{"value":true}"#)
                for step in 2...3 {
                    try await browser.click("#tour .go")
                    try await isAt(step, browser)
                }
                for _ in 0..<200 where try await browser.count("#tour-ready") == 0 {
                    try await Task.sleep(for: .milliseconds(200))
                    try await browser.go("/today/fjordby?tour=3")
                }
                try await browser.click("#tour-ready")
                try await isAt(4, browser)
                try await browser.click("#tour .quietly")
                try await browser.wait(until: "!document.getElementById('tour')", "the tour should end")
                try await browser.go("/tour")
                #expect(try await browser.count("ol.stops li") == 7)
                #expect(try await browser.value("document.documentElement.scrollWidth") == "390")
            }
        }
    }
}
