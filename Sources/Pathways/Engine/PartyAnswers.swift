import Directory
import Exchange
import FHIR

/// What the directory has answered in one fold: several runs of a citizen ask the same of it.
///
/// Made for one fold and used by one thread.
final class PartyAnswers {
    let directory: Directory
    private let letters: [Record.ReadLetter]
    private var enterprises: [(address: Address, at: Instant, id: OrganisationID)] = []
    private var municipalities: [(id: OrganisationID, at: Instant, municipality: String?)] = []
    private var askings: [(stay: Int64?, municipality: String?, at: Instant, asking: Asking)] = []

    /// Who has roles in one stay at one instant.
    final class Asking {
        private let takingPart: Directory.TakingPart
        private let municipality: String?
        private let instant: Instant
        private let directory: Directory
        private var answers: [(role: Role, holder: Parties.Holder)] = []

        fileprivate init(_ takingPart: Directory.TakingPart, _ municipality: String?, _ instant: Instant, _ directory: Directory) {
            self.takingPart = takingPart
            self.municipality = municipality
            self.instant = instant
            self.directory = directory
        }

        func holder(of role: Role) -> Parties.Holder {
            if let known = answers.first(where: { $0.role == role }) { return known.holder }
            let holder =
                switch directory.resolve(role, municipality: municipality, takingPart: takingPart, at: instant) {
                case .one(let id, _): Parties.Holder(organisation: id)
                case .none: Parties.Holder(problem: .nobodyHasRole)
                case .several: Parties.Holder(problem: .severalHaveRole)
                }
            answers.append((role, holder))
            return holder
        }
    }

    init(_ directory: Directory, _ letters: [Record.ReadLetter]) {
        self.directory = directory
        self.letters = letters
    }

    func enterprise(at address: Address, on instant: Instant) -> OrganisationID {
        if let known = enterprises.first(where: { $0.at == instant && $0.address == address }) { return known.id }
        let id = directory.enterprise(at: address, on: instant)
        enterprises.append((address, instant, id))
        return id
    }

    func municipality(of id: OrganisationID, on instant: Instant) -> String? {
        if let known = municipalities.first(where: { $0.at == instant && $0.id == id }) { return known.municipality }
        let municipality = directory.organisation(id, on: instant)?.municipality
        municipalities.append((id, instant, municipality))
        return municipality
    }

    func asking(of stay: Stay?, municipality: String?, at instant: Instant) -> Asking {
        let anchor = stay?.anchor
        if let known = askings.first(where: { $0.at == instant && $0.stay == anchor && $0.municipality == municipality }) {
            return known.asking
        }
        let takingPart = directory.takingPart(everybody(in: stay), at: instant)
        let asking = Asking(takingPart, municipality, instant, directory)
        askings.append((anchor, municipality, instant, asking))
        return asking
    }

    /// Everybody who sends or receives a letter of the stay.
    private func everybody(in stay: Stay?) -> Set<Address> {
        guard let stay, !stay.letters.isEmpty else { return [] }
        let own = Set(stay.letters)
        var addresses: Set<Address> = []
        for read in letters where own.contains(read.number) {
            addresses.insert(read.letter.letter.sender.innermost)
            for receiver in read.letter.letter.receivers { addresses.insert(receiver.party.innermost) }
        }
        return addresses
    }
}
