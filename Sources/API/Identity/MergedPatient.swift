import FHIR
import Journal

/// The Patient of an identity that is not the one its citizen is known by: what is worked out for the citizen, with a link to where it stands.
/// https://hl7.org/fhir/R4/patient-definitions.html#Patient.link
enum MergedPatient {
    /// nil when the id is none of an identity, or that of the citizen.
    static func of(_ type: String, _ id: String, in reader: any JournalReader) throws -> StoredResource? {
        guard type == "Patient", let subject = SubjectID(text: id), let root = try reader.group(of: subject).first, root != subject,
            var stored = try reader.resource("Patient", root.description), let whole = stored.resource
        else { return nil }
        var json = JSONWriter(capacity: whole.bytes.count + 128)
        json.object { json in
            for (name, value) in whole.root.members {
                switch name {
                case "id": json.field("id", id)
                case "active", "link": break
                default: json.raw(name, value.bytes)
                }
            }
            json.field("active", false)
            json.array("link") { json in
                json.object { json in
                    json.object("other") { $0.field("reference", "Patient/\(root)") }
                    json.field("type", "replaced-by")
                }
            }
        }
        stored.id = id
        stored.resource = try Resource.stored(json.bytes)
        return stored
    }
}
