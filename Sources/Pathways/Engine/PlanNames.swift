import Directory
import Exchange
import FHIR

/// What people call the organisations of a plan: the directory's name, else what its letters say.
struct PlanNames {
    private struct Entry {
        let id: OrganisationID
        var name: String
        /// The directory's name, and whether letters alone told it.
        let known: String?
        let isLearned: Bool
    }

    /// What the directory says of an organisation.
    struct Known: Sendable {
        let id: OrganisationID
        let name: String?
        let isLearned: Bool
    }

    /// A plan names a handful.
    private var entries: [Entry] = []
    private var last: [Known] = []

    /// - Parameter last: what the same directory said before.
    init(_ last: [Known] = []) { self.last = last }

    /// What the directory has said.
    var known: [Known] { entries.map { Known(id: $0.id, name: $0.known, isLearned: $0.isLearned) } }

    private func ask(_ id: OrganisationID, _ directory: Directory) -> Known {
        if let known = last.first(where: { $0.id == id }) { return known }
        let organisation = directory.organisation(id)
        return Known(id: id, name: organisation?.name, isLearned: organisation?.isLearned ?? false)
    }

    /// By id.
    var organisations: [PlanOrganisation] { entries.map { PlanOrganisation(id: $0.id, name: $0.name) }.sorted { $0.id < $1.id } }

    /// `said` is what a letter calls it, if one does.
    mutating func add(_ id: OrganisationID, _ said: String = "", in directory: Directory) {
        guard let place = entries.firstIndex(where: { $0.id == id }) else {
            let known = ask(id, directory)
            let name = known.name.flatMap { !known.isLearned || said.isEmpty ? $0 : nil } ?? (said.isEmpty ? id.text : said)
            entries.append(Entry(id: id, name: name, known: known.name, isLearned: known.isLearned))
            return
        }
        if let known = entries[place].known, !entries[place].isLearned || said.isEmpty {
            if entries[place].isLearned { entries[place].name = known }
        } else if !said.isEmpty, said < entries[place].name {
            entries[place].name = said
        }
    }

    /// One that nothing else has named.
    mutating func addUnknown(_ id: OrganisationID, in directory: Directory) {
        if !entries.contains(where: { $0.id == id }) { add(id, in: directory) }
    }

    mutating func add(_ parties: Parties, of stay: Stay?, in directory: Directory) {
        let roles = parties.definition.roles
        for (index, holder) in parties.holders.enumerated() {
            guard let id = holder.organisation else { continue }
            switch roles[index].party {
            case .sender: add(id, stay?.hospitalName ?? "", in: directory)
            case .receiver: add(id, stay?.municipalityName ?? "", in: directory)
            case nil: add(id, in: directory)
            }
        }
    }

    mutating func add(_ steps: [Step], in directory: Directory) {
        for index in steps.indices {
            add(steps[index].owner, in: directory)
            if let counterpart = steps[index].counterpart { add(counterpart, in: directory) }
            guard let adapting = steps[index].adapting else { continue }
            for owner in adapting.owners { add(owner.organisation, in: directory) }
            for case .organisation(let id) in adapting.offers.map(\.to) { add(id, in: directory) }
        }
    }
}
