import Directory
import FHIR

extension CareCommunication {
    /// Writes a message of ours as JSON: new, or a reply when it has a parent.
    ///
    /// A reply names the letter that it answers and keeps its thread; the earlier message segments are not repeated, since a draft does
    /// not hold them. An answer to a ready notice has the category `discharge`, all else `carecoordination`.
    public func compose(_ draft: LetterDraft, envelope: EnvelopeStamp) -> OutgoingLetter? {
        var message = MessageWriter(guide: "carecommunication", envelope: envelope)
        let sender = message.organisation(draft.sender, "sender")
        let receiver = message.organisation(draft.receiver, "receiver")
        let patient = Self.patient(draft.citizen, message)
        let author = Self.participant(
            "author", name: draft.author.nonBlank ?? draft.sender.name, role: Self.role(draft.sender), at: sender, message)
        let recipient = draft.receiver.person?.nonBlank.map {
            Self.participant("recipient", name: $0, role: Self.role(draft.receiver), at: receiver, message)
        }
        let encounter = draft.episodes.isEmpty ? nil : Self.encounter(draft, patient, receiver, message)
        let communication = Self.communication(draft, message, patient, author[0], recipient?[0], encounter, sender)
        var header = message.header(
            event: MedCom.Event.careCommunication, sender: sender, receiver: receiver,
            profile: "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-messageHeader")
        header.say("focus", communication.reference)
        header.members.array("focus") { $0.object { $0.field("reference", communication.reference) } }
        header.members.field(
            "definition", "http://medcomfhir.dk/ig/messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition|5.0")
        let entities: [MessageWriter.Entity] =
            [.segment(Self.segment(message))] + (draft.parent?.nonBlank.map { [.message($0)] } ?? [])
        let provenance = message.provenance(
            "own", target: envelope.letter, activity: draft.parent == nil ? "new-message" : "reply-message", at: Moment(envelope.at),
            who: sender.reference, entities: entities,
            profile: "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-provenance")
        for entry in [header, patient, communication] + author + (recipient ?? []) { message.add(entry) }
        if let encounter { message.add(encounter) }
        message.add(sender)
        if receiver.reference != sender.reference { message.add(receiver) }
        message.add(provenance)
        return message.letter(
            profile: "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-message", isXML: false)
    }

    private static func segment(_ message: MessageWriter) -> String { UUIDText.derived(from: message.envelope.letter, "segment") }

    /// The role that a person is named with: the unit they work in, else that they work there at all.
    private static func role(_ party: Party) -> String { party.unit?.name.nonBlank ?? "Medarbejder" }

    private static func communication(
        _ draft: LetterDraft, _ message: MessageWriter, _ patient: MessageEntry, _ author: MessageEntry, _ recipient: MessageEntry?,
        _ encounter: MessageEntry?, _ sender: MessageEntry
    ) -> MessageEntry {
        let category = draft.purpose == .answer ? "discharge" : "carecoordination"
        let thread = draft.thread?.nonBlank.map(UUIDText.normal) ?? UUIDText.derived(from: message.envelope.letter, "thread")
        let at = message.envelope.at.description
        var entry = message.entry("Communication", "communication")
        entry.profile = "http://medcomfhir.dk/ig/carecommunication/StructureDefinition/medcom-careCommunication-communication"
        entry.say("identifier", UUIDText.urn(thread))
        entry.say("status", "unknown")
        entry.say("category", category)
        entry.say("subject", patient.reference)
        entry.say("encounter", encounter?.reference)
        entry.say("recipient", recipient?.reference)
        entry.say("author", "\(draft.author.nonBlank ?? draft.sender.name), \(at)")
        entry.say("content", draft.text)
        entry.members.array("identifier") { $0.object { $0.field("value", UUIDText.urn(thread)) } }
        entry.members.field("status", "unknown")
        entry.members.array("category") { json in
            json.object { json in
                json.array("coding") { json in
                    json.object { json in
                        json.field("system", MedCom.System.category)
                        json.field("code", category)
                    }
                }
            }
        }
        entry.members.object("subject") { $0.field("reference", patient.reference) }
        if let encounter { entry.members.object("encounter") { $0.field("reference", encounter.reference) } }
        if let recipient { entry.members.array("recipient") { $0.object { $0.field("reference", recipient.reference) } } }
        entry.members.array("payload") { json in
            json.object { json in
                json.array("extension") { json in
                    json.object { json in
                        json.field("url", MedCom.Extension.date)
                        json.field("valueDateTime", at)
                    }
                    json.object { json in
                        json.field("url", MedCom.Extension.identifier)
                        json.object("valueIdentifier") { json in
                            json.field("value", UUIDText.urn(segment(message)))
                            json.object("assigner") { $0.field("reference", sender.reference) }
                        }
                    }
                    json.object { json in
                        json.field("url", MedCom.Extension.practitioner)
                        json.object("valueReference") { $0.field("reference", author.reference) }
                    }
                    json.object { json in
                        json.field("url", MedCom.Extension.contact)
                        json.object("valueContactPoint") { json in
                            json.field("system", "phone")
                            absent("value", in: &json)
                        }
                    }
                }
                json.field("contentString", draft.text)
            }
        }
        return entry
    }

    /// A PractitionerRole and its Practitioner.
    private static func participant(
        _ name: String, name person: String, role: String, at organisation: MessageEntry, _ message: MessageWriter
    ) -> [MessageEntry] {
        var practitioner = message.entry("Practitioner", "\(name) practitioner")
        practitioner.profile = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-practitioner"
        practitioner.say("name", person)
        practitioner.members.array("name") { $0.object { write(person, to: &$0) } }
        var entry = message.entry("PractitionerRole", "\(name) role")
        entry.profile = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-practitionerrole"
        entry.say("practitioner", person)
        entry.say("code", role)
        entry.members.object("practitioner") { $0.field("reference", practitioner.reference) }
        entry.members.object("organization") { $0.field("reference", organisation.reference) }
        entry.members.array("code") { $0.object { $0.field("text", role) } }
        return [entry, practitioner]
    }

    /// The last word is the family name.
    private static func write(_ person: String, to json: inout JSONWriter) {
        var words = person.split(whereSeparator: \.isWhitespace).map(String.init)
        json.field("family", words.popLast() ?? person)
        if !words.isEmpty { json.array("given") { json in for word in words { json.value(word) } } }
    }

    private static func patient(_ citizen: Citizen, _ message: MessageWriter) -> MessageEntry {
        var entry = message.entry("Patient", "patient")
        entry.profile = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-patient"
        let numbers = citizen.identifiers.filter { $0.system == IdentifierSystem.cpr || IdentifierSystem.isReplacementCPR($0.system) }
        entry.say("identifier", numbers.map(\.value).joined(separator: ", "))
        entry.say("name", [citizen.given, citizen.family].compactMap { $0 }.joined(separator: " "))
        if !numbers.isEmpty {
            entry.members.array("identifier") { json in
                for number in numbers {
                    json.object { json in
                        json.field("system", number.system)
                        json.field("value", number.value)
                    }
                }
            }
        }
        entry.members.array("name") { json in
            json.object { json in
                json.field("use", "official")
                if let family = citizen.family?.nonBlank { json.field("family", family) } else { absent("family", in: &json) }
                if let given = citizen.given?.nonBlank { json.array("given") { $0.value(given) } }
            }
        }
        return entry
    }

    /// Carries the ids of the episode of care back, as the rule is. UUIDs of version 5 are LPR3's; others came from the receiver.
    private static func encounter(
        _ draft: LetterDraft, _ patient: MessageEntry, _ receiver: MessageEntry, _ message: MessageWriter
    ) -> MessageEntry {
        var entry = message.entry("Encounter", "encounter")
        entry.profile = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-encounter"
        let ids = draft.episodes.map(UUIDText.normal)
        entry.say("episodeOfCare", ids.joined(separator: ", "))
        entry.members.field("status", "unknown")
        entry.members.object("class") { json in
            json.field("system", MedCom.System.encounterClass)
            json.field("code", "other")
        }
        entry.members.object("subject") { $0.field("reference", patient.reference) }
        entry.members.array("episodeOfCare") { json in
            for id in ids {
                let isNational = UUIDText.isUUID(id) && Array(id.utf8)[14] == UInt8(ascii: "5")
                json.object { json in
                    json.object("identifier") { json in
                        json.field("system", isNational ? MedCom.System.lpr3 : receiver.endpoint)
                        json.field("value", UUIDText.urn(id))
                    }
                }
            }
        }
        return entry
    }

    /// A value that the profile asks for and nobody knows.
    private static func absent(_ name: String, in json: inout JSONWriter) {
        json.object("_\(name)") { json in
            json.array("extension") { json in
                json.object { json in
                    json.field("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason")
                    json.field("valueCode", "unknown")
                }
            }
        }
    }
}
