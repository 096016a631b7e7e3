import FHIR
import HTTPTypes
import Journal

/// The end of a resource: later reads are refused with 410, and its versions stay. https://hl7.org/fhir/R4/http.html#delete
///
/// What is not there needs no deleting: that is answered alike. What refers to a deleted resource goes on doing so.
struct Delete: Interaction {
    let method = HTTPRequest.Method.delete
    let address: Address
    let listing: Listing

    static let byID = Delete(address: Address(.fhir, .type, .id), listing: .type("delete"))
    /// Of the one resource that fits; several are refused.
    static let conditional = Delete(address: Address(.fhir, .type), listing: .conditional("delete"))

    func work(for call: Call) throws(Problem) -> Work {
        let target = try call.target()
        return .write(.people) { writer in
            let current = try target.current(call.type, in: writer.journal)
            try call.checkPreconditions(current)
            guard let current, current.resource != nil else { return .deleted(nil, "There was nothing to delete.", for: call) }
            return .deleted(try writer.delete(current), "Deleted.", for: call)
        }
    }
}

extension Answer {
    static func deleted(_ stored: StoredResource?, _ text: String, for call: Call) -> Answer {
        var answer = Answer(.noContent)
        switch call.preferences.returns {
        case .outcome: answer = Answer(.ok, .resource(OperationOutcome.done(text)))
        case .minimal, .representation, nil: break
        }
        answer.sights = stored.map { [Sight($0)] } ?? []
        answer.version = stored?.versionID
        answer.updated = stored?.updated
        return answer
    }
}
