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
    private var askings: [(takingPart: [Address], municipality: String?, at: Instant, asking: Asking)] = []
    private var asked: [(stay: Int64?, addresses: [Address])] = []
    /// What the same directory answered before.
    private let last: [PartyMemory]
    /// What was answered now, for the next fold.
    private(set) var memories: [PartyMemory] = []

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

    init(_ directory: Directory, _ letters: [Record.ReadLetter], after last: [PartyMemory] = []) {
        self.directory = directory
        self.letters = letters
        self.last = last
    }

    /// Who has the roles of a run.
    func parties(of course: Course) -> Parties {
        let takingPart: [Address]
        if let known = asked.first(where: { $0.stay == course.stay?.anchor }) {
            takingPart = known.addresses
        } else {
            takingPart = everybody(in: course.stay)
            asked.append((course.stay?.anchor, takingPart))
        }
        let known = last.first { $0.isOf(course, takingPart) } ?? memories.first { $0.isOf(course, takingPart) }
        let parties = known?.parties ?? Parties(course, self, takingPart)
        memories.append(
            PartyMemory(
                rules: course.rules, start: course.start, hospital: course.stay?.hospital, municipality: course.stay?.municipality,
                starter: course.starter, takingPart: takingPart, parties: parties))
        return parties
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

    func asking(_ takingPart: [Address], municipality: String?, at instant: Instant) -> Asking {
        if let known = askings.first(where: { $0.at == instant && $0.municipality == municipality && $0.takingPart == takingPart }) {
            return known.asking
        }
        let asking = Asking(directory.takingPart(takingPart, at: instant), municipality, instant, directory)
        askings.append((takingPart, municipality, instant, asking))
        return asking
    }

    /// Everybody who sends or receives a letter of the stay.
    private func everybody(in stay: Stay?) -> [Address] {
        guard let stay else { return [] }
        // However many letters there are, they go between a handful.
        var addresses: [Address] = []
        for index in letters.indices where stay.letters.contains(letters[index].number) {
            for address in letters[index].letter.parties where !addresses.contains(address) { addresses.append(address) }
        }
        return addresses
    }
}
