import FHIR

/// Letters of our own about nobody: Danish numbers have day + 60, Norwegian ones month + 80.
enum Fixture {
    static let stay = "5d1c7a3e-1f0b-4b7e-9d27-0c6c5a9b0001"
    static let strandborg = (name: "Strandborg Sygehus", sor: "999999999000201")

    /// A HospitalNotification as JSON.
    struct Notification: Sendable {
        var id = "0a6f0000-0000-4000-8000-000000000001"
        var activity = "admit-inpatient"
        var status = "in-progress"
        var code = "IMP"
        var sent = "2026-01-05T12:00:05+01:00"
        var start = "2026-01-05T12:00:00+01:00"
        var end: String?
        var leave: (start: String, end: String?)?
        var isDead: Bool?
        var number = "7104421001"
        var episode = Fixture.stay
        var sender = Fixture.strandborg
        var receiver = "999999999000101"
        /// Whether the hospital asks for the admission report; nil says nothing.
        var asksReport: Bool?
        var event = "hospital-notification-message"
        /// The letters before, oldest first: id, activity and time.
        var before: [(id: String, activity: String, sent: String)] = []

        var bytes: [UInt8] { Array(text.utf8) }

        var text: String {
            let leaves =
                leave.map { leave in
                    let end = leave.end.map { ",\"end\":\"\($0)\"" } ?? ""
                    return """
                        "extension":[{"url":"http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/medcom-hospitalnotifiation-leave-period-extension",\
                        "valuePeriod":{"start":"\(leave.start)"\(end)}}],
                        """
                } ?? ""
            let asks =
                asksReport.map { asks in
                    """
                    "extension":[{"url":"http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/medcom-messaging-reportOfAdmissionExtension",\
                    "valueBoolean":\(asks)}],
                    """
                } ?? ""
            let dead = isDead.map { ",\"deceasedBoolean\":\($0)" } ?? ""
            let ends = end.map { ",\"end\":\"\($0)\"" } ?? ""
            let chain = (before + [(id, activity, sent)]).enumerated().map { index, item in
                let entity =
                    index == 0
                    ? "" : ",\"entity\":[{\"role\":\"revision\",\"what\":{\"reference\":\"MessageHeader/\(before[index - 1].id)\"}}]"
                return """
                    {"fullUrl":"Provenance/p\(index)","resource":{"resourceType":"Provenance","id":"p\(index)",
                    "target":[{"reference":"MessageHeader/\(item.0)"}],"occurredDateTime":"\(item.2)","recorded":"\(item.2)",
                    "activity":{"coding":[{"code":"\(item.1)"}]},"agent":[{"who":{"reference":"Organization/o1"}}]\(entity)}}
                    """
            }.joined(separator: ",")
            return """
                {"resourceType":"Bundle","id":"\(id.dropLast(4))aaaa","type":"message","timestamp":"\(sent)","entry":[
                {"fullUrl":"MessageHeader/\(id)","resource":{"resourceType":"MessageHeader","id":"\(id)",\(asks)
                "eventCoding":{"system":"http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-eventCodes","code":"\(event)"},
                "destination":[{"endpoint":"https://sor2.sum.dsdn.dk/#id=\(receiver)","receiver":{"reference":"Organization/o2"}}],
                "sender":{"reference":"Organization/o1"},"source":{"endpoint":"https://sor2.sum.dsdn.dk/#id=\(sender.sor)"},
                "focus":[{"reference":"Encounter/e1"}]}},
                {"fullUrl":"Patient/n1","resource":{"resourceType":"Patient","id":"n1",
                "identifier":[{"system":"urn:oid:1.2.208.176.1.2","value":"\(number)"}],
                "name":[{"use":"official","family":"Skovsti","given":["Sagte"]}]\(dead)}},
                {"fullUrl":"Encounter/e1","resource":{"resourceType":"Encounter","id":"e1",\(leaves)"status":"\(status)",
                "class":{"code":"\(code)"},"subject":{"reference":"Patient/n1"},
                "episodeOfCare":[{"identifier":{"system":"https://sor2.sum.dsdn.dk/#id=999999999000201","value":"\(episode)"}}],
                "period":{"start":"\(start)"\(ends)},"serviceProvider":{"reference":"Organization/o1"}}},
                {"fullUrl":"Organization/o1","resource":{"resourceType":"Organization","id":"o1",
                "identifier":[{"system":"urn:oid:1.2.208.176.1.1","value":"\(sender.sor)"}],"name":"\(sender.name)"}},
                {"fullUrl":"Organization/o2","resource":{"resourceType":"Organization","id":"o2",
                "identifier":[{"system":"urn:oid:1.2.208.176.1.1","value":"\(receiver)"}],"name":"Havnerup Kommune"}},
                \(chain)]}
                """
        }
    }

    /// A letter that is like no other: for load.
    static func numbered(_ number: Int) -> Notification {
        var letter = Notification()
        let text = String(1_000_000_000 + number).dropFirst()
        letter.id = "0a6f0000-0000-4000-8000-000\(text)"
        letter.episode = "5d1c7a3e-1f0b-4b7e-9d27-000\(text)"
        // Day 61 to 88, so every number begins with a date that nobody was born on.
        letter.number = "\(61 + number % 28)0\(1 + number / 28 % 9)4\(number / 252 % 10)\(String(1_000 + number / 2_520 % 1_000))"
        return letter
    }
}
