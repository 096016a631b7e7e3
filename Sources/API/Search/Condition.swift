import FHIR
import Journal

/// What must not be there yet for a create to happen, or what a conditional reference means: a search that finds one or none.
/// https://hl7.org/fhir/R4/http.html#ccreate
struct Condition: Sendable {
    var request: SearchRequest

    /// nil when no condition was sent. Both `identifier=a|b` and `Patient?identifier=a|b` are read.
    init?(_ text: String?, type: String, in context: Call.Context) throws(Problem) {
        guard let text else { return nil }
        let bare = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
        request = try SearchRequest(type: type, FormEncoding.pairs(bare), base: context.base, isLenient: false)
        guard !request.chosenBy.isEmpty, request.used.allSatisfy({ request.chosenBy.contains($0.name) }), request.query.after == nil else {
            throw Problem(.badValue, "The condition is not one that chooses a resource. Write it as `identifier=SYSTEM|VALUE`.")
        }
        request.query.limit = 2
    }

    /// The one that fits; nil when none does.
    func match(in reader: any JournalReader) throws -> StoredResource? {
        let found = try reader.resources(request.query).resources
        guard found.count < 2 else {
            throw Problem(.multipleMatches, "The condition fits more than one resource. Make it narrower.")
        }
        return found.first
    }

    /// The terms of which one is enough to be looked at, and then all the groups; nil when terms alone cannot tell.
    var groups: [[Term]]? {
        request.chosenBy.contains("_id") || request.chosenBy.contains("_lastUpdated") ? nil : request.query.terms
    }
}
