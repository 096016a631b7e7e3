import FHIR
import Journal

@testable import JournalSQLite

/// Small resources with parameters of every kind that an index can have, so that the index is tested without those who know FHIR.
///
/// A parameter's code is the whole question: `code=a`, `value>=5`, `tag in 3…7`, `note=xy` (of which the index knows the first sign alone).
enum Toy {
    struct Thing: Hashable, Sendable {
        var id: String
        var code: String
        var value: Int?
        var tags: [Int] = []
        var note: String
        /// The id of what it refers to.
        var parent: String?
        var subject: Int64?

        var resource: Resource {
            Resource.build("Basic", id: id) { json in
                json.field("code", code)
                if let value { json.field("value", String(value)) }
                json.field("tags", tags.map { String($0) }.joined(separator: ","))
                json.field("note", note)
                if let parent { json.field("parent", parent) }
            }
        }

        init(id: String, code: String, value: Int?, tags: [Int], note: String, parent: String?, subject: Int64?) {
            self.id = id
            self.code = code
            self.value = value
            self.tags = tags
            self.note = note
            self.parent = parent
            self.subject = subject
        }

        init(_ root: Element, subject: Int64? = nil) {
            id = root.string("id") ?? ""
            code = root.string("code") ?? ""
            value = root.string("value").flatMap { Int($0) }
            tags = (root.string("tags") ?? "").split(separator: ",").compactMap { Int($0) }
            note = root.string("note") ?? ""
            parent = root.string("parent")
            self.subject = subject
        }
    }

    static let (code, value, tag, note, parent): (UInt64, UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4, 5)

    static func text(_ text: String) -> UInt64 { text.utf8.reduce(7) { $0 &* 0x9e37_79b9_7f4a_7c15 &+ UInt64($1) } }
    /// What a tag looks like: the other way round than it counts.
    static func mark(_ tag: Int) -> String { String(9 - tag) }
    static func reference(_ id: String) -> UInt64 { text("Basic/" + id) }

    static func entries(_ root: Element) -> [IndexEntry] {
        let thing = Thing(root)
        var entries = [
            IndexEntry(field: code, value: text(thing.code)),
            IndexEntry(field: note, value: UInt64(thing.note.utf8.first ?? 0)),
        ]
        if let value = thing.value { entries.append(IndexEntry(field: Toy.value, value: UInt64(value), rest: UInt64(value % 3))) }
        entries += thing.tags.map { IndexEntry(field: tag, value: UInt64($0)) }
        if let parent = thing.parent { entries.append(IndexEntry(field: Toy.parent, value: reference(parent))) }
        return entries
    }

    /// What a parameter's code asks, and how the index is asked for it.
    struct Question {
        var what: String
        var text = ""
        var numbers: ClosedRange<Int> = 0...0

        init(_ parameter: SearchParameter) {
            let words = parameter.code.split(separator: " ").map(String.init)
            what = words[0]
            if words.count == 2 { text = words[1] }
            if words.count == 3, let low = Int(words[1]), let high = Int(words[2]) { numbers = low...high }
        }

        var query: IndexQuery {
            let values = UInt64(numbers.lowerBound)...UInt64(numbers.upperBound)
            return switch what {
            case "code": .entries([one(Toy.code, Toy.text(text))], isExact: true)
            case "value": .entries([IndexRange(field: Toy.value, values: values)], isExact: true)
            case "third": .entries([IndexRange(field: Toy.value, values: 0...1_000, rests: values)], isExact: true)
            case "tag": .entries([IndexRange(field: Toy.tag, values: values)], isExact: true)
            case "note": .entries([one(Toy.note, UInt64(text.utf8.first ?? 0))], isExact: false)
            default: .all([])
            }
        }

        private func one(_ field: UInt64, _ value: UInt64) -> IndexRange { IndexRange(field: field, values: value...value) }

        func holds(_ thing: Thing) -> Bool {
            switch what {
            case "code": thing.code == text
            case "value": thing.value.map { numbers.contains($0) } ?? false
            case "third": thing.value.map { numbers.contains($0 % 3) } ?? false
            case "tag": thing.tags.contains { numbers.contains($0) }
            case "note": thing.note == text
            default: true
            }
        }
    }

    static func parameter(_ code: String) -> SearchParameter {
        SearchParameter(type: "Basic", code: code, kind: .special, url: "", expression: "")
    }

    static func asks(_ code: String) -> Criterion { .matches(parameter(code), []) }

    static func query(_ criterion: Criterion) -> IndexQuery {
        switch criterion {
        case .ids(let ids): .ids(ids)
        case .updated(let from, let to): .updated(from: from?.nanoseconds, to: to?.nanoseconds)
        case .matches(let parameter, _): Question(parameter).query
        case .refers(_, let to, let inner): .refers(field: parent, to: to, .all(inner.map(query)))
        case .isReferred(_, let inner): .isReferred(by: "Basic", field: parent, .all(inner.map(query)))
        case .isFiled(let subjects): .isFiled(subjects)
        case .not(let inner): .not(query(inner))
        case .all(let all): .all(all.map(query))
        case .any(let any): .any(any.map(query))
        default: .all([])
        }
    }

    /// What stands, and when it was last changed: the oracle.
    struct World: Sendable {
        var things: [String: (thing: Thing, updated: Instant)] = [:]

        func holds(_ criterion: Criterion, _ id: String) -> Bool {
            guard let (thing, updated) = things[id] else { return false }
            switch criterion {
            case .ids(let ids): return ids.contains(id)
            case .updated(let from, let to): return (from.map { updated >= $0 } ?? true) && (to.map { updated < $0 } ?? true)
            case .matches(let parameter, _): return Question(parameter).holds(thing)
            case .refers(_, _, let inner): return thing.parent.map { parent in inner.allSatisfy { holds($0, parent) } } ?? false
            case .isReferred(_, let inner):
                return things.values.contains { other in other.thing.parent == id && inner.allSatisfy { holds($0, other.thing.id) } }
            case .isFiled(let subjects): return thing.subject.map { subject in subjects.contains { $0.value == subject } } ?? false
            case .not(let inner): return !holds(inner, id)
            case .all(let all): return all.allSatisfy { holds($0, id) }
            case .any(let any): return any.contains { holds($0, id) }
            default: return true
            }
        }
    }

    /// A new one for each store: what is read of an index is of one file.
    static func index(
        _ definition: String = "toy", costs: SearchCosts = SearchCosts(), blockBytes: Int = BlockEncoder.limit
    ) -> IndexAccess {
        var meaning = meaning
        meaning.costs = costs
        let asked = meaning
        let part = Indexing.Part(definition: definition, reference: { _, id in reference(id) }, entries: { root, _ in entries(root) })
        let indexing = Indexing(parts: [part], blockBytes: blockBytes)
        return IndexAccess { _ in IndexSetup(SearchParameters([]), indexing, asked) }
    }

    static var meaning: SearchMeaning {
        var meaning = SearchMeaning(SearchParameters([]))
        meaning.query = { criterion, _ in query(criterion) }
        meaning.matches = { criterion, stored, reader in try matches(criterion, stored, reader) }
        meaning.entries = { root, _ in entries(root) }
        meaning.ordering = { root, _, _ in entries(root) }
        meaning.reference = { _, id in reference(id) }
        meaning.field = { order, _ in
            switch order.parameter?.code {
            case "code": code
            case "value": value
            case "tag", "mark": tag
            default: nil
            }
        }
        meaning.isByText = { ["code", "mark"].contains($0.parameter?.code) }
        meaning.texts = { root, _, order in
            let thing = Thing(root)
            guard order.parameter?.code == "mark" else { return [IndexText(value: text(thing.code), text: Array(thing.code.utf8))] }
            return thing.tags.map { IndexText(value: UInt64($0), text: Array(mark($0).utf8)) }
        }
        return meaning
    }

    /// Compares a resource, reading others as those who know FHIR do.
    private static func matches(_ criterion: Criterion, _ stored: StoredResource, _ reader: any JournalReader) throws -> Bool {
        guard let root = stored.resource?.root else { return false }
        let thing = Thing(root, subject: stored.subject?.value)
        var world = World()
        world.things[thing.id] = (thing, stored.updated)
        switch criterion {
        case .refers(_, let to, let inner):
            guard let parent = thing.parent, let other = try reader.resource(to, parent), other.resource != nil else { return false }
            return try inner.allSatisfy { try matches($0, other, reader) }
        case .isReferred(_, let inner):
            var search = Search(type: "Basic")
            search.criteria = inner + [.matches(parameter("plain"), [])]
            search.limit = 10_000
            return try reader.search(search).resources.contains { $0.resource?.root.string("parent") == thing.id }
        case .not(let inner): return try !matches(inner, stored, reader)
        case .all(let all): return try all.allSatisfy { try matches($0, stored, reader) }
        case .any(let any): return try any.contains { try matches($0, stored, reader) }
        default: return world.holds(criterion, thing.id)
        }
    }

    static func open(
        _ path: String, patience: UInt64 = 0, costs: SearchCosts = SearchCosts(), blockBytes: Int = BlockEncoder.limit,
        pace: Checkpoints.Pace = .init()
    ) throws -> JournalSQLite {
        try JournalSQLite.open(path: path, index(costs: costs, blockBytes: blockBytes), patience: patience, pace: pace)
    }
}
