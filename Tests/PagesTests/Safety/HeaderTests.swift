import Exchange
import HTTPTypes
import Testing

@testable import Pages

@Suite("Headers") struct HeaderTests {
    static let targets = [
        "/", "/today/fjordby", "/citizens", "/citizens/1", "/citizens/1?view=citizen", "/citizens/zz", "/letters", "/letters?show=outgoing",
        "/letters/1", "/letters/1/raw", "/letters/1/0", "/letters/99", "/nowhere", Asset.style.path, Asset.script.path, "/assets/none.css",
    ]

    /// Read by all: none of these tests changes it.
    static let shared = Task {
        let hub = Hub()
        var letters = Course.upToReady
        letters[0].attachments = [.init(title: "plan", mediaType: "text/html", bytes: Array("<p>".utf8))]
        try await hub.file(letters)
        return hub
    }

    static func answered(_ method: String, _ target: String) async throws -> Reply { await (try await shared.value).send(method, target) }

    @Test("that keep a page from doing harm are on every answer", arguments: targets, ["GET", "POST", "DELETE"])
    func safe(_ target: String, _ method: String) async throws {
        let reply = try await Self.answered(method, target)
        #expect(reply.header("X-Content-Type-Options") == "nosniff")
        #expect(reply.header("Referrer-Policy") == "no-referrer")
        let policy = (reply.header("Content-Security-Policy") ?? "").split(separator: ";").map { $0.split(separator: " ").map(String.init) }
        #expect(policy.contains(["default-src", "'none'"]))
        #expect(!policy.contains { $0.contains("'unsafe-inline'") || $0.contains("'unsafe-eval'") || $0.contains("*") })
        if reply.header("Content-Type")?.hasPrefix("text/html; charset") == true {
            #expect(policy.contains(["frame-ancestors", "'none'"]) && policy.contains(["form-action", "'self'"]))
            #expect(policy.contains(["base-uri", "'none'"]))
        }
    }

    @Test("let no page be kept by anybody, and assets be kept for ever", arguments: targets) func kept(_ target: String) async throws {
        let reply = try await Self.answered("GET", target)
        let isAsset = reply.status == 200 && target.hasPrefix("/assets/")
        #expect(reply.header("Cache-Control") == (isAsset ? "public, max-age=31536000, immutable" : "no-store"))
    }

    @Test("are those of the page when only they are asked for, and no body follows", arguments: targets) func head(_ target: String)
        async throws
    {
        let page = try await Self.answered("GET", target)
        let head = try await Self.answered("HEAD", target)
        #expect(head.status == page.status && head.bytes.isEmpty)
        #expect(head.header("Content-Length") == String(page.bytes.count))
        #expect(head.header("Content-Type") == page.header("Content-Type"))
    }

    @Test("make what came in a letter a download that can run nothing", arguments: ["/letters/1/raw", "/letters/1/0"])
    func downloads(_ target: String) async throws {
        let reply = try await Self.answered("GET", target)
        #expect(reply.status == 200)
        #expect(reply.header("Content-Disposition")?.hasPrefix("attachment; filename=\"letter-1") == true)
        #expect(reply.header("Content-Security-Policy")?.contains("sandbox") == true)
    }

    @Test("point to assets that are there, by their content's hash") func assets() async throws {
        let page = try await Self.answered("GET", "/").page
        let style = try #require(page.all("link").first { $0.attributes["rel"] == "stylesheet" }?.href)
        let script = try #require(page.first("script")?.attributes["src"])
        let css = try await Self.answered("GET", style)
        #expect(css.status == 200 && css.header("Content-Type") == "text/css; charset=utf-8" && css.bytes == Asset.style.bytes)
        let js = try await Self.answered("GET", script)
        #expect(js.status == 200 && js.header("Content-Type") == "text/javascript; charset=utf-8" && js.bytes == Asset.script.bytes)
        #expect(Asset("a", ending: "css", mediaType: "").path != Asset("b", ending: "css", mediaType: "").path)
    }

    @Test("set cookies that scripts cannot read and other sites do not send") func cookies() async throws {
        let hub = Hub()
        try await hub.file(Course.upToReady)
        let today = await hub.get("/today/fjordby?lang=en").headers("Set-Cookie")
        #expect(
            today == ["lang=en; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly", "for=fjordby; Path=/; SameSite=Strict; HttpOnly"])
        // What the hub does not know is in none.
        for target in ["/today/a%3B%20b", "/today/a%0D%0Ab", "/today/nobody", "/today/fjordby/x", "/?lang=xx", "/?lang=en%3B"] {
            #expect(await hub.get(target).headers("Set-Cookie") == [], "\(target)")
        }
    }
}
