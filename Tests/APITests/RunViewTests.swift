import API
import FHIR
import HTTPTypes
import Journal
import Testing

@Suite("Running a view") struct RunViewTests {
    private static let view = #"""
        {"resourceType":"ViewDefinition","resource":"Patient","select":[{"column":[{"name":"id","path":"id"}]},
        {"forEachOrNull":"name","column":[{"name":"family","path":"family"}]}]}
        """#
    private static let observations = #"""
        {"resourceType":"ViewDefinition","resource":"Observation","select":[{"column":[{"name":"text","path":"code.text"},
        {"name":"patient","path":"subject.getReferenceKey(Patient)"}]}]}
        """#

    private static let medications =
        #"{"resourceType":"ViewDefinition","resource":"Medication","select":[{"column":[{"name":"id","path":"id"}]}]}"#

    private static func parameters(_ view: String?, _ more: String...) -> String {
        let all = (view.map { [#"{"name":"viewResource","resource":\#($0)}"#] } ?? []) + more
        return #"{"resourceType":"Parameters","parameter":[\#(all.joined(separator: ","))]}"#
    }

    private static func patient(_ id: String, _ more: String = "") -> String {
        #"{"name":"resource","resource":{"resourceType":"Patient","id":"\#(id)"\#(more)}}"#
    }

    private static let three = [
        patient("a", #","name":[{"family":"Prøve"},{"family":"Prøve, den andre"}]"#),
        #"{"name":"resource","resource":{"resourceType":"Observation","id":"o","subject":{"reference":"Patient/a"},"code":{"text":"x"}}}"#,
        patient("b", #","meta":{"lastUpdated":"2026-01-01T00:00:00Z"}"#),
    ]

    private func run(
        _ parameters: String, query: String = "", accept: String? = nil, on hub: Hub = Hub(), at path: String = "/fhir/ViewDefinition/$run"
    ) async -> Reply {
        await hub.send("POST", path + query, accept.map { ["Accept": $0] } ?? [:], parameters)
    }

    private func given(_ more: String..., query: String = "", accept: String? = nil) async -> Reply {
        await run(
            #"{"resourceType":"Parameters","parameter":[{"name":"viewResource","resource":\#(Self.view)},\#((Self.three + more).joined(separator: ","))]}"#,
            query: query, accept: accept)
    }

    // MARK: - Formats

    private static let csv = "id,family\r\na,Prøve\r\na,\"Prøve, den andre\"\r\nb,\r\n"
    private static let ndjson =
        "{\"id\":\"a\",\"family\":\"Prøve\"}\n{\"id\":\"a\",\"family\":\"Prøve, den andre\"}\n{\"id\":\"b\",\"family\":null}\n"
    private static let json = "[\n" + ndjson.dropLast().replacing("\n", with: ",\n") + "\n]\n"

    @Test(
        "writes the rows in the format that is asked for",
        arguments: [
            ("csv", nil, "text/csv; charset=utf-8; header=present", csv), ("text/csv", nil, "text/csv; charset=utf-8; header=present", csv),
            (nil, "text/csv", "text/csv; charset=utf-8; header=present", csv),
            (nil, "text/*", "text/csv; charset=utf-8; header=present", csv),
            ("ndjson", "text/csv", "application/x-ndjson", ndjson), (nil, "application/x-ndjson", "application/x-ndjson", ndjson),
            (nil, nil, "application/x-ndjson", ndjson), (nil, "*/*", "application/x-ndjson", ndjson),
            ("json", nil, "application/json", json), (nil, "text/html, application/json;q=0.9", "application/json", json),
            (nil, "application/fhir+json", "application/json", json),
        ] as [(String?, String?, String, String)])
    func formats(_ format: String?, _ accept: String?, _ mediaType: String, _ wanted: String) async {
        for reply in [
            await given(query: format.map { "?_format=\($0)" } ?? "", accept: accept),
            await given(format.map { #"{"name":"_format","valueCode":"\#($0)"}"# } ?? Self.patient("none", #","x":[]"#), accept: accept),
        ] where format != nil || !reply.text.contains("none") {
            #expect(reply.status == 200, "\(reply.text)")
            #expect(reply.header("Content-Type") == mediaType)
            #expect(reply.header("Cache-Control") == "no-store")
            #expect(reply.text == wanted)
        }
    }

    @Test(
        "refuses other formats",
        arguments: [
            ("?_format=parquet", nil, 400, "`_format` names no format of tables. Use `csv`, `ndjson` or `json`."),
            ("?_format=xml", nil, 400, "`_format` names no format of tables. Use `csv`, `ndjson` or `json`."),
            (
                "", "application/fhir+xml", 406,
                "Nothing that `Accept` names can be given. Ask for `text/csv`, `application/x-ndjson` or `application/json`."
            ),
        ] as [(String, String?, Int, String)])
    func noFormat(_ query: String, _ accept: String?, _ status: Int, _ sentence: String) async {
        let reply = await given(query: query, accept: accept)
        #expect(reply.status == status)
        // To whom asked for XML in XML.
        #expect(reply.text.contains("not-supported"))
        #expect(reply.text.contains(sentence))
    }

    @Test("leaves out the line of names when it is told to", arguments: ["?header=false", ""]) func header(_ query: String) async {
        let reply =
            query.isEmpty
            ? await given(#"{"name":"header","valueBoolean":false}"#, #"{"name":"_format","valueCode":"csv"}"#)
            : await given(query: query + "&_format=csv")
        #expect(reply.text.hasPrefix("a,Prøve\r\n"))
        #expect(reply.header("Content-Type") == "text/csv; charset=utf-8; header=absent")
    }

    // MARK: - What gives rows

    @Test("stops at the limit, also in the middle of a resource", arguments: [(1, "a|Prøve\n"), (2, "a|Prøve\na|Prøve, den andre\n")])
    func limit(_ limit: Int, _ rows: String) async {
        for reply in [
            await given(query: "?_limit=\(limit)"), await given(#"{"name":"_limit","valueInteger":\#(limit)}"#),
        ] {
            let found = reply.text.split(separator: "\n").map { line in
                let row = (try? Document(json: Array(line.utf8)))?.root
                return "\(row?.string("id") ?? "")|\(row?.string("family") ?? "")\n"
            }
            #expect(found.joined() == rows)
        }
        #expect(await given(query: "?_limit=1&_format=json").text == "[\n{\"id\":\"a\",\"family\":\"Prøve\"}\n]\n")
    }

    @Test("takes of the resources that are given the patient's, and those changed after a time, or nobody knows when")
    func givenFilters() async {
        #expect(await given(query: "?patient=Patient/b").text == "{\"id\":\"b\",\"family\":null}\n")
        #expect(await given(#"{"name":"patient","valueReference":{"reference":"Patient/none"}}"#).text.isEmpty)
        #expect(await given(query: "?_since=2026-01-01T00:00:00Z&patient=b").text.isEmpty)
        #expect(await given(query: "?_since=2025-12-31T23:59:59Z&patient=b").text == "{\"id\":\"b\",\"family\":null}\n")
        #expect(await given(query: "?_since=2027-01-01T00:00:00Z&_format=csv").text.split(separator: "\r\n").count == 3)
        let reply = await run(Self.parameters(Self.observations, Self.three[1]), query: "?patient=a")
        #expect(reply.text == "{\"text\":\"x\",\"patient\":\"Patient/a\"}\n")
        #expect(await run(Self.parameters(Self.observations, Self.three[1]), query: "?patient=b").text.isEmpty)
    }

    @Test("goes through the journal when no resources are given", arguments: ["/fhir/ViewDefinition/$run", "/fhir/$viewdefinition-run"])
    func journal(_ path: String) async throws {
        let hub = Hub()
        let ann = try await hub.make(#"{"resourceType":"Patient","name":[{"family":"Prøve"}]}"#)
        let bo = try await hub.make(#"{"resourceType":"Patient"}"#)
        for (patient, text) in [(ann, "x"), (bo, "y"), (ann, "z")] {
            hub.clock.move(seconds: 60)
            _ = try await hub.make(
                #"{"resourceType":"Observation","status":"final","code":{"text":"\#(text)"},"subject":{"reference":"Patient/\#(patient)"}}"#
            )
        }
        func rows(_ view: String, _ query: String = "") async -> [String] {
            let reply = await run(Self.parameters(view), query: "?_format=csv&header=false" + query, on: hub, at: path)
            #expect(reply.status == 200, "\(reply.text)")
            return reply.text.split(separator: "\r\n").map(String.init)
        }
        #expect(await rows(Self.view) == ["\(ann),Prøve", "\(bo),"])
        #expect(await rows(Self.view, "&patient=Patient/\(bo)") == ["\(bo),"])
        #expect(await rows(Self.observations) == ["x,Patient/\(ann)", "y,Patient/\(bo)", "z,Patient/\(ann)"])
        #expect(await rows(Self.observations, "&patient=\(Hub.base)/Patient/\(ann)") == ["x,Patient/\(ann)", "z,Patient/\(ann)"])
        #expect(await rows(Self.observations, "&_since=2026-01-01T12:01:00Z") == ["y,Patient/\(bo)", "z,Patient/\(ann)"])
        #expect(await rows(Self.observations, "&_since=2026-01-01T13:02:00%2B01:00&_limit=1") == ["z,Patient/\(ann)"])
        #expect(await rows(Self.observations, "&_limit=2") == ["x,Patient/\(ann)", "y,Patient/\(bo)"])
    }

    // MARK: - Tables in pieces

    @Test("gives a long table in pieces, as the journal was when it began, whatever is written meanwhile") func pieces() async throws {
        let hub = Hub()
        let long = String(repeating: "y", count: 1000)
        var ids: [String] = []
        for number in 0..<300 { ids.append(try await hub.make(#"{"resourceType":"Patient","name":[{"family":"\#(number) \#(long)"}]}"#)) }
        let parameters = Self.parameters(Self.view)
        let response = await hub.api.answer(
            APIRequest(
                method: .post, target: "/fhir/ViewDefinition/$run?_format=csv", headers: [.contentType: "application/fhir+json"],
                body: Array(parameters.utf8)))
        #expect(response.status == 200)
        #expect(response.body.count < 250_000)
        #expect(response.more != nil)
        for id in [ids[0], ids[299]] {
            _ = await hub.send("PUT", "/fhir/Patient/\(id)", [:], #"{"resourceType":"Patient","id":"\#(id)","name":[{"family":"new"}]}"#)
        }
        _ = try await hub.make(#"{"resourceType":"Patient","name":[{"family":"new"}]}"#)
        let reply = await Reply(response)
        #expect(reply.failure == nil)
        #expect(reply.pieces > 1)
        #expect(reply.text.split(separator: "\r\n").dropFirst().map { String($0) } == ids.enumerated().map { "\($1),\($0) \(long)" })
    }

    @Test("breaks a long table off where a resource gives what the view does not allow") func brokenOff() async throws {
        let hub = Hub()
        let long = String(repeating: "y", count: 1000)
        for _ in 0..<300 { _ = try await hub.make(#"{"resourceType":"Patient","name":[{"family":"\#(long)"}]}"#) }
        let id = try await hub.make(#"{"resourceType":"Patient","name":[{"family":"a"},{"family":"b"}]}"#)
        let view = Self.view.replacing("\"forEachOrNull\":\"name\",", with: "").replacing(
            #""path":"family""#, with: #""path":"name.family""#)
        let reply = await run(Self.parameters(view), on: hub)
        #expect(reply.status == 200)
        #expect(reply.failure?.kind == .unprocessable)
        #expect(
            reply.failure?.message.hasPrefix("The view was stopped at Patient/\(id). select[1].column[0].path: A resource has several")
                == true)
        #expect(reply.failure?.cause?.contains(id) == false, "the log learns no ids")
    }

    @Test("refuses a short table where a resource gives what the view does not allow, with its place") func stopped() async {
        let view = Self.view.replacing("\"forEachOrNull\":\"name\",", with: "").replacing(
            #""path":"family""#, with: #""path":"name.family""#)
        let reply = await run(Self.parameters(view, Self.three[2], Self.three[0]))
        #expect(reply.status == 422)
        #expect(reply.code == "processing")
        #expect(reply.json.root.string("issue.expression") == "Parameters.parameter[2].resource")
        #expect(
            reply.sentence.hasPrefix(
                "The view was stopped at Parameters.parameter[2].resource. select[1].column[0].path: A resource has several values"))
    }

    @Test("stops a resource whose rows would fill the memory") func endless() async {
        let many = (0..<30).map { #"{"family":"\#($0)"}"# }.joined(separator: ",")
        let view = #"""
            {"resource":"Patient","select":[{"forEach":"name","column":[{"name":"a","path":"family"}]},
            {"forEach":"name","column":[{"name":"b","path":"family"}]},{"forEach":"name","column":[{"name":"c","path":"family"}]}]}
            """#
        let reply = await run(
            Self.parameters(
                view.replacing("{\"resource\"", with: #"{"resourceType":"ViewDefinition","resource""#),
                Self.patient("a", #","name":[\#(many)]"#)),
            query: "?_format=json", on: Hub(limits: Limits(maximumBytes: 200_000)))
        #expect(reply.status == 422)
        #expect(reply.sentence.hasSuffix("The rows of one resource have more than 200000 bytes. Let the view select less."))
    }

    // MARK: - Refusals

    @Test("names everything that is wrong with a view, each with its place") func wrongView() async {
        let view =
            #"{"resourceType":"ViewDefinition","resource":"Patient","select":[{"column":[{"name":"a b","path":"id"},{"name":"c","path":"id +"}]}]}"#
        let reply = await run(Self.parameters(view))
        #expect(reply.status == 422)
        #expect(reply.json.root.each("issue.code").compactMap(\.text) == ["processing", "processing"])
        #expect(
            reply.json.root.each("issue.expression").flatMap { $0.items.compactMap(\.text) } == [
                "Parameters.parameter[0].resource.select[0].column[0].name", "Parameters.parameter[0].resource.select[0].column[1].path",
            ])
        let sentences = reply.json.root.each("issue.diagnostics").compactMap(\.text)
        #expect(sentences.first?.hasPrefix("The view cannot be used: The name is not one that every database takes.") == true)
        #expect(sentences.last == "The view cannot be used: 1:5: Here is the end, where a value, a name or `(` was expected.")
    }

    private static let refused: [(String, String, Int, String, String)] = [
        ("", parameters(nil), 400, "invalid", "The Parameters have no `viewResource`; add the ViewDefinition to run."),
        ("", view, 400, "invalid", "The question is no Parameters resource. Send one with the ViewDefinition as `viewResource`."),
        (
            "", parameters(nil, #"{"name":"viewReference","valueReference":{"reference":"ViewDefinition/1"}}"#), 400, "not-supported",
            "`viewReference` is not offered: no views are kept here. Send the view itself as `viewResource`."
        ),
        (
            "", parameters(view, #"{"name":"group","valueReference":{"reference":"Group/1"}}"#), 400, "not-supported",
            "`group` is not offered: leave it out, or name one patient with `patient`."
        ),
        (
            "?group=Group/1", parameters(view), 400, "not-supported",
            "`group` is not offered: leave it out, or name one patient with `patient`."
        ),
        (
            "", parameters(view, #"{"name":"source","valueString":"s3://x"}"#), 400, "not-supported",
            "`source` is not offered: rows are made of the journal, or of what is sent as `resource`. Leave it out."
        ),
        (
            "?viewResource=x", parameters(view), 400, "not-supported",
            "`viewResource` is a resource: send it in the body, in Parameters."
        ),
        (
            "", parameters(view, #"{"name":"_count","valueInteger":1}"#), 400, "not-supported",
            "The parameter `_count` is not known here. Known are: _format, _limit, _since, header, patient, resource, viewResource."
        ),
        (
            "?41888012345=1", parameters(view), 400, "not-supported",
            "A parameter is not known here. Known are: _format, _limit, _since, header, patient, resource, viewResource."
        ),
        (
            "", parameters(view, #"{"name":"viewResource","resource":{"resourceType":"ViewDefinition"}}"#), 400, "value",
            "`viewResource` is given more than once. Run one view at a time."
        ),
        (
            "?_limit=1", parameters(view, #"{"name":"_limit","valueInteger":1}"#), 400, "value",
            "`_limit` is given more than once. Give it once."
        ),
        ("", parameters(view, #"{"name":"_limit"}"#), 400, "value", "`_limit` has no value. Give it one, or leave it out."),
        ("?_limit=0", parameters(view), 400, "value", "`_limit` must be a whole number of rows: 1, 2, 3 …"),
        ("?_limit=many", parameters(view), 400, "value", "`_limit` must be a whole number of rows: 1, 2, 3 …"),
        ("?header=no", parameters(view), 400, "value", "`header` must be `true` or `false`."),
        (
            "?_since=2026-01-01", parameters(view), 400, "value",
            "`_since` must be a time with its offset, such as `2026-01-31T12:00:00Z`."
        ),
        (
            "?patient=Group/1", parameters(view), 400, "value", "`patient` must name a Patient of this hub: `Patient/ID`."
        ),
        (
            "?patient=http://else.example/Patient/1", parameters(view), 400, "value",
            "`patient` must name a Patient of this hub: `Patient/ID`."
        ),
        (
            "?patient=Patient/none", parameters(view), 404, "not-found",
            "There is no such patient. Search for it, or check the id in `patient`."
        ),
        (
            "?patient=1", parameters(medications), 400, "value",
            "The hub does not keep which patient a Medication belongs to. Leave `patient` out, or use a view of another type."
        ),
        (
            "", parameters(view, #"{"name":"resource","valueString":"x"}"#), 400, "invalid",
            "`resource` holds no resource. Send one, with its resourceType, in `resource`."
        ),
        (
            "", parameters(#"{"resourceType":"Patient"}"#), 422, "processing",
            "The view cannot be used: The resourceType is not ViewDefinition. Send a ViewDefinition."
        ),
    ]

    @Test("refuses what is no question, with the remedy", arguments: refused.indices) func refusals(_ index: Int) async {
        let (query, body, status, code, sentence) = Self.refused[index]
        let reply = await run(body, query: query)
        #expect(reply.status == status)
        #expect(reply.severity == "error")
        #expect(reply.code == code)
        #expect(reply.sentence == sentence)
    }

    @Test("is asked by POST, alone") func elsewhere() async {
        let hub = Hub()
        let get = await hub.send("GET", "/fhir/ViewDefinition/$run")
        #expect(get.status == 405)
        #expect(get.header("Allow") == "POST")
        #expect(await hub.send("POST", "/fhir/ViewDefinition/1/$run", [:], "{}").status == 404)
        let batch = await hub.send(
            "POST", "/fhir", [:],
            #"{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"resourceType":"Parameters"},"request":{"method":"POST","url":"ViewDefinition/$run"}}]}"#
        )
        #expect(batch.json.root.string("entry.response.status")?.hasPrefix("400") == true, "\(batch.text)")
    }
}
