public import FHIR

/// What a Patient that a client wrote says of who it is.
///
/// Each such Patient is an identity of its own, known by the hub's name for it, and joined by links to what it names: its national numbers
/// and the Patients in `link`, whatever the type of the link, since each of them says that both are the same person
/// (https://hl7.org/fhir/R4/patient.html#maps). So a number that was wrong goes away with the link to it, an unidentified person gets one
/// later, and both ways each history stays its own. Any other number may have been given to several citizens: it joins a Patient without
/// national number to a citizen who is known by it, and never makes one of two.
public struct PatientIdentity: Sendable {
    /// National numbers as letters write them.
    public var numbers: Set<Identifier> = []
    public var otherNumbers: [Identifier] = []
    /// Ids of the Patients that it is linked to.
    public var links: Set<String> = []

    /// - Parameter base: the address that clients know the FHIR API by.
    public init(_ patient: Resource, base: String) {
        for element in patient.root.each("identifier") {
            guard let system = element.string("system"), let value = element.string("value"), !value.isEmpty else { continue }
            let identifier = Identifier(system: system, value: value)
            guard identifier.subjectKind == .person else { continue }
            if identifier.isNational { numbers.insert(identifier.compact) } else { otherNumbers.append(identifier) }
        }
        for element in patient.root.each("link.other") {
            if let id = element.string("reference").flatMap({ Self.id(in: $0, base: base) }) { links.insert(id) }
        }
    }

    /// The id in `Patient/4k`, of this server.
    private static func id(in reference: String, base: String) -> String? {
        let local = reference.hasPrefix(base + "/") ? reference.dropFirst(base.count + 1) : reference[...]
        let parts = local.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 || (parts.count == 4 && parts[2] == "_history"), parts[0] == "Patient" else { return nil }
        return ResourceID.isValid(String(parts[1])) ? String(parts[1]) : nil
    }
}

extension Identifier {
    /// A national number without blanks and hyphens, when it is one by its form.
    fileprivate var compact: Identifier {
        let number = CitizenNumber(norwegian: value) ?? CitizenNumber(danish: value)
        return Identifier(system: system, value: number?.digits ?? value)
    }
}

extension Fact.Kind {
    /// A Patient that a client wrote says who it is, other than before.
    public static let identitiesLinked = Fact.Kind("identities linked")
}

extension JournalWriter {
    /// Makes the links of a client's Patient those that it says; nil when it is deleted and says nothing any more.
    ///
    /// Returns the identity to file it under, and every identity whose group may have changed: react for those that are roots of their group,
    /// and apply ``Projection/nothing`` to the others.
    public func identify(
        _ identity: PatientIdentity?, of id: String, custodian: String
    ) throws -> (subject: SubjectID, moved: Set<SubjectID>) {
        let own = try ensureSubject(.unidentified(id))
        let wanted = try identity.map { try subjects($0) }?.subtracting([own]) ?? []
        let held = try links(of: [own]).filter { try isSaid($0, by: id) }
        let had = Set(held.map { $0.first == own ? $0.second : $0.first })
        let (new, gone) = (wanted.subtracting(had), had.subtracting(wanted))
        guard !new.isEmpty || !gone.isEmpty else { return (own, []) }
        var moved = try Set(group(of: own))
        for other in new { try moved.formUnion(group(of: other)) }
        let act = try say(
            Fact(
                subject: own, kind: .identitiesLinked, source: .act(0), said: now, happened: now, custodian: custodian,
                content: Self.content(id, new, gone)))
        for link in held where gone.contains(link.first) || gone.contains(link.second) { try unlink(link) }
        for other in new.sorted() { try link(Link(own, other, source: .act(act))) }
        return (own, moved)
    }

    /// Makes the identities of a citizen those that the links of a Patient worked out for them name: who is named joins, who is named no
    /// longer leaves, with every link that held it, whoever said it. Returns every identity whose group may have changed.
    ///
    /// - Parameter own: the identity whose Patient names them. That of the citizen names all others. Any other names the one that it is
    ///   replaced by, so it leaves itself when it names none of the citizen's any more.
    public func relink(_ own: SubjectID, to identity: PatientIdentity, custodian: String) throws -> Set<SubjectID> {
        let members = try Set(group(of: own))
        var named: Set<SubjectID> = []
        for id in identity.links.sorted() { named.insert(try subject(ofPatient: id)) }
        let others = members.subtracting([own])
        let new = named.subtracting(members)
        let isWhole = own == members.min()
        let parted = isWhole ? others.subtracting(named) : others.isDisjoint(with: named) ? others : []
        guard !new.isEmpty || !parted.isEmpty else { return [] }
        var moved = members
        for other in new { try moved.formUnion(group(of: other)) }
        let act = try say(
            Fact(
                subject: own, kind: .identitiesLinked, source: .act(0), said: now, happened: now, custodian: custodian,
                content: Self.content(own.description, new, parted)))
        let leaving = isWhole || parted.isEmpty ? parted : [own]
        for link in try links(of: leaving.sorted()) { try unlink(link) }
        // Who is named stays, also when nothing but one who left said so.
        let staying = isWhole ? others.intersection(named).subtracting(try group(of: own)) : []
        for other in new.union(staying).sorted() { try link(Link(own, other, source: .act(act))) }
        return moved
    }

    private func subjects(_ identity: PatientIdentity) throws -> Set<SubjectID> {
        var subjects: Set<SubjectID> = []
        for number in identity.numbers.sorted() { subjects.insert(try ensureSubject(number)) }
        if subjects.isEmpty, let known = try identity.otherNumbers.lazy.compactMap({ try subject($0) }).first { subjects.insert(known) }
        for id in identity.links.sorted() { subjects.insert(try subject(ofPatient: id)) }
        return subjects
    }

    /// The identity that a Patient of this id is, or will be when it comes.
    private func subject(ofPatient id: String) throws -> SubjectID {
        try identity(ofPatient: id) ?? ensureSubject(.unidentified(id))
    }

    private func isSaid(_ link: Link, by id: String) throws -> Bool {
        guard case .act(let number) = link.source, let fact = try fact(number), fact.kind == .identitiesLinked else { return false }
        return (try? Document(json: fact.content))?.root.string("patient") == id
    }

    private static func content(_ id: String, _ new: Set<SubjectID>, _ gone: Set<SubjectID>) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("patient", id)
            for (name, subjects) in [("linked", new), ("unlinked", gone)] where !subjects.isEmpty {
                json.array(name) { json in for subject in subjects.sorted() { json.value(subject.description) } }
            }
        }
        return json.bytes
    }
}
