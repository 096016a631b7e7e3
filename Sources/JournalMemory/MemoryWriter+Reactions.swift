import FHIR
import HashTreeCollections
import Journal

extension MemoryWriter {
    func apply(_ projection: Projection, to root: SubjectID) throws {
        let group = state.group(root)
        guard let first = group.first else { throw JournalError.noSubject }
        guard first == root || projection.digest.isEmpty else { throw JournalError.notRoot }
        let changes = try projection.changes(for: root, from: standing(root, group, projection))
        for draft in changes.put {
            _ = try put(
                draft.resource, id: draft.id ?? "", subject: root, source: .reaction, ifVersion: nil, derived: draft.hash)
        }
        for gone in changes.delete { _ = try delete(gone.type, id: gone.id, source: .reaction) }
        for item in changes.workWritten { state.work[root, default: [:]][item.key] = item }
        for item in changes.workRemoved { state.work[root]?[item.key] = nil }
        state.timers[root, default: []].subtract(changes.timersRemoved)
        state.timers[root, default: []].formUnion(changes.timersSet)
        for message in changes.queued { try send(message, derived: root) }
        for number in changes.wantedAgain { try want(number, by: root) }
        for number in changes.withdrawn { try withdraw(number) }
        if !changes.timersRemoved.isEmpty || !changes.timersSet.isEmpty { touch() }
        switch changes.plan {
        case .keep: guard changes.movesWork else { return }
        case .remove: state.plans[root] = nil
        case .replace:
            state.plans[root] = StoredPlan(
                subject: root, plan: projection.plan, digest: projection.digest, at: now, commit: commit,
                stopped: state.plans[root]?.stopped)
        }
        emit(.plan, root, root.description)
    }

    private func standing(_ root: SubjectID, _ group: [SubjectID], _ projection: Projection) -> Standing {
        var standing = Standing()
        standing.plan = state.plans[root]
        standing.work = Array((state.work[root] ?? [:]).values)
        standing.timers = Array(state.timers[root] ?? [])
        standing.fired = Set(group.flatMap { state.fired[$0] ?? [] }.map { Timer(subject: root, key: $0.key, due: $0.due) })
        standing.resources = (state.derived[root] ?? []).compactMap { key in
            guard let row = state.rows[key], let hash = state.resources[row]?.derived else { return nil }
            return Standing.Derived(type: key.type, id: key.id, hash: hash)
        }
        let wanted = Set(projection.messages.map(\.key))
        standing.messages = state.outbox.values.filter { wanted.contains($0.item.key) || ($0.derived == root && $0.item.state == .waiting) }
            .map { message in
                let item = message.item
                return Standing.Queued(
                    number: item.number, key: item.key, state: item.state, attempts: item.attempts, derived: message.derived)
            }
        standing.messages.sort { $0.number < $1.number }
        return standing
    }

    func stop(_ root: SubjectID, because: String?, owner: String) throws {
        guard let first = state.group(root).first else { throw JournalError.noSubject }
        guard first == root else { throw JournalError.notRoot }
        var plan = state.plans[root] ?? .empty(root, at: now, commit: commit)
        let line = because.map { WorkItem.stopped(root, because: $0, owner: owner) }
        guard plan.stopped != because || state.work[root]?[WorkItem.stoppedKey] != line else { return }
        plan.stopped = because
        state.plans[root] = plan
        state.work[root, default: [:]][WorkItem.stoppedKey] = line
        emit(.plan, root, root.description)
    }
}
