public import FHIR
import Journal

extension LogEntry {
    /// What the id of every AuditEvent that is a view of the log begins with. No id that the journal gives has a dot, and clients may not
    /// write under it.
    public static let idPrefix = "log."

    /// The id of the entry as an AuditEvent: `log.12`.
    public var auditEventID: String { Self.idPrefix + String(number) }

    /// The number of the entry whose AuditEvent has this id; nil when it is not the log's.
    public static func number(auditEvent id: String) -> Int64? {
        guard id.hasPrefix(idPrefix), let number = Int64(id.dropFirst(idPrefix.count)), number > 0, id == idPrefix + String(number) else {
            return nil
        }
        return number
    }

    /// The entry as FHIR has it: https://hl7.org/fhir/R4/auditevent.html
    public func auditEvent() -> Resource {
        Resource.build("AuditEvent", id: auditEventID) { writer in
            writer.object("meta") { writer in
                writer.field("versionId", "1")
                writer.field("lastUpdated", at.description)
            }
            writer.object("type") { coding(&$0, "http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "RESTful Operation") }
            writer.array("subtype") { writer in writer.object { coding(&$0, Self.system, deed.rawValue, nil) } }
            writer.field("action", deed.action)
            writer.field("recorded", at.description)
            writer.field("outcome", outcomeCode)
            writer.field("outcomeDesc", because)
            if purpose != .unstated {
                writer.array("purposeOfEvent") { writer in
                    writer.object { concept(&$0, "http://terminology.hl7.org/CodeSystem/v3-ActReason", purpose.rawValue) }
                }
            }
            writer.array("agent") { writer in writer.object { writeAgent(&$0) } }
            writer.object("source") { writer in
                writer.object("observer") { $0.field("display", "Helhet") }
            }
            writer.array("entity") { writer in writeEntities(&writer) }
        }
    }

    /// Codes of what is ours alone.
    static let system = "urn:helhet:deed"
    static let actorSystem = "urn:helhet:actor"

    private func coding(_ writer: inout JSONWriter, _ system: String, _ code: String, _ display: String?) {
        writer.field("system", system)
        writer.field("code", code)
        writer.field("display", display)
    }

    private func concept(_ writer: inout JSONWriter, _ system: String, _ code: String) {
        writer.array("coding") { writer in writer.object { coding(&$0, system, code, nil) } }
    }

    private var outcomeCode: String {
        switch outcome {
        case .done: "0"
        case .refused, .denied: "4"
        case .failed: "8"
        }
    }

    private func writeAgent(_ writer: inout JSONWriter) {
        if let role = actor.role { writer.array("role") { writer in writer.object { $0.field("text", role) } } }
        writer.object("who") { writer in
            writer.object("identifier") { writer in
                writer.field("system", Self.actorSystem)
                writer.field("value", actor.description)
            }
            writer.field("display", actor.organisation.map { "\(actor), \($0)" } ?? actor.description)
        }
        writer.field("requestor", actor.kind != .hub)
    }

    /// The citizens, then what of theirs was shown, then what was asked.
    private func writeEntities(_ writer: inout JSONWriter) {
        for subject in subjects {
            writer.object { writer in
                writer.object("what") { $0.field("reference", "Patient/\(subject)") }
                writer.object("type") { role(&$0, "http://terminology.hl7.org/CodeSystem/audit-entity-type", "1") }
                writer.object("role") { role(&$0, "http://terminology.hl7.org/CodeSystem/object-role", "1") }
            }
        }
        let patients = Set(subjects.map { "Patient/\($0)" })
        for one in shown where !patients.contains(one.name) { write(one.name, &writer) }
        if let target, !shown.contains(where: { $0.name == target }), target.contains("/") { write(target, &writer) }
        writer.object { writer in
            writer.object("role") { role(&$0, "http://terminology.hl7.org/CodeSystem/object-role", "24") }
            writer.field("name", [what, target].compactMap { $0 }.joined(separator: " ").nonEmpty ?? deed.rawValue)
            if let shape { writer.field("description", "Searched by \(shape).") }
            writer.array("detail") { writer in
                detail(&writer, "trace", trace.nonEmpty)
                detail(&writer, "others", others > 0 ? String(others) : nil)
                detail(&writer, "total", total.map { String($0) })
                detail(&writer, "entry", String(number))
            }
        }
    }

    private func role(_ writer: inout JSONWriter, _ system: String, _ code: String) { coding(&writer, system, code, nil) }

    private func write(_ name: String, _ writer: inout JSONWriter) {
        writer.object { writer in
            if name.first?.isUppercase ?? false {
                writer.object("what") { $0.field("reference", name) }
            } else {
                writer.field("name", name)
            }
            writer.object("type") { role(&$0, "http://terminology.hl7.org/CodeSystem/audit-entity-type", "2") }
        }
    }

    private func detail(_ writer: inout JSONWriter, _ type: String, _ value: String?) {
        guard let value else { return }
        writer.object { writer in
            writer.field("type", type)
            writer.field("valueString", value)
        }
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
