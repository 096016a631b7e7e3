import FHIR
import Journal

extension SQLiteWriter {
    func apply(_ projection: Projection, to root: SubjectID) throws {
        try settled()
        let group = try group(of: root)
        guard let first = group.first else { throw JournalError.noSubject }
        guard first == root || projection.digest.isEmpty else { throw JournalError.notRoot }
        let standing = try standing(root, group, projection)
        use(root)
        let changes = try projection.changes(for: root, from: standing)
        for draft in changes.put {
            let id = draft.id ?? ""
            try write(
                draft.resource, id: id, subject: root, source: .reaction, ifVersion: nil, derived: draft.hash,
                ready: ready.removeValue(forKey: draft.hash))
        }
        for gone in changes.delete { _ = try delete(gone.type, id: gone.id, source: .reaction) }
        for item in changes.workWritten { try write(item) }
        for item in changes.workRemoved { try connection.run("delete from work where subject = ? and key = ?", root, item.key) }
        for timer in changes.timersRemoved { try remove(timer) }
        for timer in changes.timersSet { try connection.run("insert into timer values (?, ?, ?)", timer.due, root, timer.key) }
        for message in changes.queued { try send(message, derived: root) }
        for number in changes.wantedAgain { try want(number, by: root) }
        for number in changes.withdrawn { try withdraw(number) }
        switch changes.plan {
        case .keep: guard changes.movesWork else { return }
        case .remove: try connection.run("delete from plan where subject = ?", root)
        case .replace:
            try write(
                StoredPlan(
                    subject: root, plan: projection.plan, digest: projection.digest, at: now, commit: commit,
                    stopped: standing.plan?.stopped))
        }
        emit(.plan, root, root.description)
    }

    private func standing(_ root: SubjectID, _ group: [SubjectID], _ projection: Projection) throws -> Standing {
        var standing = Standing()
        if fresh.contains(root), projection.messages.isEmpty { return standing }
        standing.plan = try plan(of: root)
        standing.work = try connection.rows("select * from work where subject = ?", root) { try SQLiteReader.work($0) }
        standing.timers = try timers(of: root)
        for member in group {
            try connection.each("select due, key from fired where subject = ?", member) { row in
                standing.fired.insert(Timer(subject: root, key: row.text(1), due: row.instant(0)))
            }
        }
        standing.resources = try standingResources(of: root)
        standing.messages = try connection.rows(
            "select number, key, state, attempts, derived from outbox where derived = ? and derived is not null and state = 0", root,
            read: Self.queued)
        let known = Set(standing.messages.map(\.key))
        for message in projection.messages where !known.contains(message.key) {
            standing.messages += try connection.rows(
                "select number, key, state, attempts, derived from outbox where key = ?", message.key, read: Self.queued)
        }
        return standing
    }

    func standingResources(of root: SubjectID) throws -> [Standing.Derived] {
        if fresh.contains(root) { return [] }
        return try connection.rows(
            "select type, id, derived from resource indexed by resource_derived where subject = ? and derived is not null", root
        ) { Standing.Derived(type: $0.text(0), id: $0.text(1), hash: $0.bytes(2)) }
    }

    private static func queued(_ row: Row) throws(JournalError) -> Standing.Queued {
        Standing.Queued(
            number: row.int(0), key: row.text(1), state: try OutboxItem.State(code: row.int(2)), attempts: Int(row.int(3)),
            derived: row.optionalSubject(4))
    }

    private func write(_ plan: StoredPlan) throws {
        try connection.run(
            """
            insert into plan values (?, ?, ?, ?, ?, ?) on conflict (subject) do update set digest = excluded.digest, at = excluded.at,
            commit_number = excluded.commit_number, stopped = excluded.stopped, plan = excluded.plan
            """, plan.subject, plan.digest, plan.at, plan.commit, plan.stopped, plan.plan)
    }

    private func write(_ item: WorkItem) throws {
        try connection.run(
            """
            insert into work values (?, ?, ?, ?, ?, ?, ?) on conflict (subject, key) do update set owner = excluded.owner,
            counterpart = excluded.counterpart, state = excluded.state, due = excluded.due, content = excluded.content
            """, item.subject, item.key, item.owner, item.counterpart, item.state.code, item.due?.nanoseconds ?? .max, item.content)
    }

    func stop(_ root: SubjectID, because: String?, owner: String) throws {
        try settled()
        guard let first = try self.root(of: root) else { throw JournalError.noSubject }
        guard first == root else { throw JournalError.notRoot }
        use(root)
        var plan = try plan(of: root) ?? .empty(root, at: now, commit: commit)
        let line = because.map { WorkItem.stopped(root, because: $0, owner: owner) }
        let old = try connection.first("select * from work where subject = ? and key = ?", root, WorkItem.stoppedKey) {
            try SQLiteReader.work($0)
        }
        guard plan.stopped != because || old != line else { return }
        plan.stopped = because
        try write(plan)
        if let line {
            try write(line)
        } else {
            try connection.run("delete from work where subject = ? and key = ?", root, WorkItem.stoppedKey)
        }
        emit(.plan, root, root.description)
    }
}
