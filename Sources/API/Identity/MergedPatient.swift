import FHIR
import Journal

/// The Patient of an identity that is not the one its citizen is known by: what is worked out for the citizen, with a link to where it stands.
/// https://hl7.org/fhir/R4/patient-definitions.html#Patient.link
///
/// It is stored nowhere. So its version is none that is, nor was: `4k.3` is the view of version 3 of Patient/4k.
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
                case "meta":
                    json.object("meta") { json in
                        json.field("versionId", "\(root).\(stored.version)")
                        for (name, value) in value.members where name != "versionId" { json.raw(name, value.bytes) }
                    }
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

    /// What an address shows now: the current version (which may be a deletion), or this view; nil when there never was anything.
    static func current(_ type: String, _ id: String, in reader: any JournalReader) throws -> StoredResource? {
        let own = try reader.resource(type, id)
        return own?.resource == nil ? try of(type, id, in: reader) ?? own : own
    }
}

extension StoredResource {
    /// The version by the name that clients know it by, of a view too.
    var versionID: String {
        let own = type == "Patient" ? resource?.root.string("meta.versionId") : nil
        return own ?? String(version)
    }

    /// Whether it is shown for another resource, and is stored nowhere itself.
    var isView: Bool { versionID != String(version) }
}
