import API
import FHIR
import HTTPTypes
import Testing

@Suite("Compression") struct CompressionTests {
    private static let text = String(repeating: "one word and another ", count: 2_000)

    /// What `gzip` of the command line makes of `{"resourceType":"Basic","language":"nb"}`.
    static let basic: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 42, 74, 45, 206, 47, 45, 74, 78, 13, 169, 44, 72, 85, 178, 82, 114, 74, 44, 206, 76, 86,
        210, 81, 202, 73, 204, 75, 47, 77, 76, 7, 9, 229, 37, 41, 213, 2, 0, 177, 90, 65, 186, 40, 0, 0, 0,
    ]

    @Test("reads what came as gzip, also in several parts, and refuses what is none") func bodies() async {
        let hub = Hub()
        let headers = ["Content-Encoding": "gzip"]
        let made = await hub.send("POST", "/fhir/Basic", headers, bytes: Self.basic)
        #expect(made.status == 201, "\(made.text)")
        #expect(made.json.root.string("language") == "nb")
        #expect(await hub.send("POST", "/fhir/Basic", ["Content-Encoding": "identity"], #"{"resourceType":"Basic"}"#).status == 201)
        for bytes in [Array(Self.basic.dropLast(9)), Self.basic + [1, 2, 3], Array("{}".utf8)] {
            let reply = await hub.send("POST", "/fhir/Basic", headers, bytes: bytes)
            #expect(reply.status == 400)
            #expect(reply.code == "structure")
        }
        for place in Self.basic.indices.dropFirst(10) {
            var bytes = Self.basic
            bytes[place] ^= 0x55
            let reply = await hub.send("POST", "/fhir/Basic", headers, bytes: bytes)
            #expect([201, 400].contains(reply.status))
        }
    }

    @Test("writes gzip to who takes it, when it is worth it") func answers() async throws {
        let hub = Hub()
        let id = try await hub.make(#"{"resourceType":"Basic","code":{"text":"\#(Self.text)"}}"#)
        let plain = await hub.send("GET", "/fhir/Basic/\(id)")
        #expect(plain.header("Content-Encoding") == nil)
        #expect(plain.header("Vary") == "Accept-Encoding")
        for accepted in ["gzip", "br, gzip;q=0.5", "*", "x-gzip"] {
            let reply = await hub.send("GET", "/fhir/Basic/\(id)", ["Accept-Encoding": accepted])
            #expect(reply.header("Content-Encoding") == "gzip")
            #expect(reply.bytes.count < plain.bytes.count / 10)
            // The hub reads its own: what comes back is what went out.
            let back = await hub.send("PUT", "/fhir/Basic/\(id)", ["Content-Encoding": "gzip"], bytes: reply.bytes)
            #expect(back.status == 200)
            #expect(back.json.root.string("code.text") == Self.text)
        }
        for refused in ["gzip;q=0", "br", "identity", "*;q=0", ""] {
            #expect(await hub.send("GET", "/fhir/Basic/\(id)", ["Accept-Encoding": refused]).header("Content-Encoding") == nil)
        }
        #expect(await hub.send("GET", "/fhir/Basic?_id=none", ["Accept-Encoding": "gzip"]).header("Content-Encoding") == nil)
    }

    @Test("never grows beyond the limit of a body") func bomb() async throws {
        let hub = Hub(limits: Limits(maximumBytes: 50_000))
        let large = Hub()
        let id = try await large.make(#"{"resourceType":"Basic","code":{"text":"\#(Self.text + Self.text)"}}"#)
        let bomb = await large.send("GET", "/fhir/Basic/\(id)", ["Accept-Encoding": "gzip"]).bytes
        #expect(bomb.count < 2_000)
        let reply = await hub.send("POST", "/fhir/Basic", ["Content-Encoding": "gzip"], bytes: bomb)
        #expect(reply.status == 413)
        #expect(reply.code == "too-long")
    }

    @Test("leaves an answer that streams streaming") func stream() async throws {
        let hub = Hub()
        let entries = (0..<3_000).map { TransactionVerbTests.entry("PUT", "Basic/own-\($0)", UpdateTests.basic("own-\($0)")) }
        #expect(await hub.send("POST", "/fhir", [:], TransactionTests.bundle("transaction", entries)).status == 200)
        let view =
            #"{"resourceType":"ViewDefinition","resource":"Basic","status":"active","select":[{"column":[{"name":"id","path":"'a text that is long enough for a table in several pieces ' & id"}]}]}"#
        let question = #"{"resourceType":"Parameters","parameter":[{"name":"viewResource","resource":\#(view)}]}"#
        let plain = await hub.send("POST", "/fhir/ViewDefinition/$run?_format=csv", [:], question)
        let zipped = await hub.send("POST", "/fhir/ViewDefinition/$run?_format=csv", ["Accept-Encoding": "gzip"], question)
        #expect(plain.status == 200, "\(plain.text)")
        #expect(zipped.header("Content-Encoding") == "gzip")
        #expect(zipped.pieces > 1)
        #expect(zipped.bytes.count < plain.bytes.count / 2)
        // Unpacked, it is no resource: the sentence about it comes after the unpacking.
        let back = await hub.send("POST", "/fhir/Basic", ["Content-Encoding": "gzip"], bytes: zipped.bytes)
        #expect(back.sentence.contains("byte"))
        #expect(!back.sentence.contains("gzip"))
    }
}
