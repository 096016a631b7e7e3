import Testing

extension BrowserTests {
    @Suite("The editor of pathways in a browser") struct EditorTests {
        @Test("says what is wrong while one writes, and draws what is right, without loading the page anew") func live() async throws {
            try await BrowserTests.visit(at: "2026-03-05T11:00:00+01:00") { _, browser in
                try await browser.go("/editor?pathway=hospital-stay&lang=nb")
                #expect(try await browser.count("#findings .fine") == 1)
                // The drawing is an image that the page itself brings.
                try await browser.wait(until: "document.querySelector('#findings img').naturalWidth > 100", "the drawing is not shown")
                try await browser.script("window.neverLoadedAnew = true")
                try await change("'owner: hospital'", "'owner: hospitl'", browser)
                try await browser.wait(for: "hospitl", in: "#findings")
                #expect(try await browser.count("#findings .fine") == 0)
                try await change("'owner: hospitl'", "'owner: hospital'", browser)
                try await browser.wait(until: "document.querySelectorAll('#findings .fine').length == 1", "what was mended is still wrong")
                #expect(try await browser.isTrue("window.neverLoadedAnew"))
            }
        }

        private func change(_ old: String, _ new: String, _ browser: Browser) async throws {
            try await browser.script(
                """
                const text = document.getElementById('text');
                text.value = text.value.replaceAll(\(old), \(new));
                text.dispatchEvent(new Event('input', {bubbles: true}));
                """)
        }
    }
}
