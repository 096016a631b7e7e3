import FHIR

/// A life as FHIR R4 resources, for a server's bulk import or a bundle: Patient, RelatedPerson, Condition and Encounter, one line of JSON each.
///
/// https://hl7.org/fhir/R4/. Ids are the same in every run; references are by type and id.
public struct LifeResources: Sendable {
    public let letters: Correspondence

    public init(_ letters: Correspondence) { self.letters = letters }

    /// How much of a life is told.
    public enum Extent: Sendable {
        /// The Patient alone.
        case citizen
        /// Patient, RelatedPerson and Condition: what is known of somebody to whom nothing has happened yet.
        case person
        /// The stays of the year too.
        case year
    }

    /// One resource.
    public struct Line: Sendable {
        public var type: String
        public var id: String
        public var json: [UInt8]
    }

    /// Adds the lines of a life.
    public func write(_ life: Life, to lines: inout [UInt8]) {
        for line in all(life, .year) {
            lines += line.json
            lines.append(0x0A)
        }
    }

    /// The resources of a life, each after what it refers to.
    public func all(_ life: Life, _ extent: Extent) -> [Line] {
        let residents = letters.residents
        let citizen = life.citizen
        let id = patientID(citizen)
        var lines: [Line] = []
        line(&lines, "Patient", id) { json in
            if let identifier = residents.number(citizen)?.identifier {
                json.array("identifier") { json in
                    json.object { json in
                        json.field("system", identifier.system)
                        json.field("value", identifier.value)
                    }
                }
            }
            name(citizen, &json)
            json.field("gender", citizen.isMan ? "male" : "female")
            json.field("birthDate", residents.born(citizen).description)
            if let death = life.death { json.field("deceasedDateTime", time(death.at)) }
            json.array("address") { json in
                json.object { json in
                    json.array("line") { $0.value(residents.street(citizen)) }
                    json.field("city", residents.municipalities[life.place(at: .max)].name)
                    json.field("district", residents.municipalities[life.place(at: .max)].code)
                    json.field("country", residents.nation.rawValue.uppercased())
                }
            }
        }
        guard extent != .citizen else { return lines }
        for (number, relative) in residents.relatives(of: citizen).enumerated() {
            line(&lines, "RelatedPerson", letters.id(life, -1, 20 + UInt64(number))) { json in
                json.object("patient") { $0.field("reference", "Patient/\(id)") }
                json.array("relationship") { json in
                    json.object { json in
                        json.array("coding") { json in
                            json.object { json in
                                json.field("system", "http://terminology.hl7.org/CodeSystem/v3-RoleCode")
                                json.field("code", Self.code(relative.kinship))
                            }
                        }
                    }
                }
                name(relative.citizen, &json)
            }
        }
        for (number, condition) in letters.rates.conditions.enumerated() where life.conditions & 1 << UInt32(number) != 0 {
            line(&lines, "Condition", letters.id(life, -1, 50 + UInt64(number))) { json in
                json.object("clinicalStatus") { json in
                    json.array("coding") { json in
                        json.object { json in
                            json.field("system", "http://terminology.hl7.org/CodeSystem/condition-clinical")
                            json.field("code", "active")
                        }
                    }
                }
                json.object("code") { json in
                    json.array("coding") { json in
                        json.object { json in
                            json.field("system", "http://hl7.org/fhir/sid/icd-10")
                            json.field("code", condition.code)
                            json.field("display", condition.name)
                        }
                    }
                }
                json.object("subject") { $0.field("reference", "Patient/\(id)") }
            }
        }
        guard extent == .year else { return lines }
        for (number, stay) in life.stays.enumerated() {
            line(&lines, "Encounter", letters.id(life, -2 - number, 8)) { json in
                json.field("status", "finished")
                json.object("class") { json in
                    json.field("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                    json.field("code", stay.kind == .seenOnly ? "EMER" : "IMP")
                }
                json.object("subject") { $0.field("reference", "Patient/\(id)") }
                json.object("period") { json in
                    json.field("start", time(stay.start))
                    json.field("end", time(stay.end))
                }
                json.object("serviceProvider") {
                    $0.field("display", letters.services.hospital(stay.place, ward: stay.ward).innermost.name)
                }
            }
        }
        return lines
    }

    /// The transaction that puts citizens into a hub: each resource under its own id, so that the same again changes nothing.
    ///
    /// https://hl7.org/fhir/R4/http.html#transaction
    public func transaction(_ lives: [Life], _ extent: Extent) -> [UInt8] {
        var json = JSONWriter(capacity: 1024 * lives.count)
        json.object { json in
            json.field("resourceType", "Bundle")
            json.field("type", "transaction")
            json.array("entry") { json in
                for life in lives {
                    for line in all(life, extent) {
                        json.object { json in
                            json.raw("resource", line.json)
                            json.object("request") { json in
                                json.field("method", "PUT")
                                json.field("url", "\(line.type)/\(line.id)")
                            }
                        }
                    }
                }
            }
        }
        return json.bytes
    }

    /// The id of a citizen's Patient.
    public func patientID(_ citizen: Citizen) -> String { letters.id(Life(citizen: citizen), -1, 1) }

    private func line(_ lines: inout [Line], _ type: String, _ id: String, _ body: (inout JSONWriter) -> Void) {
        var json = JSONWriter(capacity: 768)
        json.object { json in
            json.field("resourceType", type)
            json.field("id", id)
            body(&json)
        }
        lines.append(Line(type: type, id: id, json: json.bytes))
    }

    private func name(_ citizen: Citizen, _ json: inout JSONWriter) {
        let name = letters.residents.name(citizen)
        json.array("name") { json in
            json.object { json in
                json.field("use", "official")
                json.field("family", name.family)
                json.array("given") { $0.value(name.given) }
            }
        }
    }

    private func time(_ minute: Int32) -> String {
        ClockText.dateTime(letters.lives.instant(minute), letters.lives.calendar.zone, withOffset: true)
    }

    /// https://terminology.hl7.org/CodeSystem-v3-RoleCode.html
    private static func code(_ kinship: Kinship) -> String {
        switch kinship {
        case .partner: "SIGOTHR"
        case .mother: "MTH"
        case .father: "FTH"
        case .child: "CHILD"
        case .sibling: "SIB"
        }
    }
}
