import FHIR
import Journal

extension LogEntry {
    /// The entry as the log keeps it, but for `{"n":12,`, which the log puts before it.
    func canonical() -> [UInt8] {
        var writer = JSONWriter(capacity: 160 + 24 * shown.count)
        writer.object { writer in
            writer.field("at", at.description)
            writer.field("by", actor.description)
            writer.field("org", actor.organisation)
            writer.field("role", actor.role)
            if purpose != .unstated { writer.field("for", purpose.rawValue) }
            writer.field("did", deed.rawValue)
            writer.field("what", what)
            writer.field("on", target)
            writer.field("asked", shape)
            if shown.contains(where: { $0.subject != nil }) { writer.object("of") { writeShown(&$0) } }
            if others > 0 { writer.field("others", others) }
            writer.field("total", total)
            writer.field("out", outcome.rawValue)
            writer.field("why", because)
            switch note {
            case .torn(let bytes, let hash):
                writer.field("bytes", bytes)
                writer.field("hash", hash.text)
            case .pruned(let number, let hash):
                writer.field("through", number)
                writer.field("hash", hash.text)
            case nil: break
            }
            writer.field("trace", trace)
        }
        return Array(writer.bytes.dropFirst())
    }

    /// `"4k":["Patient/4k","Observation/01a"]` for each citizen, ascending.
    private func writeShown(_ writer: inout JSONWriter) {
        let sorted = shown.enumerated().sorted { ($0.element.subject?.value ?? 0, $0.offset) < ($1.element.subject?.value ?? 0, $1.offset) }
        var rest = sorted.map(\.element).drop { $0.subject == nil }
        while let subject = rest.first?.subject {
            let own = rest.prefix { $0.subject == subject }
            rest = rest.dropFirst(own.count)
            writer.array(subject.description) { writer in for one in own { writer.value(one.name) } }
        }
    }
}
