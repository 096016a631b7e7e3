import Directory
import FHIR
public import Journal

extension Statement {
    /// The fact that this statement is once its letter is filed.
    public func fact(of letter: Letter, number: Int64, subject: SubjectID) -> Fact {
        var writer = JSONWriter()
        writer.object { writer in
            if effect != .states { writer.field("effect", effect.rawValue) }
            writer.field("at", at?.text)
            if letter.standard.zone != .oslo { writer.field("zone", letter.standard.zone.identifier) }
            if isEstimate { writer.field("estimate", true) }
            for (name, value) in details.sorted(by: { $0.key < $1.key }) { writer.field("d." + name, value) }
        }
        return Fact(
            subject: subject, kind: kind, source: .letter(number), said: letter.sent.instant, happened: at?.instant,
            custodian: letter.sender.address.description, content: writer.bytes)
    }

    /// Reads the statement back from its fact; nil when the fact is no statement or is damaged.
    public init?(_ fact: Fact) {
        guard let root = (try? Document(json: fact.content))?.root else { return nil }
        let zone = root.string("zone").flatMap { Zone($0) } ?? .oslo
        self.init(fact.kind)
        effect = root.string("effect").flatMap(Effect.init(rawValue:)) ?? .states
        at = root.string("at").flatMap { Moment($0, zone: zone) }
        isEstimate = root["estimate"]?.bool ?? false
        for (name, value) in root.members where name.hasPrefix("d.") { details[String(name.dropFirst(2))] = value.text }
    }
}
