import FHIR
import Journal

/// Whose letter it is: the identities that it says are one citizen, and what a human must look at before they are believed.
///
/// A letter that writes two national numbers says itself that they are one citizen's. Any other number, which may have been given to several
/// citizens, never makes one of two.
struct Identification {
    /// The one that the letter is filed under, and those to link to it.
    private(set) var identities: [SubjectID] = []
    private(set) var because: String?
    private(set) var attention: String?

    init(_ citizen: Citizen, in writer: any JournalWriter) throws {
        let isAlone = citizen.identifiers.count == 1
        var numbers: Set<Identifier> = []
        for identifier in citizen.identifiers {
            let identity = try writer.ensureSubject(identifier)
            if !isAlone {
                let others = try writer.identifiers(of: writer.group(of: identity)).filter(\.isNationalNumber)
                let isOfAnother = others.contains { other in numbers.contains { $0.system == other.system && $0 != other } }
                if isOfAnother, !identifier.isNationalNumber, numbers.isDisjoint(with: others) {
                    because = "number of another citizen"
                    attention =
                        "The letter writes a number that another citizen has; it was left out. Check with the sender whose it is."
                    continue
                }
                numbers.formUnion(others)
            }
            identities.append(identity)
        }
        let written = citizen.identifiers.filter(\.isNationalNumber)
        if Set(written).count > Set(written.map(\.system)).count {
            because = "several national numbers"
            attention = "The letter's citizen has several national numbers; check with the sender that they are one person's."
        }
    }
}

extension Identifier {
    /// Of which a citizen has one at a time.
    fileprivate var isNationalNumber: Bool {
        [IdentifierSystem.nationalNumber, IdentifierSystem.dNumber, IdentifierSystem.cpr].contains(system)
    }
}
