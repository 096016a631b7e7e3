import FHIR
import Foundation
import Samples
import Testing

@Suite("Hostile requests") struct HostileTests {
    static let requests: [(method: String, target: String, headers: [String: String], body: String)] = [
        ("GET", "/fhir/Patient/1/_history/1?_pretty=true", [:], ""), ("GET", "/fhir/Patient/1/_history?_count=2&_page=3", [:], ""),
        (
            "GET", "/fhir/Encounter?patient=1,2&status=planned&_lastUpdated=ge2026-01-01&_count=1&_total=accurate",
            ["Prefer": "handling=lenient"], ""
        ),
        ("GET", "/fhir/metadata?_format=xml", ["Accept": "application/fhir+json;q=0.5, */*"], ""),
        ("POST", "/fhir/Patient", ["If-None-Exist": "identifier=a|b", "Prefer": "return=minimal"], TransactionTests.patient),
        ("PUT", "/fhir/Patient/01", ["If-Match": "W/\"1\""], #"{"resourceType":"Patient","id":"01","active":true}"#),
        ("POST", "/fhir/Patient/_search", ["Content-Type": "application/x-www-form-urlencoded"], "identifier=urn:a%7C1&_id=1,2"),
        (
            "POST", "/fhir", [:],
            TransactionTests.bundle(
                "transaction",
                [
                    TransactionTests.post(TransactionTests.patient, fullUrl: "urn:uuid:p", ifNoneExist: "identifier=urn:test|1"),
                    TransactionTests.post(TransactionTests.encounter, fullUrl: "urn:uuid:e"),
                    #"{"request":{"method":"GET","url":"Patient?_id=1"}}"#,
                ])
        ),
        ("POST", "/fhir", [:], TransactionTests.bundle("batch", [TransactionTests.post(TransactionTests.patient), "{}"])),
        (
            "POST", "/fhir/Patient", ["Content-Type": "application/fhir+xml", "Accept": "application/fhir+xml"],
            #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#
        ),
        ("POST", "/letters", ["Content-Type": "text/xml"], "<a/>"),
        ("PUT", "/fhir/Basic/own?_format=xml", ["If-None-Match": "*"], UpdateTests.basic("own")),
        ("PUT", "/fhir/Basic?identifier=urn:b%7Ca", ["Prefer": "return=OperationOutcome"], UpdateTests.basic("own")),
        ("DELETE", "/fhir/Basic/own?_format=xml", ["If-Match": "W/\"1\""], ""), ("DELETE", "/fhir/Basic?identifier=urn:b%7Ca", [:], ""),
        ("GET", "/fhir/Basic/_history?_at=2026-01-01T12:00:00Z&_count=1&_page=-1", [:], ""), ("GET", "/fhir/_history?_since=2026", [:], ""),
        ("POST", "/fhir/Basic/own/$meta-add", [:], MetaTests.parameters(#"{"tag":[{"system":"s","code":"a"}],"profile":["http://p"]}"#)),
        ("POST", "/fhir/Basic/own/$validate?mode=update&_format=xml", [:], UpdateTests.basic("own")),
        (
            "PATCH", "/fhir/Basic/own", ["Content-Type": "application/json-patch+json", "If-Match": "W/\"1\""],
            #"[{"op":"add","path":"/identifier/0","value":{"value":1.00}},{"op":"move","from":"/identifier/0","path":"/identifier/-"},{"op":"copy","from":"/id","path":"/x~1y"},"#
                + #"{"op":"test","path":"/x~1y","value":"own"},{"op":"replace","path":"/identifier","value":[]},{"op":"remove","path":"/x~1y"}]"#
        ),
        (
            "PATCH", "/fhir/Basic/own", [:],
            FHIRPathPatchTests.parameters([
                FHIRPathPatchTests.add("Basic", "author", #""valueReference":{"reference":"Patient/1"}"#),
                FHIRPathPatchTests.insert("Basic.identifier", 0, #""valueIdentifier":{"value":"x"}"#),
                FHIRPathPatchTests.move("Basic.identifier", 1, 0),
                FHIRPathPatchTests.replace("Basic.author.reference", #""valueString":"x""#),
                FHIRPathPatchTests.delete("Basic.identifier.where(value = 'x')"),
            ])
        ),
        ("POST", "/fhir", [:], TransactionTests.bundle("transaction", TransactionVerbTests.entries)),
        ("POST", "/fhir?_format=xml", [:], TransactionTests.bundle("batch", TransactionVerbTests.entries)),
    ]

    @Test("never get a 500, and always an answer that can be read", arguments: 1...12) func fuzz(_ seed: UInt64) async {
        var dice = SeededNumbers(seed: seed)
        let hub = await TransactionVerbTests.hub()
        let noise = Array("{}[]\",:/?&=%|$_.*\\<>#\u{0}\u{FF}0aA \n".utf8) + [0xC3, 0xFF]
        func spoil(_ text: String) -> [UInt8] {
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 0...3, using: &dice) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &dice)
                switch Int.random(in: 0...3, using: &dice) {
                case 0: bytes[place] = noise[Int.random(in: 0..<noise.count, using: &dice)]
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(noise[Int.random(in: 0..<noise.count, using: &dice)], at: place)
                default: bytes.insert(contentsOf: bytes[0..<place], at: place)
                }
            }
            return bytes
        }
        for _ in 0..<400 {
            let request = Self.requests[Int.random(in: 0..<Self.requests.count, using: &dice)]
            let headers = request.headers.mapValues { String(decoding: spoil($0), as: UTF8.self) }
            let target = String(decoding: spoil(request.target), as: UTF8.self)
            if request.target.contains("own") { _ = await hub.send("PUT", "/fhir/Basic/own", [:], UpdateTests.basic("own")) }
            let reply = await hub.send(request.method, target, headers, bytes: spoil(request.body))
            #expect(reply.status != 500, "\(request.method) \(target) \(headers)")
            guard reply.status >= 400, request.target != "/letters" else { continue }
            let outcome =
                reply.header("Content-Type")?.hasPrefix("application/fhir+xml") == true ? try? Resource(xml: reply.bytes) : reply.json
            #expect(outcome?.type == "OperationOutcome", "\(target)")
        }
    }

    @Test("of great depth or number are refused, not died of") func large() async {
        let hub = Hub()
        let deep = #"{"resourceType":"Patient","a":"# + String(repeating: "[", count: 100_000)
        #expect(await hub.send("POST", "/fhir/Patient", [:], deep).status == 400)
        let path = "/fhir/Patient?identifier=" + String(repeating: "a,", count: 20_000) + "b"
        #expect(await hub.send("GET", path).status == 200)
        #expect(await hub.send("GET", String(repeating: "/a", count: 100_000)).status == 404)
    }
}
