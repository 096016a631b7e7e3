import Foundation
import Running
import Testing

@Suite("The log of a hub") struct LogTests {
    static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    static let id = "6f1c2a34-0b5d-4e6f-8a9b-0c1d2e3f4a5b"

    @Test("has a line for each request, with its trace, and nothing of any citizen")
    func lines() async throws {
        let program = try Program()
        defer { program.remove() }
        let fixture = Fixture.Notification()
        let secrets = [fixture.number, "Quellstrøm", "Quellstr%C3%B8m", "kvellstroem"]
        let hub = try await RunningHub.start(program, ["--log-format", "json"])
        #expect(try await hub.post(fixture.bytes).status == 200)
        let asked = try await hub.get(
            "/fhir/Patient?identifier=\(fixture.number)",
            ["traceparent": "00-\(Self.trace)-00f067aa0ba902b7-01", "X-Request-Id": Self.id])
        #expect(asked.status == 200)
        #expect(asked.headers["x-request-id"] == Self.id)
        // A citizen's number wherever a client may write one.
        for path in [
            "/fhir/Patient/\(fixture.number)", "/fhir/\(fixture.number)", "/fhir/$\(fixture.number)",
            "/fhir/Patient/1/_history/\(fixture.number)",
            "/\(fixture.number)", "/citizens/\(fixture.number)", "/citizens?q=Quellstr%C3%B8m", "/fhir/Patient?name=kvellstroem",
            "/fhir/Patient?\(fixture.number)=1",
        ] {
            let answer = try await hub.get(
                path, ["traceparent": "00-\(fixture.number)-x-01", "X-Request-Id": fixture.number, "User-Agent": "kvellstroem"])
            #expect(answer.headers["x-request-id"] != fixture.number)
        }
        _ = try await hub.post(Array("<a>\(fixture.number) Quellstrøm</a>".utf8), mediaType: "text/xml")
        #expect(await hub.stop() == 0)

        let log = try FileManager.default.contentsOfDirectory(atPath: program.folder).filter { $0.hasSuffix(".err") }
            .map { program.read($0) }.joined()
        for secret in secrets { #expect(!log.contains(secret), "the log has \(secret)") }
        let lines = log.split(separator: "\n").filter { $0.hasPrefix("{") }
        let requests = try lines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line) is no object")
        }.filter { $0["message"] as? String == "request" }
        #expect(requests.count == 12)
        #expect(
            requests.allSatisfy {
                ["http.status", "http.route", "duration.ms", "request.id", "trace.id", "time"].allSatisfy($0.keys.contains)
            })
        let search = try #require(requests.first { $0["request.id"] as? String == Self.id })
        #expect(search["trace.id"] as? String == Self.trace)
        #expect(search["trace.parent"] as? String == "00f067aa0ba902b7")
        #expect(search["http.route"] as? String == "/fhir/Patient")
        #expect(search["http.status"] as? Int == 200)
        #expect((search["http.bytes"] as? Int ?? 0) > 100)
        #expect(Set(requests.compactMap { $0["request.id"] as? String }).count == requests.count)
    }
}
