import Directory
import FHIR

/// Builds a MedCom message: the resources that every message has, in the form that MedCom's own examples have.
struct MessageWriter: Sendable {
    /// What a Provenance entity points at.
    enum Entity: Sendable {
        /// An earlier message, by its MessageHeader id.
        case message(String)
        /// A message segment that this message adds.
        case segment(String)
    }

    /// The name of the implementation guide, which full URLs are made of.
    let guide: String
    let envelope: EnvelopeStamp
    private var entries: [MessageEntry] = []

    init(guide: String, envelope: EnvelopeStamp) {
        self.guide = guide
        self.envelope = envelope
    }

    mutating func add(_ entry: MessageEntry) { entries.append(entry) }

    /// An empty entry whose id follows from the letter's id and a name.
    func entry(_ type: String, _ name: String) -> MessageEntry {
        MessageEntry(type: type, id: UUIDText.derived(from: envelope.letter, name))
    }

    /// An Organization with the GLN and the SOR code that the party has. The same party has one id in the letter.
    func organisation(_ party: Party, _ name: String) -> MessageEntry {
        let addresses = party.addresses.filter { $0.scheme == .gln } + party.addresses.filter { $0.scheme == .sor }
        let key = addresses.first.map { "organisation \($0.description)" } ?? "organisation \(name) \(party.name)"
        var entry = entry("Organization", key)
        entry.profile = "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-organization"
        entry.say("name", party.name)
        if !addresses.isEmpty {
            entry.say("identifier", addresses.map(\.value).joined(separator: ", "))
            entry.members.array("identifier") { json in
                for address in addresses {
                    json.object { json in
                        json.field("system", address.scheme == .gln ? IdentifierSystem.gln : IdentifierSystem.sor)
                        json.field("value", address.value)
                    }
                }
            }
        }
        entry.members.field("name", party.name.nonBlank)
        entry.endpoint = addresses.last { $0.scheme == .sor }.map { MedCom.System.endpoint + $0.value } ?? "http://medcomfhir.dk/unknown"
        return entry
    }

    func header(event: String, sender: MessageEntry, receiver: MessageEntry, profile: String) -> MessageEntry {
        var header = MessageEntry(type: "MessageHeader", id: envelope.letter)
        header.profile = profile
        header.say("event", event)
        header.say("destination (primary)", "\(receiver.endpoint ?? ""), \(receiver.reference)")
        header.say("sender", sender.reference)
        header.say("source", sender.endpoint)
        header.members.object("eventCoding") { json in
            json.field("system", MedCom.Event.system)
            json.field("code", event)
        }
        header.members.array("destination") { json in
            json.object { json in
                json.array("extension") { json in
                    json.object { json in
                        json.field("url", MedCom.Extension.destinationUse)
                        json.object("valueCoding") { json in
                            json.field("system", MedCom.System.destinationUse)
                            json.field("code", "primary")
                        }
                    }
                }
                json.field("endpoint", receiver.endpoint)
                json.object("receiver") { $0.field("reference", receiver.reference) }
            }
        }
        header.members.object("sender") { $0.field("reference", sender.reference) }
        header.members.object("source") { $0.field("endpoint", sender.endpoint) }
        return header
    }

    func provenance(
        _ name: String, target: String, activity: String?, at: Moment, who: String, entities: [Entity] = [],
        profile: String = "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-provenance"
    ) -> MessageEntry {
        var entry = entry("Provenance", "provenance \(name)")
        entry.profile = profile
        // `recorded` is an instant; a time that was written without offset or seconds is written out.
        let time = at.offset != nil && at.precision >= .second ? at.text : at.instant.description
        entry.say("target", "MessageHeader/\(target)")
        entry.say("occurred", time)
        entry.say("activity", activity)
        entry.say("agent", who)
        entry.members.array("target") { $0.object { $0.field("reference", "MessageHeader/\(target)") } }
        entry.members.field("occurredDateTime", time)
        entry.members.field("recorded", time)
        if let activity {
            entry.members.object("activity") { json in
                json.array("coding") { json in
                    json.object { json in
                        json.field("system", MedCom.System.activity)
                        json.field("code", activity)
                    }
                }
            }
        }
        entry.members.array("agent") { $0.object { $0.object("who") { $0.field("reference", who) } } }
        guard !entities.isEmpty else { return entry }
        entry.members.array("entity") { json in
            for entity in entities { json.object { Self.write(entity, to: &$0) } }
        }
        return entry
    }

    /// The whole message, as JSON or as XML. Should XML not be possible, JSON is sent: a receipt is better than none.
    func letter(profile: String, isXML: Bool) -> OutgoingLetter {
        var json = JSONWriter(capacity: 8192)
        json.object { json in
            json.field("resourceType", "Bundle")
            json.field("id", envelope.envelope)
            json.object("meta") { $0.array("profile") { $0.value(profile) } }
            json.field("type", "message")
            json.field("timestamp", envelope.sent.description)
            json.array("entry") { json in
                for entry in entries {
                    json.object { json in
                        json.field("fullUrl", "https://medcomfhir.dk/ig/\(guide)/\(entry.reference)")
                        json.object("resource") { entry.write(to: &$0) }
                    }
                }
            }
        }
        if isXML, let xml = try? Resource(json: json.bytes).xml() { return OutgoingLetter(mediaType: "application/fhir+xml", bytes: xml) }
        return OutgoingLetter(mediaType: "application/fhir+json", bytes: json.bytes)
    }

    /// An earlier FHIR message is referenced; one of another standard (`[lokationsnummer]#[brevid]`) is identified.
    private static func write(_ entity: Entity, to json: inout JSONWriter) {
        switch entity {
        case .message(let id) where !id.contains("#"):
            json.field("role", "revision")
            json.object("what") { $0.field("reference", "MessageHeader/\(id)") }
        case .message(let id):
            json.field("role", "revision")
            json.object("what") { $0.object("identifier") { $0.field("value", id) } }
        case .segment(let id):
            json.field("role", "source")
            json.object("what") { $0.object("identifier") { $0.field("value", UUIDText.urn(id)) } }
        }
    }
}
