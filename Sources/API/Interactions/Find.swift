import FHIR
import HTTPTypes
import Journal

/// Resources by what they say: of a type, of the whole system or of a compartment. https://hl7.org/fhir/R4/http.html#search
///
/// By GET, or by POST with the parameters in a form, where no log of addresses keeps them.
struct Find: Interaction {
    let method: HTTPRequest.Method
    let address: Address
    let listing: Listing

    var mayBeBundled: Bool { method == .get }

    static let all = [
        Find(method: .get, address: Address(.fhir, .type), listing: .type("search-type")),
        Find(method: .post, address: Address(.fhir, .type, .search), listing: .type("search-type")),
        Find(method: .get, address: Address(.fhir), listing: .system(["search-system"])),
        Find(method: .post, address: Address(.fhir, .search), listing: .system(["search-system"])),
        Find(method: .get, address: Address(.fhir, .type, .id, .member), listing: .unlisted),
        Find(method: .post, address: Address(.fhir, .type, .id, .member, .search), listing: .unlisted),
        Find(method: .get, address: Address(.fhir, .type, .id, .anyType), listing: .unlisted),
        Find(method: .post, address: Address(.fhir, .type, .id, .anyType, .search), listing: .unlisted),
    ]

    func work(for call: Call) throws(Problem) -> Work {
        let pairs = try (call.query.filter { !Call.general.contains($0.name) }) + form(call)
        let scope = try scope(call)
        guard scope == .type("AuditEvent") else { return try Self.inJournal(scope, pairs, call) }
        if let log = try AuditSearch.work(for: call, pairs) { return log }
        return try Self.inJournal(scope, pairs.filter { $0.name != "_page" || $0.value != AuditSearch.sent }, call)
    }

    /// Searches resources; the hub's own log is none.
    static func inJournal(_ scope: SearchScope, _ pairs: [(name: String, value: String)], _ call: Call) throws(Problem) -> Work {
        let request = try SearchRequest(scope, pairs, in: call.context, isLenient: call.preferences.isLenient)
        let (gate, base) = (call.context.gate, call.context.base)
        return .read { reader in
            let found = try request.run(in: reader, through: gate)
            var answer = Answer(.ok, .resource(found.bundle(base: base)))
            answer.sights = (found.matches + found.included).map { Sight($0) }
            answer.shape = request.used.map(\.name).joined(separator: "&")
            answer.total = found.total
            return answer
        }
    }

    private func scope(_ call: Call) throws(Problem) -> SearchScope {
        guard let type = address.value(.type, in: call.segments) else { return .system }
        guard let id = address.value(.id, in: call.segments) else { return .type(type) }
        return .compartment(of: type, id: id, type: address.value(.member, in: call.segments))
    }

    /// The parameters of the body.
    private func form(_ call: Call) throws(Problem) -> [(name: String, value: String)] {
        guard method == .post, case .bytes(let bytes) = call.content else { return [] }
        guard call.headers[.contentType].flatMap({ MediaRange($0) })?.type == "application/x-www-form-urlencoded" else {
            throw Problem(
                .unsupportedMediaType, "The parameters of a search are a form. Send them as `application/x-www-form-urlencoded`.")
        }
        let form = FormEncoding.pairs(String(decoding: bytes, as: UTF8.self))
        guard form.allSatisfy({ !Call.general.contains($0.name) }) else {
            throw Problem(.badValue, "`_format` and `_pretty` say how to answer. Write them in the address, not in the form.")
        }
        return form
    }
}
