import API
import FHIR
import HTTPTypes
import Journal
import Testing

/// A request that is refused, and how.
struct Refused: Sendable, CustomTestStringConvertible {
    var request: String
    var headers: [String: String]
    var body: String?
    var status: Int
    var code: String
    var sentence: String

    init(_ request: String, _ status: Int, _ code: String, _ sentence: String) { self.init(request, [:], nil, status, code, sentence) }

    init(_ request: String, _ headers: [String: String], _ status: Int, _ code: String, _ sentence: String) {
        self.init(request, headers, nil, status, code, sentence)
    }

    init(_ request: String, _ headers: [String: String], _ body: String?, _ status: Int, _ code: String, _ sentence: String) {
        self.request = request
        self.headers = headers
        self.body = body
        self.status = status
        self.code = code
        self.sentence = sentence
    }

    var testDescription: String { "\(request) \(body ?? "") \(headers)" }
}

extension Refused {
    static let all: [Refused] = [
        Refused("GET /fhir/Patient/none", 404, "not-found", "There is no such resource. Search for it, or check its id."),
        Refused("GET /fhir/Patient/none/_history", 404, "not-found", "There is no such resource. Search for it, or check its id."),
        Refused("GET /fhir/Person2/1", 404, "not-supported", "no resource type of FHIR R4"),
        Refused("GET /fhir/patient", 404, "not-supported", "Names have capitals"),
        Refused("GET /fhir/DomainResource/1", 404, "not-supported", "no resource type of FHIR R4"),
        Refused("GET /fhir/Patient/1/$everybody", 404, "not-supported", "There is no such operation here."),
        Refused("GET /fhir/Flag/1/$everything", 404, "not-supported", "Use it at the address of one."),
        Refused("POST /fhir/$import", 404, "not-supported", "There is no such operation here."),
        Refused("GET /fhir/_history?_since=yesterday", 400, "value", "`_since` needs a time"),
        Refused("GET /fhir/Patient/_history?_at=2026&_since=2026", 400, "value", "Send one of them."),
        Refused("GET /fhir/Patient/_history?_page=!", 400, "invalid", "follow the link of the page before"),
        Refused("GET /fhir/Patient/_history?_sort=x", 400, "not-supported", "Known are: _at, _count, _format, _page, _pretty, _since."),
        Refused("GET /fhir/Flag/none/$meta", 404, "not-found", "There is no such resource."),
        Refused("POST /fhir/Flag/1/$meta-add", [:], #"{"resourceType":"Parameters"}"#, 400, "invalid", "The body has no `meta`."),
        Refused(
            "POST /fhir/Flag/1/$meta-add", [:], #"{"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"source":"x"}}]}"#,
            400,
            "invalid", "names no profile, tag or security label"),
        Refused(
            "POST /fhir/Patient", ["Content-Encoding": "br"], "{}", 415, "not-supported", "Send it as `gzip`, or as it is."),
        Refused("POST /fhir/Patient", ["Content-Encoding": "gzip"], "{}", 400, "structure", "The body is not what gzip makes"),
        Refused("GET /fhir/Patient/1/Person2", 404, "not-supported", "There is nothing at this address."),
        Refused("GET /else", 404, "not-supported", "There is nothing at this address."),
        Refused("GET /", 404, "not-supported", "There is nothing at this address."),
        Refused("POST /fhir/Patient/1", [:], "{}", 405, "not-supported", "Offered here: DELETE, GET, HEAD, PATCH, PUT."),
        Refused("PUT /fhir/Patient", [:], "{}", 400, "invalid", "Add an id, or conditions"),
        Refused("DELETE /fhir/Patient?_format=json", 400, "invalid", "Add an id, or conditions"),
        Refused("DELETE /fhir/Patient/1?identifier=x", 400, "not-supported", "The parameter `identifier` is not known here."),
        Refused("PATCH /fhir/Patient", ["Content-Type": "application/json-patch+json"], "[]", 400, "invalid", "Add an id, or conditions"),
        Refused(
            "PATCH /fhir/Patient/1", ["Content-Type": "application/xml-patch+xml"], "<diff/>", 415, "not-supported", "XML Patch is not"),
        Refused("PATCH /fhir/Patient/1", [:], #"{"resourceType":"Patient"}"#, 415, "not-supported", "A patch is a JSON Patch"),
        Refused("PATCH /fhir/Patient/1", 400, "invalid", "The request needs a resource, and there is none."),
        Refused("PUT /fhir", [:], "{}", 405, "not-supported", "Offered here: GET, HEAD, POST."),
        Refused("GET /letters", 405, "not-supported", "Offered here: POST."),
        Refused("OPTIONS /fhir/metadata", 405, "not-supported", "Offered here: GET, HEAD."),
        Refused("POST /fhir/Patient", 400, "invalid", "The request needs a resource, and there is none."),
        Refused("POST /fhir/Patient", [:], "{", 400, "structure", ""),
        Refused("POST /fhir/Patient", [:], #"{"resourceType":"Patient","resourceType":"Patient"}"#, 400, "structure", ""),
        Refused("POST /fhir/Patient", [:], #"{"resourceType":"Patient","x":01}"#, 400, "structure", ""),
        Refused("POST /fhir/Patient", [:], "[]", 400, "invalid", ""),
        Refused(
            "POST /fhir/Patient", [:], #"{"resourceType":"Person"}"#, 400, "invalid", "another type of resource than the address names"),
        Refused("POST /fhir/Patient", ["Content-Type": "text/csv"], "a;b", 415, "not-supported", "Send `application/fhir+json`"),
        Refused(
            "POST /fhir/Patient", ["Content-Type": "application/x-www-form-urlencoded"], "{}", 415, "not-supported", "Send `application"),
        Refused(
            "POST /fhir/Patient", ["Content-Type": "application/fhir+json; fhirVersion=3.0"], "{}", 415, "not-supported", "Only FHIR R4"),
        Refused("POST /fhir/Patient", ["Content-Type": "application/fhir+xml"], "<Patient", 400, "structure", ""),
        Refused(
            "POST /fhir/Patient", ["Content-Type": "application/fhir+xml"],
            #"<!DOCTYPE x [<!ENTITY a "b">]><Patient xmlns="http://hl7.org/fhir"/>"#, 400, "structure", ""),
        Refused("GET /fhir/Patient", ["Accept": "text/html"], 406, "not-supported", "Ask for `application/fhir+json`"),
        Refused("GET /fhir/Patient", ["Accept": "application/fhir+json; fhirVersion=5.0"], 406, "not-supported", "Ask for"),
        Refused("GET /fhir/Patient?_format=ttl", 406, "not-supported", "Use `json` or `xml`."),
        Refused("PUT /fhir/Patient/1", [:], #"{"resourceType":"Patient"}"#, 400, "invalid", "has no `id`"),
        Refused("PUT /fhir/Patient/1", [:], #"{"resourceType":"Patient","id":"2"}"#, 400, "invalid", "not the one in the address"),
        Refused("GET /fhir/Patient/1?_total=none", 400, "not-supported", "Known are: _elements, _format, _pretty, _summary."),
        Refused("GET /fhir/Patient/1?_summary=count", 400, "value", "`_summary` must be"),
        Refused("POST /fhir/Flag/$validate?mode=look", [:], #"{"resourceType":"Flag"}"#, 400, "value", "`mode` must be"),
        Refused("POST /fhir/Flag/$validate?mode=delete", [:], #"{"resourceType":"Flag"}"#, 400, "value", "at the address of a resource"),
        Refused("GET /fhir/metadata?mode=terminology", 400, "value", "Only `mode=full` is offered."),
        Refused("POST /fhir", [:], #"{"resourceType":"Patient"}"#, 400, "invalid", "Here a Bundle is wanted."),
        Refused("POST /fhir", [:], #"{"resourceType":"Bundle","type":"message"}"#, 400, "invalid", "Send it to `/fhir/$process-message`."),
        Refused("POST /fhir", [:], #"{"resourceType":"Bundle","type":"collection"}"#, 400, "invalid", "`transaction` and `batch`"),
        Refused("POST /letters", 400, "structure", "The body is empty."),
        Refused("POST /fhir/$process-message", 400, "structure", "The body is empty."),
        Refused("POST /letters?x=1", [:], "a", 400, "not-supported", "The parameter `x` is not known here."),
    ]
}

@Suite("A request that cannot be done") struct RefusalTests {
    @Test("is answered by an OperationOutcome that says what to do", arguments: Refused.all)
    func refusal(_ refused: Refused) async {
        let words = refused.request.split(separator: " ")
        let reply = await Hub().send(String(words[0]), String(words[1]), refused.headers, refused.body)
        #expect(reply.status == refused.status)
        #expect(reply.json.type == "OperationOutcome")
        #expect(reply.severity == "error")
        #expect(reply.code == refused.code)
        #expect(reply.sentence.contains(refused.sentence))
        #expect(reply.sentence.count > 20)
        #expect((reply.header("Allow") != nil) == (refused.status == 405))
    }

    @Test("is refused in XML to who asks for XML") func xml() async {
        let reply = await Hub().send("GET", "/fhir/Patient/none", ["Accept": "application/fhir+xml"])
        #expect(reply.status == 404)
        #expect(reply.header("Content-Type") == "application/fhir+xml; charset=utf-8")
        #expect(reply.text.contains(#"<code value="not-found"/>"#))
    }

    @Test("never repeats what may be a citizen's") func nothingPersonal() async {
        let hub = Hub()
        let secret = "41888012345"
        for (method, target, body) in [
            ("GET", "/fhir/Patient/\(secret)", nil), ("GET", "/fhir/Patient?\(secret)=1", nil),
            ("GET", "/fhir/Patient?identifier:exact=\(secret)", nil),
            ("GET", "/fhir/\(secret)/1", nil), ("POST", "/fhir/Patient", #"{"resourceType":"Patient","id":"\#(secret)","x":"\#(secret)"#),
            ("POST", "/fhir/Patient", #"{"resourceType":"\#(secret)"}"#),
            ("PUT", "/fhir/Patient/1", #"{"resourceType":"Patient","id":"\#(secret)"}"#),
            ("GET", "/fhir/Patient?_lastUpdated=\(secret)x", nil), ("GET", "/fhir/Patient?_page=\(secret)-", nil),
            (
                "POST", "/fhir",
                #"{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"GET","url":"X/\#(secret)"}}]}"#
            ),
        ] as [(String, String, String?)] {
            let reply = await hub.send(method, target, [:], body)
            #expect(reply.status >= 400, "\(target)")
            #expect(!reply.text.contains(secret), "\(target)")
        }
    }

    @Test("is too large beyond the limit") func tooLarge() async {
        let hub = Hub(limits: Limits(maximumBytes: 100))
        #expect(hub.api.maximumBytes == 100)
        let body = #"{"resourceType":"Basic","code":{"text":"\#(String(repeating: "a", count: 100))"}}"#
        for target in ["/fhir/Basic", "/letters"] {
            let reply = await hub.send("POST", target, [:], body)
            #expect(reply.status == 413)
            #expect(reply.code == "too-long")
            #expect(reply.sentence == "The body is larger than the 100 bytes that are read here. Send less, or in several requests.")
        }
        #expect(hub.door.received.isEmpty)
    }

    @Test(
        "tells by its status what the journal could not do",
        arguments: [
            (JournalError.Kind.notFound, 404, "not-found", nil), (.gone, 410, "deleted", nil), (.conflict, 409, "conflict", nil),
            (.invalid, 400, "invalid", nil), (.full, 507, "no-store", "300"), (.readOnly, 503, "no-store", "300"),
            (.newerVersion, 503, "exception", "300"), (.damaged, 500, "exception", nil), (.unavailable, 503, "transient", "5"),
        ] as [(JournalError.Kind, Int, String, String?)])
    func journalErrors(_ kind: JournalError.Kind, _ status: Int, _ code: String, _ retry: String?) async {
        let hub = Hub()
        hub.door.answers(.failure(JournalError(kind, "A sentence that says what to do.", cause: "secret")))
        let reply = await hub.send("POST", "/letters", ["Content-Type": "text/xml"], "<a/>")
        #expect(reply.status == status)
        #expect(reply.code == code)
        #expect(reply.header("Retry-After") == retry)
        #expect(reply.sentence == "A sentence that says what to do.")
        #expect(!reply.text.contains("secret"))
    }

    @Test("has a status, a severity and an issue code of FHIR's for every kind") func kinds() {
        let codes: Set = [
            "invalid", "structure", "value", "not-supported", "not-found", "forbidden", "deleted", "multiple-matches", "too-long",
            "conflict",
            "processing",
            "transient", "throttled", "no-store", "exception",
        ]
        for kind in Problem.Kind.allCases {
            #expect((400...599).contains(kind.status.code))
            #expect(codes.contains(kind.issueCode))
            #expect(["fatal", "error"].contains(kind.severity))
            #expect((kind.retryAfter != nil) == [503, 507].contains(kind.status.code))
        }
    }
}
