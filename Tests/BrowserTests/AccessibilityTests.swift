import FHIR
import Foundation
import Testing

extension BrowserTests {
    /// axe-core on the demo's pages: https://github.com/dequelabs/axe-core. `Scripts/axe` gets it; `HELHET_AXE` names it.
    @Suite("axe finds nothing wrong") struct AccessibilityTests {
        @Test("on any page, light or dark, wide or narrow") func everyPage() async throws {
            let file = try #require(
                ProcessInfo.processInfo.environment["HELHET_AXE"], "HELHET_AXE names no axe.min.js: HELHET_AXE=$(Scripts/axe) swift test")
            let axe = try String(contentsOfFile: file, encoding: .utf8)
            try await BrowserTests.visit(at: "2026-03-05T11:00:00+01:00", isDemo: true) { _, browser in
                try await browser.go("/citizens?lang=nb")
                let citizens = try await browser.script(
                    "return [...document.querySelectorAll('ul.rows a')].map(a => a.getAttribute('href'))")
                let all = citizens?.items.compactMap(\.text) ?? []
                #expect(all.count > 5, "the demo has citizens")
                let pages =
                    [
                        "/", "/today/fjordby", "/today/vestnes", "/citizens", "/letters", "/letters?show=outgoing", "/letters/1",
                        "/pathways", "/pathways/copd", "/pathways/hospital-stay/figures",
                        "/pathways/home-after-discharge/figures", "/pathways/hospital-stay/figures/citizens?runs=all",
                        "/editor?pathway=hospital-stay", "/nowhere", "/tour", "/today/fjordby?tour=3",
                    ]
                    + all.prefix(4) + all.prefix(1).map { "\($0)?view=citizen" }
                for page in pages {
                    try await browser.resize(.wide)
                    try await browser.paint(dark: false)
                    try await browser.go(page)
                    try await browser.script("document.querySelectorAll('details').forEach(d => d.open = true)")
                    try await browser.script(axe)
                    for width in [Browser.Width.wide, .phone] {
                        for isDark in [false, true] {
                            try await browser.resize(width)
                            try await browser.paint(dark: isDark)
                            // Only colours differ in the dark.
                            let found = try await violations(
                                browser, rules: isDark ? "{runOnly: {type: 'rule', values: ['color-contrast']}}" : "{}")
                            #expect(found.isEmpty, "\(page), \(width), \(isDark ? "dark" : "light")")
                        }
                    }
                }
            }
        }

        private func violations(_ browser: Browser, rules: String) async throws -> [String] {
            let found = try await browser.script(
                """
                const done = arguments[arguments.length - 1];
                window.axe.run(document, \(rules)).then(
                  r => done(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | '))),
                  e => done(['axe failed: ' + e]));
                """, isAsync: true)
            return found?.items.compactMap(\.text) ?? ["axe said nothing"]
        }
    }
}
