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

    /// A plan names a handful.
    private var entries: [Entry] = []

    /// By id.
    var organisations: [PlanOrganisation] { entries.map { PlanOrganisation(id: $0.id, name: $0.name) }.sorted { $0.id < $1.id } }

    /// `said` is what a letter calls it, if one does.
    mutating func add(_ id: OrganisationID, _ said: String = "", in directory: Directory) {
        guard let place = entries.firstIndex(where: { $0.id == id }) else {
            let known = directory.organisation(id)
            let isLearned = known?.isLearned ?? false
            let name = known.flatMap { !isLearned || said.isEmpty ? $0.name : nil } ?? (said.isEmpty ? id.text : said)
            entries.append(Entry(id: id, name: name, known: known?.name, isLearned: isLearned))
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
