import FHIR
import Journal

extension LogEntry {
    /// Reads the form that the log keeps; nil when it is none.
    init?(json: [UInt8]) {
        guard let root = try? Document(json: json).root, let number = root["n"]?.int, let at = root.string("at").flatMap({ Instant($0) }),
            let actor = root.string("by").flatMap({ Actor($0, organisation: root.string("org"), role: root.string("role")) }),
            let deed = root.string("did").flatMap(Deed.init(rawValue:)),
            let outcome = root.string("out").flatMap(Outcome.init(rawValue:)), let trace = root.string("trace")
        else { return nil }
        let purpose = root.string("for").flatMap(Purpose.init(rawValue:)) ?? .unstated
        self.init(
            at: at, actor, deed, for: purpose, what: root.string("what"), target: root.string("on"), outcome: outcome,
            because: root.string("why"), trace: trace)
        self.number = Int64(number)
        shape = root.string("asked")
        others = root["others"]?.int ?? 0
        total = root["total"]?.int
        if let of = root["of"] {
            for (name, names) in of.members {
                guard let subject = SubjectID(text: name) else { return nil }
                shown += names.items.compactMap { $0.text.map { Shown($0, of: subject) } }
            }
        }
        guard let hash = root.string("hash").flatMap({ LogHash($0) }) else { return }
        if let bytes = root["bytes"]?.int { note = .torn(bytes: bytes, hash: hash) }
        if let through = root["through"]?.int { note = .pruned(through: Int64(through), hash: hash) }
    }
}
