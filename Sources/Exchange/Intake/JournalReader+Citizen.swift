import FHIR
public import Journal

extension JournalReader {
    /// The citizen that a person names: by journal id, or by a national number of either country.
    public func citizen(named text: String) throws -> SubjectID? {
        var subjects: [SubjectID] = []
        for number in [CitizenNumber(norwegian: text), CitizenNumber(danish: text)].compactMap({ $0 }) {
            if let subject = try subject(Identifier(system: number.system, value: number.digits)) { subjects.append(subject) }
        }
        if let subject = subjects.first ?? SubjectID(text: text) { return try group(of: subject).first }
        return nil
    }
}
