import FHIR

/// Asks for a whole person where one of the person's identities is named: links say that they are one, and each resource names the one that its
/// author knew.
///
/// It is the question that is widened, at the beginning of a search; nothing that is stored or indexed knows of links.
struct PersonCriteria {
    let reader: any JournalReader

    /// - Parameter behind: the type that a chain or `_has` has led to; nil for what is searched itself, where an id is that very resource's.
    func widened(_ criterion: Criterion, behind: String? = nil) throws -> Criterion {
        switch criterion {
        case .ids(let ids): behind == "Patient" ? .ids(try reader.patientIDs(with: ids)) : criterion
        case .isPatient(let id): .ids(try reader.patientIDs(with: id))
        case .matches(let parameter, let tests): .matches(parameter, try tests.flatMap { try widened($0, of: parameter) })
        case .refers(let parameter, let target, let inner):
            .refers(parameter, to: target, try inner.map { try widened($0, behind: target) })
        case .isReferred(let parameter, let inner): .isReferred(by: parameter, try inner.map { try widened($0, behind: parameter.type) })
        case .not(let inner): .not(try widened(inner, behind: behind))
        case .all(let inner): .all(try inner.map { try widened($0, behind: behind) })
        case .any(let inner): .any(try inner.map { try widened($0, behind: behind) })
        // Whoever asks by journals says of which identities: of some of a person's only, where the others may not be seen.
        case .updated, .isMissing, .isFiled: criterion
        }
    }

    private func widened(_ test: SearchTest, of parameter: SearchParameter) throws -> [SearchTest] {
        switch test {
        case .reference(type: "Patient", let id, let base):
            return try reader.patientIDs(with: id).map { .reference(type: "Patient", id: $0, base: base) }
        case .identifier(let system, let code?) where parameter.kind == .reference && parameter.targets.contains("Patient"):
            let numbers = try Set(numbers(system, code).flatMap { try reader.numbers(with: $0) })
            let others = numbers.sorted().map { SearchTest.identifier(system: $0.system, code: $0.value) }
            return [test] + others.filter { $0 != test }
        case .token, .text, .typed, .member, .below, .above, .string, .reference, .address, .hierarchy, .version, .identifier, .uri, .time,
            .number, .quantity,
            .composite, .words, .near:
            return [test]
        }
    }

    /// What may be meant by the value of an identifier: a national number is known by its digits, however it is written.
    private func numbers(_ system: String?, _ code: String) -> [Identifier] {
        let national = [CitizenNumber(norwegian: code), CitizenNumber(danish: code)].compactMap { $0 }
        guard let system else { return national.map { Identifier(system: $0.system, value: $0.digits) } }
        return [Identifier(system: system, value: code)] + national.map { Identifier(system: system, value: $0.digits) }
    }
}
