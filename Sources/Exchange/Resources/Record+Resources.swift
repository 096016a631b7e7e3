public import Directory
public import FHIR
import Journal

// What any FHIR client reads of a citizen's record. Ids are stable over re-reading: the citizen's own, and for the rest the citizen's with a
// letter for the kind and the journal's number of the letter that began it.
extension Record {
    /// Patient, EpisodeOfCare and Encounter for each stay, Communication and Provenance for each letter.
    public func resources() -> [WrittenResource] {
        var memory = RecordMemory()
        return resources(remembering: &memory)
    }

    /// The same, with the memory that the record was read with: what shows a letter is written once.
    public func resources(remembering memory: inout RecordMemory) -> [WrittenResource] {
        var all = [writtenPatient]
        for stay in stays {
            all.append(episode(of: stay))
            all.append(encounter(of: stay))
        }
        for letter in letters {
            let anchors = stays.filter { $0.letters.contains(letter.number) }.map(\.anchor)
            all += memory.shown(letter, of: root, in: anchors) { [communication(of: letter), provenance(of: letter, in: anchors)] }
        }
        return all
    }

    private var patientReference: String { "Patient/\(root)" }

    /// The citizen as letters tell of them.
    public var patient: Resource { writtenPatient.resource }

    private var writtenPatient: WrittenResource {
        WrittenResource.build("Patient", id: root.description) { writer in
            if !citizen.identifiers.isEmpty {
                writer.array("identifier") { writer in for identifier in citizen.identifiers { writer.identifier(identifier) } }
            }
            if citizen.family != nil || citizen.given != nil {
                writer.array("name") { writer in
                    writer.object { writer in
                        writer.field("use", "official")
                        writer.field("family", citizen.family)
                        if let given = citizen.given {
                            writer.array("given") { writer in
                                for name in given.split(separator: " ") { writer.value(String(name)) }
                            }
                        }
                    }
                }
            }
            writer.field("gender", citizen.gender)
            writer.field("birthDate", citizen.born?.description)
            if let died { writer.field("deceasedDateTime", died.fhirText) }
            if let address = citizen.address, !citizen.isAddressProtected {
                writer.array("address") { $0.object { $0.field("text", address) } }
            }
            if !linked.isEmpty {
                writer.array("link") { writer in
                    for (id, isIdentity) in linked {
                        writer.object { writer in
                            writer.object("other") { $0.field("reference", "Patient/\(id)") }
                            writer.field("type", isIdentity ? "replaces" : "seealso")
                        }
                    }
                }
            }
        }
    }

    private func episode(of stay: Stay) -> WrittenResource {
        WrittenResource.build("EpisodeOfCare", id: "\(root)-p\(stay.anchor)") { writer in
            if !stay.episodes.isEmpty {
                writer.array("identifier") { writer in
                    for episode in stay.episodes {
                        writer.identifier(Identifier(system: "urn:ietf:rfc:3986", value: "urn:uuid:\(episode)"))
                    }
                }
            }
            writer.field("status", stay.state == .cancelled ? "entered-in-error" : stay.end == nil ? "active" : "finished")
            writer.object("patient") { $0.field("reference", patientReference) }
            writer.party("managingOrganization", stay.hospital, stay.hospitalName)
            writer.period(stay)
        }
    }

    private func encounter(of stay: Stay) -> WrittenResource {
        WrittenResource.build("Encounter", id: "\(root)-e\(stay.anchor)") { writer in
            writer.field("status", stay.encounterStatus)
            writer.object("class") { writer in
                writer.field("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                writer.field("code", stay.isInpatient ? "IMP" : "EMER")
            }
            writer.object("subject") { $0.field("reference", patientReference) }
            writer.array("episodeOfCare") { $0.object { $0.field("reference", "EpisodeOfCare/\(root)-p\(stay.anchor)") } }
            writer.period(stay)
            writer.party("serviceProvider", stay.hospital, stay.unitName ?? stay.hospitalName)
        }
    }

    private func communication(of read: ReadLetter) -> WrittenResource {
        let letter = read.letter.letter
        return WrittenResource.build("Communication", id: "\(root)-l\(read.number)") { writer in
            writer.array("identifier") { writer in
                writer.identifier(Identifier(system: "urn:ietf:rfc:3986", value: letter.thread ?? letter.id))
            }
            writer.field("status", read.isCancelled ? "entered-in-error" : "completed")
            writer.object("subject") { $0.field("reference", patientReference) }
            writer.object("topic") { $0.field("text", letter.type.rawValue) }
            writer.field("sent", letter.sent.fhirText)
            writer.array("recipient") { writer in
                for receiver in letter.receivers { writer.object { $0.partyFields(receiver.party.innermost, receiver.party.displayName) } }
            }
            writer.object("sender") { $0.partyFields(letter.sender.innermost, letter.sender.displayName) }
            if !letter.paragraphs.isEmpty || !read.letter.attachments.isEmpty {
                writer.array("payload") { writer in
                    for paragraph in letter.paragraphs {
                        let text = [paragraph.heading, paragraph.text].compactMap { $0 }.joined(separator: "\n")
                        if !text.isEmpty { writer.object { $0.field("contentString", text) } }
                    }
                    for file in read.letter.attachments {
                        writer.object { writer in
                            writer.object("contentAttachment") { writer in
                                writer.field("contentType", file.mediaType)
                                writer.field("title", file.title)
                                writer.field("url", "Binary/\(file.hash.hex)")
                                writer.field("size", file.size)
                            }
                        }
                    }
                }
            }
        }
    }

    private func provenance(of read: ReadLetter, in anchors: [Int64]) -> WrittenResource {
        let letter = read.letter.letter
        return WrittenResource.build("Provenance", id: "\(root)-o\(read.number)") { writer in
            writer.array("target") { writer in
                writer.object { $0.field("reference", "Communication/\(root)-l\(read.number)") }
                for anchor in anchors { writer.object { $0.field("reference", "Encounter/\(root)-e\(anchor)") } }
            }
            writer.field("occurredDateTime", letter.sent.fhirText)
            writer.field("recorded", letter.sent.instant.description)
            writer.object("activity") { $0.field("text", letter.type.rawValue) }
            writer.array("agent") { writer in
                writer.object { $0.party("who", letter.sender.innermost, letter.sender.displayName) }
            }
            writer.array("entity") { writer in
                writer.object { writer in
                    writer.field("role", "source")
                    writer.object("what") { writer in
                        writer.object("identifier") { $0.field("value", letter.id) }
                        writer.field("display", letter.type.rawValue)
                    }
                }
            }
        }
    }
}

extension Stay {
    /// Whether the citizen ever had a bed in it.
    var isInpatient: Bool { events.contains { $0.kind == .admitted && $0.details["class"] != "acute" } || first(.admitted) == nil }

    /// https://hl7.org/fhir/R4/valueset-encounter-status.html
    var encounterStatus: String {
        switch state {
        case .acute, .admitted: "in-progress"
        case .onLeave: "onleave"
        case .discharged, .died: "finished"
        case .cancelled: "entered-in-error"
        }
    }
}

extension Party {
    /// The unit and the enterprise it belongs to, as people name them.
    public var displayName: String {
        guard let unit, !unit.name.isEmpty, unit.name != name else { return name }
        return "\(unit.name), \(name)"
    }
}

extension Moment {
    /// As FHIR writes it: a time without offset gets the one that holds in its zone.
    public var fhirText: String {
        guard offset == nil, precision.rawValue > Precision.day.rawValue else { return text }
        return instant.description
    }
}

extension JSONWriter {
    mutating func identifier(_ identifier: Identifier) {
        object { writer in
            writer.field("system", identifier.system)
            writer.field("value", identifier.value)
        }
    }

    mutating func party(_ name: String, _ address: Address, _ display: String) {
        object(name) { $0.partyFields(address, display) }
    }

    mutating func partyFields(_ address: Address, _ display: String) {
        object("identifier") { writer in
            writer.field("system", address.system)
            writer.field("value", address.value)
        }
        field("display", display)
    }

    /// Nothing when neither end is known: an empty object is no FHIR.
    mutating func period(_ stay: Stay) {
        let start = stay.first(.admitted)?.at.fhirText
        let end = stay.last(.discharged)?.at.fhirText ?? stay.first(.died)?.at.fhirText
        guard start != nil || end != nil else { return }
        object("period") { writer in
            writer.field("start", start)
            writer.field("end", end)
        }
    }
}

extension Address {
    /// The identifier system that FHIR resources name: https://hl7.no, https://medcomfhir.dk, https://www.gs1.org
    public var system: String {
        switch scheme {
        case .her: "urn:oid:2.16.578.1.12.4.1.2"
        case .sor: "urn:oid:1.2.208.176.1.1"
        case .gln: "https://www.gs1.org/gln"
        case .enh: "urn:oid:2.16.578.1.12.4.1.4.101"
        case .resh: "urn:oid:2.16.578.1.12.4.1.4.102"
        case .hpr: "urn:oid:2.16.578.1.12.4.1.4.4"
        case .local: "urn:helhet:local"
        }
    }
}
