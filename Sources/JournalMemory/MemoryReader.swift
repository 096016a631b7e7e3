import FHIR
import HashTreeCollections
import Journal

/// Reads one state. A class so that the writer can be a reader too.
class MemoryReader: JournalReader {
    var state: MemoryState

    init(_ state: MemoryState) { self.state = state }

    func lastCommit() throws -> Int64 { state.commit }
    func setting(_ name: String) throws -> String? { state.settings[name] }

    func subject(_ identifier: Identifier) throws -> SubjectID? { state.subjects[identifier] }
    func group(of subject: SubjectID) throws -> [SubjectID] { state.group(subject) }
    func identifiers(of subjects: [SubjectID]) throws -> [Identifier] { subjects.compactMap { state.identifiers[$0] } }

    func links(of subjects: [SubjectID]) throws -> [Link] {
        state.links.filter { subjects.contains($0.first) || subjects.contains($0.second) }
            .sorted { ($0.first, $0.second, $0.source.description) < ($1.first, $1.second, $1.source.description) }
    }

    func roots(after: SubjectID?, limit: Int) throws -> [SubjectID] {
        let from = (after?.value ?? 0) + 1
        return Array(
            (from..<max(from, Int64(state.identifiers.count) + 1)).lazy.map { SubjectID($0) }
                .filter { self.state.group($0).first == $0 }.prefix(limit))
    }

    func letter(_ number: Int64) throws -> LetterRecord? { state.letters[number] }

    func letter(sender: String, id: String, digest: [UInt8]) throws -> LetterRecord? {
        let numbers = state.letterNames[MemoryReader.name(sender, id, digest)] ?? []
        return numbers.lazy.compactMap { self.state.letters[$0] }.first { $0.digest == digest }
    }

    func letters(sender: String, id: String) throws -> [LetterRecord] {
        id.isEmpty ? [] : (state.letterNames[[sender, id]] ?? []).compactMap { state.letters[$0] }
    }

    static func name(_ sender: String, _ id: String, _ digest: [UInt8]) -> [String] {
        id.isEmpty ? [sender, "", digest.description] : [sender, id]
    }

    func letters(_ query: LetterQuery) throws -> [LetterRecord] {
        let before = min(query.before ?? .max, Int64(state.letters.count) + 1)
        let numbers: [Int64] =
            if let subjects = query.subjects {
                Set(subjects).flatMap { state.filed[$0] ?? [] }.filter { $0 < before }.sorted(by: >)
            } else {
                Array(stride(from: before - 1, to: 0, by: -1))
            }
        let matching = numbers.lazy.compactMap { self.state.letters[$0] }.filter { letter in
            (!query.needsAttention || letter.attention != nil) && (query.outcome.map { $0 == letter.outcome } ?? true)
        }
        return Array(matching.prefix(query.limit))
    }

    func handlings(_ kind: Handling.Kind, of numbers: [Int64]) throws -> [Handling] {
        state.handlings.filter { $0.kind == kind && numbers.contains($0.about) }
    }

    func arrivals(of letter: Int64) throws -> [Arrival] { state.arrivals[letter] ?? [] }
    func raw(letter number: Int64) throws -> [UInt8]? { state.raw[number] }
    func attachment(_ hash: [UInt8]) throws -> (bytes: [UInt8], mediaType: String)? {
        state.attachments[hash].map { ($0.bytes, $0.mediaType) }
    }

    func history(of subject: SubjectID) throws -> History {
        let group = state.group(subject)
        guard let root = group.first else { throw JournalError(.notFound, "There is no such citizen.") }
        let filed = group.flatMap { state.filed[$0] ?? [] }.sorted()
        let letters = filed.compactMap { state.letters[$0] }.filter { $0.outcome == .accepted && $0.erasure == nil }
        let said = group.flatMap { state.said[$0] ?? [] }.sorted()
        let facts = said.compactMap { state.facts[$0] }.filter { $0.kind != .erased }
        return History(root: root, subjects: group, identifiers: try identifiers(of: group), letters: letters, facts: facts)
    }

    func fact(_ number: Int64) throws -> Fact? { state.facts[number] }
    func plan(of root: SubjectID) throws -> StoredPlan? { state.plans[root] }

    func work(_ query: WorkQuery) throws -> [WorkItem] {
        let items = state.work.flatMap(\.value.values).filter { item in
            (query.owner.map { $0 == item.owner } ?? true) && (query.counterpart.map { $0 == item.counterpart } ?? true)
                && query.states.contains(item.state)
        }
        func order(_ item: WorkItem) -> (Int64, SubjectID, String) { (item.due?.nanoseconds ?? .max, item.subject, item.key) }
        return Array(items.sorted { order($0) < order($1) }.prefix(query.limit))
    }

    func workCount(owner: String, now: Instant) throws -> WorkCount {
        var count = WorkCount(open: 0, late: 0, planned: 0, attention: 0)
        for item in state.work.flatMap(\.value.values) where item.owner == owner {
            switch item.state {
            case .open: count.open += 1
            case .planned: count.planned += 1
            case .attention: count.attention += 1
            }
            if let due = item.due, due < now { count.late += 1 }
        }
        return count
    }

    func workOwners() throws -> [String] {
        Set(state.work.flatMap(\.value.values).filter { $0.state != .planned }.map(\.owner)).sorted()
    }

    func timers(dueBy: Instant, limit: Int) throws -> [Timer] {
        Array(MemoryReader.sorted(state.timers.flatMap(\.value).filter { $0.due <= dueBy }).prefix(limit))
    }

    func timers(of root: SubjectID) throws -> [Timer] { MemoryReader.sorted(state.timers[root] ?? []) }

    func fired(of root: SubjectID) throws -> [Timer] {
        let all = state.group(root).flatMap { state.fired[$0] ?? [] }.map { Timer(subject: root, key: $0.key, due: $0.due) }
        return MemoryReader.sorted(Set(all))
    }

    private static func sorted(_ timers: some Sequence<Timer>) -> [Timer] {
        timers.sorted { ($0.due, $0.subject, $0.key) < ($1.due, $1.subject, $1.key) }
    }
}
