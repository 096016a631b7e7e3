import FHIR

extension Fixture {
    /// A CareCommunication, as JSON or XML.
    struct Conversation: Sendable {
        var id = "0a6f0000-0000-4000-8000-000000000101"
        var envelope = "0a6f0000-0000-4000-8000-00000000e101"
        /// When this copy was put together, which is no part of the letter.
        var wrapped = "2026-01-06T10:00:05+01:00"
        var activity = "new-message"
        var sent = "2026-01-06T10:00:05+01:00"
        var written = "2026-01-06T09:58:00+01:00"
        var thread = "0a6f0000-0000-4000-8000-00000000c101"
        var category = "discharge"
        var text = "Hun kommer hjem i morgen med en rollator."
        /// The letter that it answers.
        var answers: String?
        var isXML = false

        var bytes: [UInt8] {
            get throws { isXML ? try Resource(json: Array(json.utf8)).xml() : Array(json.utf8) }
        }

        private var json: String {
            let entity = answers.map { #","entity":[{"role":"revision","what":{"reference":"MessageHeader/\#($0)"}}]"# } ?? ""
            return """
                {"resourceType":"Bundle","id":"\(envelope)","type":"message","timestamp":"\(wrapped)","entry":[
                {"fullUrl":"MessageHeader/\(id)","resource":{"resourceType":"MessageHeader","id":"\(id)",
                "eventCoding":{"system":"http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-eventCodes",
                "code":"care-communication-message"},
                "destination":[{"endpoint":"https://sor2.sum.dsdn.dk/#id=999999999000101","receiver":{"reference":"Organization/o2"}}],
                "sender":{"reference":"Organization/o1"},"source":{"endpoint":"https://sor2.sum.dsdn.dk/#id=\(Fixture.strandborg.sor)"},
                "focus":[{"reference":"Communication/c1"}]}},
                {"fullUrl":"Patient/n1","resource":{"resourceType":"Patient","id":"n1",
                "identifier":[{"system":"urn:oid:1.2.208.176.1.2","value":"7104421001"}],
                "name":[{"use":"official","family":"Skovsti","given":["Sagte"]}]}},
                {"fullUrl":"Communication/c1","resource":{"resourceType":"Communication","id":"c1",
                "identifier":[{"value":"urn:uuid:\(thread)"}],"status":"unknown","category":[{"coding":[{"code":"\(category)"}]}],
                "subject":{"reference":"Patient/n1"},"payload":[{"extension":[
                {"url":"http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-datetime-extension","valueDateTime":"\(written)"}],
                "contentString":"\(text)"}]}},
                {"fullUrl":"Organization/o1","resource":{"resourceType":"Organization","id":"o1",
                "identifier":[{"system":"urn:oid:1.2.208.176.1.1","value":"\(Fixture.strandborg.sor)"}],"name":"\(Fixture.strandborg.name)"}},
                {"fullUrl":"Organization/o2","resource":{"resourceType":"Organization","id":"o2",
                "identifier":[{"system":"urn:oid:1.2.208.176.1.1","value":"999999999000101"}],"name":"Havnerup Kommune"}},
                {"fullUrl":"Provenance/p1","resource":{"resourceType":"Provenance","id":"p1",
                "target":[{"reference":"MessageHeader/\(id)"}],"occurredDateTime":"\(sent)","recorded":"\(sent)",
                "activity":{"coding":[{"code":"\(activity)"}]},"agent":[{"who":{"reference":"Organization/o1"}}]\(entity)}}]}
                """
        }
    }
}
