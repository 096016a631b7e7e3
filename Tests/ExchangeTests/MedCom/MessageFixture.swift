import FHIR

@testable import Exchange

/// Parts that every message fixture has: invented organisations, a citizen whose number cannot be real, and a chain of Provenances.
///
/// CPR: day + 60. Replacement number: by form only. SOR codes and GLNs belong to nobody.
enum MessageFixture {
    static let cpr = "6101015678"
    static let cprSystem = "urn:oid:1.2.208.176.1.2"
    static let replacement = "010101AB12"
    static let replacementSystem = "urn:oid:1.2.208.176.1.6.1.1"
    static let hospital = Organisation(id: "org-hospital", name: "Prøvehospitalet", sor: "900000000000001", gln: "5790009999991")
    static let ward = Organisation(id: "org-ward", name: "Prøvehospitalet, Afdeling Q", sor: "900000000000002", gln: "5790009999992")
    static let municipality = Organisation(
        id: "org-municipality", name: "Prøvekøbing Kommune", sor: "900000000000003", gln: "5790009999993")
    static let practice = Organisation(id: "org-practice", name: "Lægerne i Prøvekøbing", sor: "900000000000004", gln: "5790009999994")

    struct Organisation: Sendable {
        var id: String
        var name: String?
        var sor: String?
        var gln: String?

        var json: String {
            let identifiers = [gln.map { ("https://www.gs1.org/gln", $0) }, sor.map { ("urn:oid:1.2.208.176.1.1", $0) }].compactMap { $0 }
                .map { #"{"system":"\#($0.0)","value":"\#($0.1)"}"# }
            let members =
                [identifiers.isEmpty ? nil : #""identifier":[\#(identifiers.joined(separator: ","))]"#, name.map { #""name":"\#($0)""# }]
                .compactMap { $0 }.map { ",\($0)" }.joined()
            return #"{"resourceType":"Organization","id":"\#(id)"\#(members)}"#
        }
    }

    struct Provenance: Sendable {
        var target: String
        var activity: String
        var at: String?
        var entities: [String] = []

        init(_ target: String, _ activity: String, _ at: String?, revises: String? = nil, removes: String? = nil, segments: [String] = []) {
            self.target = target
            self.activity = activity
            self.at = at
            if let revises { entities.append(#"{"role":"revision","what":{"reference":"MessageHeader/\#(revises)"}}"#) }
            if let removes { entities.append(#"{"role":"removal","what":{"reference":"MessageHeader/\#(removes)"}}"#) }
            entities += segments.map { #"{"role":"source","what":{"identifier":{"value":"urn:uuid:\#($0)"}}}"# }
        }

        func json(_ index: Int) -> String {
            let entity = entities.isEmpty ? "" : #","entity":[\#(entities.joined(separator: ","))]"#
            let time = at.map { #""occurredDateTime":"\#($0)","recorded":"\#($0)","# } ?? ""
            return #"""
                {"resourceType":"Provenance","id":"provenance-\#(index)","target":[{"reference":"MessageHeader/\#(target)"}],\#(time)
                "activity":{"coding":[{"system":"http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-activityCodes",
                "code":"\#(activity)"}]},"agent":[{"who":{"reference":"Organization/org-hospital"}}]\#(entity)}
                """#
        }
    }

    static func header(
        _ id: String?, event: String, sender: Organisation, receivers: [(Organisation, use: String)], focus: String?,
        extensions: String = "", response: String? = nil
    ) -> String {
        let destinations = receivers.map { receiver in
            #"""
            {"extension":[{"url":"http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-destinationUseExtension",
            "valueCoding":{"system":"http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-destinationUse",
            "code":"\#(receiver.use)"}}],"endpoint":"https://sor2.sum.dsdn.dk/#id=\#(receiver.0.sor ?? "")",
            "receiver":{"reference":"Organization/\#(receiver.0.id)"}}
            """#
        }
        let members = [
            id.map { #""id":"\#($0)""# }, extensions.isEmpty ? nil : #""extension":[\#(extensions)]"#,
            #""eventCoding":{"system":"http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-eventCodes","code":"\#(event)"}"#,
            #""destination":[\#(destinations.joined(separator: ","))]"#, #""sender":{"reference":"Organization/\#(sender.id)"}"#,
            #""source":{"endpoint":"https://sor2.sum.dsdn.dk/#id=\#(sender.sor ?? "")"}"#, response.map { #""response":\#($0)"# },
            focus.map { #""focus":[{"reference":"\#($0)"}]"# },
        ].compactMap { $0 }
        return #"{"resourceType":"MessageHeader",\#(members.joined(separator: ","))}"#
    }

    static func patient(_ identifiers: [(system: String, value: String)], deceased: Bool?, name: String = "Prøvesen") -> String {
        let list = identifiers.map { #"{"system":"\#($0.system)","value":"\#($0.value)"}"# }.joined(separator: ",")
        let died = deceased.map { #","deceasedBoolean":\#($0)"# } ?? ""
        return #"""
            {"resourceType":"Patient","id":"patient-1","identifier":[\#(list)],
            "name":[{"use":"official","family":"\#(name)","given":["Test","Af Hub"]}]\#(died)}
            """#
    }

    /// A message Bundle of these resources, with full URLs as relative as senders write them.
    static func bundle(_ resources: [String], envelope: String = "envelope-1", timestamp: String = "2026-03-01T09:00:00+01:00") -> [UInt8] {
        let entries = resources.map { #"{"resource":\#($0)}"# }.joined(separator: ",")
        let text =
            #"{"resourceType":"Bundle","id":"\#(envelope)","type":"message","timestamp":"\#(timestamp)","entry":[\#(entries)]}"#
        return Array(text.utf8)
    }
}

extension ParsedLetter {
    static func json(_ bytes: [UInt8]) throws -> ParsedLetter { .resource(try Resource(json: bytes)) }
}

extension Format {
    /// Reads a letter from JSON that this family must recognise.
    func read(json bytes: [UInt8]) throws -> Letter { try read(.json(bytes)) }

    /// The refusal that a letter gets; nil when it is taken.
    func refusal(json bytes: [UInt8]) throws -> Refusal? {
        let parsed = try ParsedLetter.json(bytes)
        do {
            _ = try read(parsed)
            return nil
        } catch {
            return error
        }
    }
}
