import FHIR
import Journal
import Pathways

/// What an application reads: what came with the question, then the journal, through the gate.
///
/// Lives as long as one view of the journal, and is used there alone.
final class JournalSource: ApplicationSource {
    private let question: ApplyQuestion
    private let call: Call
    private let reader: any JournalReader
    /// All that an answer may tell of.
    private(set) var seen: [Sight] = []
    private var known: [String: [Resource]] = [:]

    /// More resources of one citizen than these are not read at once.
    private static let most = 20_000
    private static let definitions = ["PlanDefinition", "ActivityDefinition", "Questionnaire", "Library", "ValueSet"]

    init(_ question: ApplyQuestion, _ call: Call, _ reader: any JournalReader) {
        self.question = question
        self.call = call
        self.reader = reader
    }

    func definition(_ canonical: String) throws -> Resource? {
        // Addresses mostly say what they are of.
        let named = Self.definitions.filter { canonical.contains("/\($0)/") }
        return try definition(canonical, of: named + Self.definitions.filter { !named.contains($0) })
    }

    /// The newest version that fits, those in use first.
    func definition(_ canonical: String, of types: [String]) throws -> Resource? {
        let parts = canonical.split(separator: "|", maxSplits: 1).map(String.init)
        guard let url = parts.first else { return nil }
        let version = parts.count > 1 ? parts[1] : nil
        if let given = question.data.first(where: { one in
            types.contains(one.type) && one.root.string("url") == url && (version == nil || one.root.string("version") == version)
        }) {
            return given
        }
        for type in types {
            var search = Search(type: type)
            let parameters = call.context.journal.searchParameters
            search.criteria = [try parameters.criterion("url", Self.escaped(url), of: type, base: call.context.base)]
            if let version {
                search.criteria.append(try parameters.criterion("version", Self.escaped(version), of: type, base: call.context.base))
            }
            let found = try call.context.gate.search(search, in: reader).resources
            let best = found.max { one, other in
                let (a, b) = (one.resource?.root.string("status") == "active", other.resource?.root.string("status") == "active")
                return a == b ? (one.updated, one.commit) < (other.updated, other.commit) : !a
            }
            if let best { return show(best) }
        }
        // Some definitions name others by where they are stored.
        let literal = url.split(separator: "/").map(String.init)
        return literal.count == 2 && types.contains(literal[0]) ? try resource(url) : nil
    }

    func resource(_ reference: String) throws -> Resource? {
        let parts = reference.split(separator: "/").map(String.init)
        guard parts.count == 2 else { return nil }
        if let given = question.data.first(where: { $0.type == parts[0] && $0.id == parts[1] }) { return given }
        return try call.context.gate.resource(parts[0], parts[1], in: reader).flatMap(show)
    }

    func resources(of type: String?) throws -> [Resource] {
        guard let type else {
            return try Set(Compartment.patient.types + question.data.map(\.type)).sorted().flatMap { try resources(of: $0) }
        }
        if let known = known[type] { return known }
        let given = question.data.filter { $0.type == type }
        let ids = Set(given.compactMap(\.id))
        let found = given + (question.usesJournal ? try kept(type).filter { $0.id.map { !ids.contains($0) } ?? true } : [])
        known[type] = found
        return found
    }

    /// Those in the subject's compartment, or filed in the subject's journal.
    private func kept(_ type: String) throws -> [Resource] {
        let subject = question.application.subject.split(separator: "/").map(String.init)
        guard subject[0] == "Patient" else {
            return type == subject[0] ? try call.context.gate.resource(type, subject[1], in: reader).flatMap(show).map { [$0] } ?? [] : []
        }
        var places: [Criterion] = []
        let parameters = call.context.journal.searchParameters
        if let inside = Compartment.patient.criterion(type, id: subject[1], in: parameters, base: call.context.base) {
            places.append(inside)
        }
        if let citizen = try reader.resource("Patient", subject[1])?.subject { places.append(.isFiled(try reader.group(of: citizen))) }
        guard !places.isEmpty else { return [] }
        var search = Search(type: type)
        search.criteria = [.any(places)]
        search.limit = 500
        var all: [Resource] = []
        repeat {
            let page = try call.context.gate.search(search, in: reader)
            all += page.resources.compactMap(show)
            search.after = page.next
            guard all.count <= Self.most else {
                throw Problem(.unprocessable, "The subject has more than \(Self.most) resources of one type, which are not read at once.")
            }
        } while search.after != nil
        return all
    }

    private func show(_ stored: StoredResource) -> Resource? {
        guard let resource = stored.resource else { return nil }
        seen.append(Sight(stored))
        return resource
    }

    /// As it stands in a search address, where a comma parts alternatives.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing(",", with: "\\,").replacing("$", with: "\\$")
    }
}
