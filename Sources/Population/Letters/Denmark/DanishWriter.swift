import FHIR

/// Writes Danish letters: MedCom's FHIR messages, as JSON and, one in five, as XML.
///
/// https://medcomdk.github.io/dk-medcom-hospitalnotification/, https://medcomdk.github.io/dk-medcom-carecommunication/,
/// https://medcomdk.github.io/dk-medcom-acknowledgement/
struct DanishWriter {
    let letters: Correspondence
    let life: Life
    let postings: [Posting]
    /// A letter that is sent again is the same letter in another envelope.
    let sending: Int

    static let profiles = "http://medcomfhir.dk/ig/"
    static let terminology = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-"

    func write(_ index: Int) -> WrittenLetter {
        let posting = postings[index]
        var json = JSONWriter(capacity: 6144)
        json.object { json in
            json.field("resourceType", "Bundle")
            json.field("id", letters.id(life, index, 40 + UInt64(sending)))
            json.field("type", "message")
            let stamp = letters.sent(posting).adding(seconds: Int64(sending) * 1860)
            json.field("timestamp", ClockText.dateTime(stamp, .copenhagen, withOffset: true))
            json.array("entry") { json in
                switch posting.kind {
                case .message: communication(index, &json)
                case .acknowledgement: acknowledgement(index, &json)
                default: notification(index, &json)
                }
            }
        }
        let bytes = json.bytes
        let isXML = letters.residents.draws(.letter, life.citizen, 1 << 20 | posting.thread).isOneInFive
        if isXML, let resource = try? Resource(json: bytes), let xml = try? resource.xml() {
            return WrittenLetter(id: id(index), kind: posting.kind, mediaType: "application/fhir+xml", bytes: xml)
        }
        return WrittenLetter(id: id(index), kind: posting.kind, mediaType: "application/fhir+json", bytes: bytes)
    }

    // MARK: - What all letters say

    func id(_ index: Int) -> String { letters.id(life, index, 0) }

    func sent(_ posting: Posting) -> String { ClockText.dateTime(letters.sent(posting), .copenhagen, withOffset: true) }

    func time(_ minute: Int32) -> String { ClockText.dateTime(letters.lives.instant(minute), .copenhagen, withOffset: true) }

    func desk(_ correspondent: Correspondent, _ posting: Posting) -> Desk { letters.desk(correspondent, posting.place, of: life.citizen) }

    func organisationID(_ organisation: Organisation) -> String {
        Correspondence.uuid(Draws.mixed(UInt64(organisation.serial)), Draws.mixed(UInt64(organisation.serial) ^ 0xABCD))
    }

    var patientID: String { letters.id(life, -1, 1) }

    func pick(_ texts: [String], _ index: Int, _ salt: UInt64 = 0) -> String {
        var draws = Draws(seed: letters.residents.seed, .letter, UInt64(life.citizen.index), UInt64(index) << 8 | salt | 1 << 40)
        return texts[draws.below(texts.count)]
    }

    func entry(_ type: String, _ id: String, _ json: inout JSONWriter, _ body: (inout JSONWriter) -> Void) {
        json.object { json in
            json.field("fullUrl", "\(type)/\(id)")
            json.object("resource") { json in
                json.field("resourceType", type)
                json.field("id", id)
                body(&json)
            }
        }
    }

    func reference(_ name: String, _ target: String, _ json: inout JSONWriter) {
        json.object(name) { $0.field("reference", target) }
    }

    func header(
        _ index: Int, event: String, focus: String?, _ json: inout JSONWriter, extensions: (inout JSONWriter) -> Void = { _ in },
        response: String? = nil
    ) {
        let posting = postings[index]
        let (from, to) = (desk(posting.from, posting), desk(posting.to, posting))
        entry("MessageHeader", id(index), &json) { json in
            extensions(&json)
            json.object("eventCoding") { json in
                json.field("system", Self.terminology + "messaging-eventCodes")
                json.field("code", event)
            }
            json.array("destination") { json in
                json.object { json in
                    json.array("extension") { json in
                        json.object { json in
                            json.field("url", Self.profiles + "messaging/StructureDefinition/medcom-messaging-destinationUseExtension")
                            json.object("valueCoding") { json in
                                json.field("system", Self.terminology + "messaging-destinationUse")
                                json.field("code", "primary")
                            }
                        }
                    }
                    json.field("endpoint", "https://sor2.sum.dsdn.dk/#id=\(to.organisation.sor)")
                    reference("receiver", "Organization/\(organisationID(to.organisation))", &json)
                }
            }
            reference("sender", "Organization/\(organisationID(from.organisation))", &json)
            json.object("source") { $0.field("endpoint", "https://sor2.sum.dsdn.dk/#id=\(from.organisation.sor)") }
            if let response {
                json.object("response") { json in
                    json.field("identifier", response)
                    json.field("code", "ok")
                }
            }
            if let focus { json.array("focus") { json in json.object { $0.field("reference", focus) } } }
        }
    }

    func patient(_ json: inout JSONWriter, isDead: Bool = false) {
        let residents = letters.residents
        let name = residents.name(life.citizen)
        entry("Patient", patientID, &json) { json in
            json.array("identifier") { json in
                let number = residents.number(life.citizen)
                json.object { json in
                    json.field("system", number?.system ?? IdentifierSystem.cpr)
                    json.field("value", number?.digits)
                }
            }
            json.array("name") { json in
                json.object { json in
                    json.field("use", "official")
                    json.field("family", name.family)
                    json.array("given") { $0.value(name.given) }
                }
            }
            json.field("gender", life.citizen.isMan ? "male" : "female")
            json.field("birthDate", residents.born(life.citizen).description)
            if isDead { json.field("deceasedBoolean", true) }
        }
    }

    func organisations(_ list: [Organisation], _ json: inout JSONWriter) {
        var seen: Set<Int> = []
        for organisation in list where seen.insert(organisation.serial).inserted {
            entry("Organization", organisationID(organisation), &json) { json in
                json.array("identifier") { json in
                    for (system, value) in [(IdentifierSystem.sor, organisation.sor), (IdentifierSystem.gln, organisation.gln)] {
                        json.object { json in
                            json.field("system", system)
                            json.field("value", value)
                        }
                    }
                }
                json.field("name", organisation.name)
            }
        }
    }

    /// What was done to a message: one for each letter of the chain.
    func provenance(
        of index: Int, activity: String, previous: Int?, isRemoval: Bool = false, segment: String? = nil, _ json: inout JSONWriter
    ) {
        let posting = postings[index]
        entry("Provenance", letters.id(life, index, 2), &json) { json in
            json.array("target") { json in json.object { $0.field("reference", "MessageHeader/\(id(index))") } }
            json.field("occurredDateTime", sent(posting))
            json.field("recorded", sent(posting))
            json.object("activity") { json in
                json.array("coding") { json in
                    json.object { json in
                        json.field("system", Self.terminology + "messaging-activityCodes")
                        json.field("code", activity)
                    }
                }
            }
            json.array("agent") { json in
                json.object { reference("who", "Organization/\(organisationID(desk(posting.from, posting).organisation))", &$0) }
            }
            if previous != nil || segment != nil {
                json.array("entity") { json in
                    if let previous {
                        json.object { json in
                            json.field("role", isRemoval ? "removal" : "revision")
                            reference("what", "MessageHeader/\(id(previous))", &json)
                        }
                    }
                    if let segment {
                        json.object { json in
                            json.field("role", "revision")
                            json.object("what") { json in json.object("identifier") { $0.field("value", "urn:uuid:\(segment)") } }
                        }
                    }
                }
            }
        }
    }

    // MARK: - Receipts

    private func acknowledgement(_ index: Int, _ json: inout JSONWriter) {
        let posting = postings[index]
        let parent = posting.parent ?? index
        header(index, event: "acknowledgement-message", focus: nil, &json, response: id(parent))
        organisations([desk(posting.from, posting).organisation, desk(posting.to, posting).organisation], &json)
        provenance(of: parent, activity: activity(parent), previous: nil, &json)
        provenance(of: index, activity: "acknowledgement", previous: parent, &json)
    }

    /// MedCom's code of what a letter does.
    func activity(_ index: Int) -> String {
        let posting = postings[index]
        let isAcute = posting.stay.map { life.stays[$0].kind == .seenOnly } ?? false
        return switch posting.kind {
        case .admission: "admit-inpatient"
        case .emergency: "admit-emergency"
        case .leave: "start-leave-inpatient"
        case .back: "end-leave-inpatient"
        case .home: isAcute ? "discharge-emergency-home" : "discharge-inpatient-home"
        // A death has no activity of its own: it repeats the one before.
        case .death: posting.parent.map { activity($0) } ?? "admit-inpatient"
        case .correctedAdmission: "revise-admit-inpatient"
        case .cancelledAdmission: "cancel-admit-inpatient"
        case .cancelledHome: "cancel-discharge-inpatient-home"
        case .message: posting.parent == nil ? "new-message" : "reply-message"
        default: "acknowledgement"
        }
    }
}

extension Draws {
    fileprivate var isOneInFive: Bool {
        var draws = self
        return draws.below(5) == 0
    }
}
