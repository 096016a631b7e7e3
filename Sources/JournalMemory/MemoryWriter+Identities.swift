import FHIR
import HashTreeCollections
import Journal

extension MemoryWriter {
    func ensureSubject(_ identifier: Identifier) throws -> SubjectID {
        if let subject = state.subjects[identifier] { return subject }
        let subject = SubjectID(Int64(state.identifiers.count) + 1)
        state.identifiers[subject] = identifier
        state.subjects[identifier] = subject
        touch()
        return subject
    }

    @discardableResult func link(_ link: Link) throws -> Bool {
        guard link.first != link.second else { throw JournalError.selfLink }
        let one = state.group(link.first)
        let other = state.group(link.second)
        guard let oneRoot = one.first, let otherRoot = other.first else { throw JournalError.noSubject }
        guard try kind(of: link.first) != .incident, try kind(of: link.second) != .incident else { throw JournalError.incidentLink }
        guard state.links.insert(link).inserted else { return false }
        emit(.identity, link.first, link.second.description)
        emit(.identity, link.second, link.first.description)
        guard oneRoot != otherRoot else { return false }
        try apply(.nothing, to: max(oneRoot, otherRoot))
        regroup([(one + other).sorted()])
        return true
    }

    @discardableResult func unlink(_ link: Link) throws -> Bool {
        guard state.links.remove(link) != nil else { return false }
        emit(.identity, link.first, link.second.description)
        emit(.identity, link.second, link.first.description)
        let groups = Groups.split(state.group(link.first), by: state.links)
        regroup(groups)
        return groups.count > 1
    }

    private func regroup(_ groups: [[SubjectID]]) {
        for group in groups {
            for member in group { state.groups[member] = group.count > 1 ? group : nil }
        }
    }
}
