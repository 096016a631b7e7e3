import Access
import FHIR
import Journal

/// One commit through the API: each version that it writes is filed under its citizen, and when the commit ends, what changed is said of
/// each citizen as a fact, and pathways react to it. Nothing is written in a journal that who asks may not write in.
final class ResourceWriter {
    let journal: any JournalWriter
    let context: Call.Context
    private var changes: [SubjectID: [ResourceChange]] = [:]
    /// Whom the Patients of this commit are.
    var patients: Subject.Known = [:]
    /// Identities whose citizen may be another than before.
    var moved: Set<SubjectID> = []

    init(_ journal: any JournalWriter, _ context: Call.Context) {
        self.journal = journal
        self.context = context
    }

    /// Writes the version after `current`, or the first.
    ///
    /// Refuses to change what reactions derive, and to make what has an id of the hub's own.
    func put(_ resource: Resource, id: String, over current: StoredResource?) throws -> StoredResource {
        if resource.type == "SearchParameter" { try check(searchParameter: resource) }
        if resource.type == "Patient" { return try put(patient: resource, id: id, over: current) }
        if let current, Self.isOfPlan(current) { return try change(ofPlan: current, to: resource) }
        try Self.check(current)
        return try put(resource, id: id, over: current, subject: Subject.of(resource, in: journal, &patients))
    }

    func put(_ resource: Resource, id: String, over current: StoredResource?, subject: SubjectID?) throws -> StoredResource {
        for whose in Set([subject, current == nil ? subject : current?.subject]) {
            try context.gate.permit(current == nil ? .create : .change, .resource(resource.type, whose))
        }
        let stored = try journal.put(resource, id: id, subject: subject, source: .act(0), ifVersion: current?.version ?? 0)
        let isNew = current?.resource == nil
        note(ResourceChange(isNew ? .made : .changed, stored.type, id, version: stored.version), [current?.subject, subject])
        return stored
    }

    func delete(_ current: StoredResource) throws -> StoredResource {
        try Self.check(deleting: current)
        try context.gate.permit(.delete, .resource(current.type, current.subject))
        try forget(patient: current)
        let stored = try journal.delete(current.type, id: current.id, source: .act(0))
        note(ResourceChange(.deleted, stored.type, stored.id, version: stored.version), [current.subject])
        return stored
    }

    static func check(deleting current: StoredResource) throws(Problem) {
        if isOfPlan(current) { throw .ofPlan }
        try check(current)
    }

    static func check(_ current: StoredResource?) throws(Problem) {
        guard current?.source != .reaction else { throw .derived }
    }

    private func note(_ change: ResourceChange, _ subjects: Set<SubjectID?>) {
        for case let subject? in subjects { changes[subject, default: []].append(change) }
    }

    /// Says what changed. The plan of a citizen for whom none stands is nothing that could change.
    func conclude() throws {
        for (subject, changes) in changes.sorted(by: { $0.key < $1.key }) {
            try journal.say(Fact(of: subject, changed: changes, custodian: context.custodian, said: journal.now))
        }
        let reacted = try settleMoved()
        let roots = try changes.keys.sorted().compactMap { try journal.group(of: $0).first }
        for (place, root) in roots.enumerated() where !reacted.contains(root) && !roots[..<place].contains(root) {
            if try journal.plan(of: root) != nil { try context.react(journal, root) }
        }
    }
}

extension Problem {
    static let derived = Problem(
        .conflict,
        "The hub works this resource out from the letters of the citizen, and it changes when they do. Send the letter that says what holds."
    )
}
