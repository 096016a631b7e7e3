import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Running
import Samples
import Testing

@Suite("A hub that serves") struct ServeTests {
    @Test("gives a receipt, and the same receipt the second time")
    func receipts() async throws {
        let program = try Program()
        defer { program.remove() }
        let hub = try await RunningHub.start(program)
        let letter = Fixture.Notification().bytes
        let first = try await hub.post(letter)
        #expect(first.status == 200)
        #expect(first.headers["helhet-outcome"] == "accepted")
        let second = try await hub.post(letter)
        #expect(second.status == 200)
        #expect(second.headers["helhet-outcome"] == "duplicate")
        #expect(second.headers["helhet-letter"] == first.headers["helhet-letter"])
        #expect(try content(of: first) == content(of: second))
        #expect(try envelope(of: first) != envelope(of: second))

        let empty = try await hub.post([])
        #expect(empty.status == 400)
        let noise = try await hub.post([0xFF, 0x00, 0x17], mediaType: "application/octet-stream")
        #expect(noise.status == 422)
        #expect(noise.headers["helhet-outcome"] == "unreadable")
        #expect(noise.headers["helhet-letter"] != nil, "what came must be kept")
        #expect(await hub.stop() == 0)
    }

    /// What the receipt says of the letter, without envelope id and time.
    private func content(of answer: RunningHub.Answer) throws -> String {
        let bundle = try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
        let entries = try #require(bundle["entry"] as? [Any])
        return String(decoding: try JSONSerialization.data(withJSONObject: entries, options: .sortedKeys), as: UTF8.self)
    }

    private func envelope(of answer: RunningHub.Answer) throws -> String {
        let bundle = try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
        return try #require(bundle["id"] as? String)
    }

    @Test("says how it is and what it counts")
    func operations() async throws {
        let program = try Program()
        defer { program.remove() }
        let hub = try await RunningHub.start(program)
        #expect(try await hub.get("/health").status == 200)
        let ready = try await hub.get("/ready")
        #expect(ready.status == 200, "\(ready.text)")
        _ = try await hub.post(Fixture.Notification().bytes)
        let metrics = try await hub.get("/metrics")
        #expect(metrics.status == 200)
        #expect(metrics.headers["content-type"]?.hasPrefix("text/plain") == true)
        #expect(metrics.text.contains("helhet_"))
        #expect(metrics.text.hasSuffix("\n"))
        #expect(try await hub.get("/fhir/metadata").status == 200)
        #expect(try await hub.get("/").status == 200)
        #expect(await hub.stop() == 0)
    }

    @Test("answers programs of this machine and its own pages, and nobody else") func doorkeeper() async throws {
        let program = try Program()
        defer { program.remove() }
        let hub = try await RunningHub.start(program)
        let port = hub.base.split(separator: ":").last.map(String.init) ?? ""
        for name in ["localhost:\(port)", "127.0.0.1", "[::1]:\(port)"] {
            let answer = try await hub.get("/fhir/metadata", ["Host": name])
            #expect(answer.status == 200)
            #expect(answer.text.contains("http://\(name)/fhir"))
        }
        for path in ["/", "/citizens", "/fhir/Patient", "/live", "/metrics"] {
            #expect(try await hub.get(path, ["Host": "helhet.example:\(port)"]).status == 421)
        }
        let letter = Fixture.Notification().bytes
        let strange = try await hub.post(letter, ["Origin": "http://helhet.example"])
        #expect(strange.status == 403)
        #expect(strange.text.contains("Pages of other sites"))
        let own = try await hub.post(letter, ["Origin": hub.base])
        #expect(own.status == 200)
        #expect(own.headers["helhet-outcome"] == "accepted")
        #expect(await hub.stop() == 0)
    }

    @Test("streams a table, and breaks the connection where it cannot be completed") func tables() async throws {
        let program = try Program()
        defer { program.remove() }
        let hub = try await RunningHub.start(program)
        func make(_ names: [String]) async throws {
            let entries = names.map { name in
                #"{"resource":{"resourceType":"Patient","name":[\#(name)]},"request":{"method":"POST","url":"Patient"}}"#
            }
            let bundle = #"{"resourceType":"Bundle","type":"transaction","entry":[\#(entries.joined(separator: ","))]}"#
            #expect(try await hub.post(Array(bundle.utf8), to: "/fhir").status == 200)
        }
        // What is all alike packs so well that a client takes the answer for an attack.
        var numbers = SeededNumbers(seed: 5)
        let names = (0..<400).map { number in
            "\(number) " + String((0..<1000).map { _ in Character(UnicodeScalar(UInt8.random(in: 97...122, using: &numbers))) })
        }
        try await make(names.map { #"{"family":"\#($0)"}"# })
        let question = #"""
            {"resourceType":"Parameters","parameter":[{"name":"viewResource","resource":{"resourceType":"ViewDefinition",
            "resource":"Patient","select":[{"column":[{"name":"family","path":"name.family"}]}]}}]}
            """#
        let whole = try await hub.post(Array(question.utf8), ["Accept": "text/csv"], to: "/fhir/ViewDefinition/$run")
        #expect(whole.status == 200)
        #expect(whole.headers["content-type"] == "text/csv; charset=utf-8; header=present")
        #expect(whole.headers["transfer-encoding"] == "chunked")
        #expect(whole.text == "family\r\n" + names.map { $0 + "\r\n" }.joined())

        try await make([#"{"family":"a"},{"family":"b"}"#])
        var request = HTTPClientRequest(url: hub.base + "/fhir/ViewDefinition/$run")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/fhir+json")
        request.body = .bytes(ByteBuffer(string: question))
        let broken = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        #expect(broken.status.code == 200)
        var rows = 0
        await #expect(throws: (any Error).self) {
            for try await piece in broken.body { rows += String(buffer: piece).count { $0 == "\n" } }
        }
        #expect(rows > 100 && rows <= 400)
        #expect(try await hub.get("/health").status == 200)
        #expect(await hub.stop() == 0)
    }

    @Test("wakes pages that listen, and lets them go when it stops")
    func live() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("helhet.yaml", "drain-seconds: 600\n")
        let hub = try await RunningHub.start(program)
        let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: hub.base + "/live"), timeout: .seconds(60))
        #expect(response.status.code == 200)
        #expect(response.headers.first(name: "content-type") == "text/event-stream")
        var heard = ""
        var chunks = response.body.makeAsyncIterator()
        if let greeting = try await chunks.next() { heard += String(buffer: greeting) }
        _ = try await hub.post(Fixture.Notification().bytes)
        while !heard.contains("data: "), let chunk = try await chunks.next() { heard += String(buffer: chunk) }
        #expect(heard.contains("id: "))
        // The stream is still open. Did stopping wait for it, it would take these ten minutes.
        let started = ContinuousClock.now
        #expect(await hub.stop() == 0)
        #expect(ContinuousClock.now - started < .seconds(300))
        while (try? await chunks.next()) != nil {}
    }

    @Test("can be backed up while it takes letters, and the copy is whole")
    func backup() async throws {
        let program = try Program()
        defer { program.remove() }
        let hub = try await RunningHub.start(program)
        let copied = try await withThrowingTaskGroup(of: Program.Ended?.self) { group in
            group.addTask {
                for number in 0..<100 {
                    let answer = try await hub.post(Fixture.numbered(number).bytes)
                    #expect(answer.status == 200)
                }
                return nil
            }
            group.addTask { try await program.run("backup", "copy.sqlite", "--store", program.store) }
            return try await group.reduce(nil) { $0 ?? $1 }
        }
        #expect(copied?.code == 0, "\(copied?.narration ?? "")")
        #expect(await hub.stop() == 0)
        for store in ["copy.sqlite", "store.sqlite"] {
            let checked = try await program.run("check", "--store", program.path(store))
            #expect(checked.code == 0, "\(store): \(checked.output)\(checked.narration)")
        }
    }

    @Test("refuses the demo in production")
    func noDemo() async throws {
        let program = try Program()
        defer { program.remove() }
        try program.write("helhet.yaml", "production: true\nstore: store.sqlite\n")
        let ended = try await program.run("serve", "--demo", "--port", "0")
        #expect(ended.code == 2)
        #expect(ended.narration.contains("The demo is not for a store in production."))
    }
}
