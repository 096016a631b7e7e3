import Access
import FHIR
import HTTPTypes
import Journal

extension Read {
    /// An AuditEvent that is a line of the hub's own log (`log.12`); nil for one that a client has sent, which is a resource as others are.
    static func lineOfLog(_ call: Call) throws(Problem) -> Work? {
        guard call.type == "AuditEvent", call.id.hasPrefix(LogEntry.idPrefix) else { return nil }
        guard let number = LogEntry.number(auditEvent: call.id) else { throw .noResource }
        let log = call.context.gate.access.log
        return .later {
            guard let entry = try await log.entry(number) else { throw Problem.noResource }
            var answer = Answer(.ok, .resource(entry.auditEvent().bytes))
            answer.version = "1"
            answer.updated = entry.at
            answer.sights = Sight.all(of: entry)
            return answer
        }
    }
}

extension Sight {
    /// That a line of the log was shown, to each citizen whom it is about.
    static func all(of entry: LogEntry) -> [Sight] {
        let name = "AuditEvent/\(entry.auditEventID)"
        let subjects = entry.subjects
        return subjects.isEmpty ? [Sight("AuditEvent", name, of: nil)] : subjects.map { Sight("AuditEvent", name, of: $0) }
    }
}
