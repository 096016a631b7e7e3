import FHIR
import NIOHTTP1
import Testing

extension Browser {
    /// The words of the first element that fits, as a reader sees them; nil without one.
    func text(_ selector: String) async throws -> String? {
        try await script("const e = document.querySelector(\(Self.quoted(selector))); return e ? e.innerText : null")?.text
    }

    func texts(_ selector: String) async throws -> [String] {
        try await script("return [...document.querySelectorAll(\(Self.quoted(selector)))].map(e => e.textContent.trim())")?
            .items.compactMap(\.text) ?? []
    }

    func count(_ selector: String) async throws -> Int {
        try await script("return document.querySelectorAll(\(Self.quoted(selector))).length")?.int ?? 0
    }

    func isTrue(_ expression: String) async throws -> Bool { try await script("return !!(\(expression))")?.bool ?? false }

    func value(_ expression: String) async throws -> String? { try await script("return String(\(expression))")?.text }

    func click(_ selector: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await element(selector, sourceLocation: sourceLocation) { id in try await ask(.POST, "/element/\(id)/click") { _ in } }
    }

    func write(_ text: String, into selector: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await element(selector, sourceLocation: sourceLocation) { id in
            try await ask(.POST, "/element/\(id)/value") { $0.field("text", text) }
        }
    }

    /// What a live page replaced between finding it and touching it is found again.
    private func element(
        _ selector: String, sourceLocation: SourceLocation, _ body: (String) async throws -> Element?
    ) async throws {
        for attempt in 1... {
            let found = try await ask(.POST, "/element") { json in
                json.field("using", "css selector")
                json.field("value", selector)
            }
            let id = try #require(found?.members.first { _ in true }?.value.text, sourceLocation: sourceLocation)
            do {
                _ = try await body(id)
                return
            } catch let failure as Failure where failure.code == "stale element reference" && attempt < 20 {
                continue
            }
        }
    }

    /// Waits until the page itself says so; what it said last stands in the failure.
    func wait(until expression: String, _ why: Comment, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for _ in 0..<300 {
            if (try? await isTrue(expression)) ?? false { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        let page = try await text("main") ?? ""
        Issue.record("\(why): waited for \(expression); the page says: \(page)", sourceLocation: sourceLocation)
        throw Failure(description: "waited in vain for \(expression)")
    }

    /// Waits until the page's words hold these.
    func wait(for words: String, in selector: String = "main", sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await wait(
            until: "(document.querySelector(\(Self.quoted(selector))) || {innerText: ''}).innerText.includes(\(Self.quoted(words)))",
            "“\(words)” should stand in \(selector)", sourceLocation: sourceLocation)
    }

    enum Key: String {
        case tab = "\t"
        case enter = "\r"
        case space = " "
    }

    func press(_ key: Key) async throws { try await type(key.rawValue) }

    /// Keys as a keyboard sends them to the window, whatever page stands in it: WebDriver's own look for the element that has the focus, which a
    /// page that is just being left no longer has. https://chromedevtools.github.io/devtools-protocol/tot/Input/#method-dispatchKeyEvent
    func type(_ text: String) async throws {
        for sign in text {
            for kind in ["keyDown", "keyUp"] {
                var json = JSONWriter()
                json.object { event in
                    event.field("type", kind)
                    switch Key(rawValue: String(sign)) {
                    case .tab: event.key("Tab", code: 9)
                    case .enter: event.key("Enter", code: 13)
                    case .space: event.key(" ", code: 32)
                    case nil: event.field("key", String(sign))
                    }
                    // Tab writes nothing.
                    if kind == "keyDown", sign != "\t" { event.field("text", String(sign)) }
                }
                try await command("Input.dispatchKeyEvent", String(decoding: json.bytes, as: UTF8.self))
            }
        }
    }

    /// Presses Tab until the focus is there.
    func tab(to selector: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        for _ in 0..<120 {
            try await press(.tab)
            if try await isTrue("document.activeElement.matches(\(Self.quoted(selector)))") { return }
        }
        Issue.record("Tab never came to \(selector)", sourceLocation: sourceLocation)
    }

    enum Width: Int {
        case wide = 1280
        case phone = 390
    }

    func resize(_ width: Width) async throws {
        try await command(
            "Emulation.setDeviceMetricsOverride",
            #"{"width":\#(width.rawValue),"height":900,"deviceScaleFactor":1,"mobile":\#(width == .phone)}"#)
    }

    func paint(dark: Bool) async throws {
        try await command(
            "Emulation.setEmulatedMedia", #"{"features":[{"name":"prefers-color-scheme","value":"\#(dark ? "dark" : "light")"}]}"#)
    }

    static func quoted(_ text: String) -> String {
        var json = JSONWriter()
        json.value(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

extension JSONWriter {
    fileprivate mutating func key(_ name: String, code: Int) {
        field("key", name)
        field("windowsVirtualKeyCode", code)
    }
}
