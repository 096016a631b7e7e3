import FHIR
import HTTPTypes
import Journal

/// A new version of a resource, or the first under an id of the client's: https://hl7.org/fhir/R4/http.html#update
///
/// What the hub works out from letters cannot be changed here, and ids that the hub gives cannot be given.
struct Update: Interaction {
    let method = HTTPRequest.Method.put
    let address: Address
    let listing: Listing

    static let byID = Update(address: Address(.fhir, .type, .id), listing: .type("update"))
    static let conditional = Update(address: Address(.fhir, .type), listing: .conditional("update"))

    func work(for call: Call) throws(Problem) -> Work {
        let target = try call.target()
        let resource = try call.resourceOfType()
        switch target {
        case .id(let id): if !call.isSettled { try Self.check(resource, id) }
        case .condition: break
        }
        return .write(.people) { writer in
            var current = try target.current(call.type, in: writer.journal)
            try call.checkPreconditions(current)
            let id: String
            switch target {
            case .id(let own):
                id = own
                if current == nil, !call.isSettled { try Self.checkNew(id, of: call.type) }
            case .condition: (id, current) = try Self.settle(resource.id, of: call.type, found: current, in: writer.journal)
            }
            let stored = try writer.put(resource, id: id, over: current)
            let isNew = current?.resource == nil
            return try Answer.changed(stored, isNew ? .created : .ok, isNew ? "Made." : "Changed.", for: call)
        }
    }

    static func check(_ resource: Resource, _ id: String) throws(Problem) {
        guard let own = resource.id else {
            throw Problem(.invalid, "The resource has no `id`. Give it the one in the address.", path: "\(resource.type).id")
        }
        guard own == id else {
            throw Problem(.invalid, "The resource's `id` is not the one in the address. Make them equal.", path: "\(resource.type).id")
        }
    }

    /// The id to write under, and what is there. https://hl7.org/fhir/R4/http.html#cond-update
    static func settle(
        _ own: String?, of type: String, found: StoredResource?, in writer: any JournalWriter
    ) throws -> (id: String, current: StoredResource?) {
        if let found {
            if let own, own != found.id { throw Problem.otherID }
            return (found.id, found)
        }
        guard let id = own else { return (try writer.newID(), nil) }
        let current = try writer.resource(type, id)
        guard current?.resource == nil else { throw Problem.taken }
        if current == nil { try checkNew(id, of: type) }
        return (id, current)
    }

    static func checkNew(_ id: String, of type: String) throws(Problem) {
        guard ResourceID.isValid(id) else {
            throw Problem(.invalid, "An id has 1 to 64 letters, digits, hyphens and dots. Choose such an id.", path: "\(type).id")
        }
        guard !ReservedID.has(id, of: type) else { throw .reserved }
    }
}

extension Problem {
    fileprivate static let reserved = Problem(
        .conflict,
        "Ids of this form are given by the hub alone. Choose a longer one, such as a UUID, or send the resource with POST to its type.")

    fileprivate static let otherID = Problem(
        .invalid, "The conditions fit a resource with another `id` than the one sent. Leave the `id` out, or correct the conditions.")

    fileprivate static let taken = Problem(
        .conflict, "There is a resource with this `id`, and the conditions do not fit it. Leave the `id` out, or correct the conditions.")
}
