import FHIR

/// A life as FHIR R4 resources, for a server's bulk import or a bundle: Patient, RelatedPerson, Condition and Encounter, one line of JSON each.
///
/// https://hl7.org/fhir/R4/. Ids are the same in every run; references are by type and id.
public struct LifeResources: Sendable {
    public let letters: Correspondence

    public init(_ letters: Correspondence) { self.letters = letters }

    /// Adds the lines of a life.
    public func write(_ life: Life, to lines: inout [UInt8]) {
        let residents = letters.residents
        let citizen = life.citizen
        let id = patientID(citizen)
        line(&lines) { json in
            json.field("resourceType", "Patient")
            json.field("id", id)
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
        for (number, relative) in residents.relatives(of: citizen).enumerated() {
            line(&lines) { json in
                json.field("resourceType", "RelatedPerson")
                json.field("id", letters.id(life, -1, 20 + UInt64(number)))
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
            line(&lines) { json in
                json.field("resourceType", "Condition")
                json.field("id", letters.id(life, -1, 50 + UInt64(number)))
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
        for (number, stay) in life.stays.enumerated() {
            line(&lines) { json in
                json.field("resourceType", "Encounter")
                json.field("id", letters.id(life, -2 - number, 8))
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
    }

    /// The id of a citizen's Patient.
    public func patientID(_ citizen: Citizen) -> String { letters.id(Life(citizen: citizen), -1, 1) }

    private func line(_ lines: inout [UInt8], _ body: (inout JSONWriter) -> Void) {
        var json = JSONWriter(capacity: 768)
        json.object(body)
        lines += json.bytes
        lines.append(0x0A)
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
