import FHIR
import HTTPTypes
import Journal
import Testing

@Suite("A letter's attachment") struct AttachmentTests {
    private static let bytes = Array("<html>æ</html>".utf8)

    private static func hub() async throws -> (hub: Hub, hash: String) {
        let hub = Hub()
        let hash = try await hub.journal.commit(.letters, at: hub.clock.now) { try $0.attach(bytes, mediaType: "text/html") }
        return (hub, hash.hex)
    }

    @Test(
        "is read where a Communication says it is, as it came and never as a page of ours",
        arguments: ["*/*", "text/html", "application/fhir+json"])
    func read(accept: String) async throws {
        let (hub, hash) = try await Self.hub()
        let reply = await hub.send("GET", "/fhir/Binary/\(hash)", ["Accept": accept])
        #expect(reply.status == 200)
        #expect(reply.bytes == Self.bytes)
        #expect(reply.header("Content-Type") == "text/html")
        #expect(reply.header("X-Content-Type-Options") == "nosniff")
        #expect(reply.header("Content-Security-Policy") == "default-src 'none'; sandbox")
        #expect(reply.header("Content-Disposition") == "attachment")
        #expect(await hub.send("HEAD", "/fhir/Binary/\(hash)").status == 200)
    }

    @Test("is not there under another hash, or as another type") func absent() async throws {
        let (hub, hash) = try await Self.hub()
        for target in ["Binary/\(String(repeating: "0", count: 64))", "Binary/1", "Basic/\(hash)"] {
            let reply = await hub.send("GET", "/fhir/\(target)")
            #expect(reply.status == 404)
            #expect(reply.severity == "error")
            #expect(reply.code == "not-found")
            #expect(reply.sentence == "There is no such resource. Search for it, or check its id.")
        }
    }

    @Test("does not hide a Binary that a client keeps here") func resource() async throws {
        let (hub, _) = try await Self.hub()
        let id = try await hub.make(#"{"resourceType":"Binary","contentType":"text/plain","data":"YQ=="}"#)
        #expect(await hub.send("GET", "/fhir/Binary/\(id)").json.type == "Binary")
    }
}
