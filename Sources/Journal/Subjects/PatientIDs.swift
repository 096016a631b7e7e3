import FHIR

extension JournalReader {
    /// The identity that a Patient of this id is; nil when nobody has said anything of it.
    ///
    /// The id of a Patient is the name of an identity itself, or what a client called the Patient that it wrote.
    public func identity(ofPatient id: String) throws -> SubjectID? {
        if let subject = SubjectID(text: id), try !group(of: subject).isEmpty { return subject }
        return try subject(.unidentified(id))
    }

    /// Every id that a reference may name the person of this Patient by: those of all identities that links join, this one first. The id alone
    /// when nobody has said anything of it.
    ///
    /// Links come and go, and nothing that is stored changes with them: so whoever looks for what is said of a person asks for all of these.
    public func patientIDs(with id: String) throws -> [String] {
        var group = try SubjectID(text: id).map { try self.group(of: $0) } ?? []
        if group.isEmpty {
            guard let subject = try subject(.unidentified(id)) else { return [id] }
            group = try self.group(of: subject)
        }
        let written = try identifiers(of: group).filter { $0.subjectKind == .unidentified }.map(\.value)
        return [id] + (group.map(\.description) + written).filter { $0 != id }
    }

    /// The same of several, each once.
    public func patientIDs(with ids: [String]) throws -> [String] {
        var seen: Set<String> = []
        return try ids.flatMap { seen.contains($0) ? [] : try patientIDs(with: $0).filter { seen.insert($0).inserted } }
    }

    /// The numbers of the person who has this one; none when it is nobody's.
    func numbers(with number: Identifier) throws -> [Identifier] {
        guard let subject = try subject(number) else { return [] }
        return try identifiers(of: group(of: subject)).filter { $0.subjectKind == .person }
    }
}
