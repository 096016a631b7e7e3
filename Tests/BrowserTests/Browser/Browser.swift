import AsyncHTTPClient
import FHIR
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Running

/// A real Chromium, spoken to by W3C WebDriver: https://www.w3.org/TR/webdriver2/
///
/// Opened by scope; driver and browser are gone when the scope ends.
struct Browser: Sendable {
    private let driver: String
    private let session: String
    /// Where relative addresses begin.
    private let base: String

    struct Failure: Error, CustomStringConvertible {
        var description: String
        /// Its name in WebDriver, when the driver says so.
        var code = ""
    }

    /// - Parameter base: `http://127.0.0.1:8080`.
    static func open(_ base: String, _ body: @escaping @Sendable (Browser) async throws -> Void) async throws {
        let port = try await freePort()
        let driver = try RunningProgram("chromedriver", ["--port=\(port)"])
        let outcome: Result<Void, any Error>
        do {
            let browser = try await start("http://127.0.0.1:\(port)", base: base)
            do {
                try await body(browser)
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            _ = try? await browser.ask(.DELETE, "")
        } catch {
            outcome = .failure(error)
        }
        // Its browser ended with the session. A child of Foundation's `Process` may have every milder signal blocked.
        driver.send(SIGKILL)
        await driver.end()
        try outcome.get()
    }

    private static func freePort() async throws -> Int {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup).bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        try await channel.close()
        return port
    }

    private static func start(_ driver: String, base: String) async throws -> Browser {
        let wanted = #"""
            {"capabilities":{"alwaysMatch":{"browserName":"chrome","goog:chromeOptions":{"args":["--headless=new","--no-sandbox",
            "--disable-dev-shm-usage","--disable-gpu","--lang=en","--window-size=1280,1000"]}}}}
            """#
        var last = "Chromedriver did not start. Install chromium and chromium-driver."
        for _ in 0..<100 {
            do {
                let answer = try await exchange(.POST, "\(driver)/session", wanted)
                guard let session = answer.root.string("value.sessionId") else { throw Failure(description: "no session") }
                return Browser(driver: driver, session: session, base: base)
            } catch let failure as Failure {
                throw failure
            } catch {
                last = "Chromedriver does not answer: \(error)"
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        throw Failure(description: last)
    }

    private static func exchange(_ method: HTTPMethod, _ url: String, _ body: String?) async throws -> Document {
        var request = HTTPClientRequest(url: url)
        request.method = method
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: body))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
        let document = try Document(json: Array(buffer: try await response.body.collect(upTo: 50_000_000)))
        if let error = document.root.string("value.error") {
            throw Failure(description: "\(error): \((document.root.string("value.message") ?? "").prefix(2_000))", code: error)
        }
        return document
    }

    @discardableResult
    func ask(_ method: HTTPMethod, _ path: String, _ write: ((inout JSONWriter) -> Void)? = nil) async throws -> Element? {
        let body = write.map { write in
            var json = JSONWriter()
            json.object(write)
            return String(decoding: json.bytes, as: UTF8.self)
        }
        return try await Self.exchange(method, "\(driver)/session/\(session)\(path)", body).root["value"]
    }

    /// Goes to an address of the hub.
    func go(_ path: String) async throws { try await ask(.POST, "/url") { $0.field("url", base + path) } }

    /// Runs a function body in the page; the last argument of an `isAsync` one is what it calls when done.
    @discardableResult
    func script(_ body: String, isAsync: Bool = false) async throws -> Element? {
        try await ask(.POST, isAsync ? "/execute/async" : "/execute/sync") { json in
            json.field("script", body)
            json.array("args") { _ in }
        }
    }

    /// A command of Chromium's own protocol: https://chromedevtools.github.io/devtools-protocol/
    func command(_ name: String, _ parameters: String) async throws {
        try await ask(.POST, "/goog/cdp/execute") { json in
            json.field("cmd", name)
            json.raw("params", Array(parameters.utf8))
        }
    }
}
