import Foundation
import Running
import Testing

/// Everything that needs a browser, one after another: a browser takes the memory of many tests.
@Suite("The pages in a browser", .serialized) struct BrowserTests {
    /// A hub with nothing in it, at a fixed time, and a browser that looks at it.
    static func visit(
        at: String, isDemo: Bool = false, _ body: @escaping @Sendable (RunningHub, Browser) async throws -> Void
    ) async throws {
        let program = try Program()
        defer { program.remove() }
        let config = isDemo ? Program.root.appending(path: "demo/helhet.yaml").path : try TownFiles.write(to: program)
        let hub = try await RunningHub.start(
            program, ["--config", config, "--at", at] + (isDemo ? ["--demo", "--demo-citizens", "0"] : []))
        do {
            try await Browser.open(hub.base) { browser in try await body(hub, browser) }
        } catch {
            _ = await hub.stop()
            throw error
        }
        #expect(await hub.stop() == 0)
    }

    /// Finds a citizen by number as a reader does, and leaves the browser on the citizen's page.
    static func open(_ number: String, _ browser: Browser, language: String) async throws {
        try await browser.go("/citizens?lang=\(language)")
        try await browser.write(number, into: "#number")
        try await browser.click("form.find button")
        try await browser.wait(until: "location.pathname.startsWith('/citizens/')", "the citizen should be found")
    }
}
