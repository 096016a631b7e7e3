import FHIR
import HTTPTypes
import Journal

/// A new version of a resource that is there: https://hl7.org/fhir/R4/http.html#update
///
/// The hub gives the ids, so there is no update that creates. What the hub works out from letters cannot be changed here.
struct Update: Interaction {
    let method = HTTPRequest.Method.put
    let address = Address(.fhir, .type, .id)
    let listing = Listing.type("update")

    func work(for call: Call) throws(Problem) -> Work {
        _ = try call.parameters()
        let resource = try call.resourceOfType()
        guard let id = resource.id else {
            throw Problem(.invalid, "The resource has no `id`. Give it the one in the address.", path: "\(call.type).id")
        }
        guard id == call.id else {
            throw Problem(.invalid, "The resource's `id` is not the one in the address. Make them equal.", path: "\(call.type).id")
        }
        return .write(.people) { writer in
            let current = try writer.resource(call.type, id)
            if let wanted = call.headers[.ifMatch] {
                guard let current, EntityTag.names(current.version, in: wanted) else { throw Self.changed }
            }
            guard let current else { throw Self.nothingToChange }
            if let unwanted = call.headers[.ifNoneMatch], EntityTag.names(current.version, in: unwanted) { throw Self.unwanted }
            guard current.source != .reaction else { throw Self.derived }
            let subject = try Subject.of(resource, id: id, in: writer)
            let stored = try writer.put(resource, id: id, subject: subject, source: .act(0), ifVersion: current.version)
            return try Answer.changed(stored, current.resource == nil ? .created : .ok, "Changed.", for: call)
        }
    }

    private static let changed = Problem(
        .preconditionFailed,
        "It is not the version that `If-Match` names. Read it again, repeat your change and send it with the new `ETag`.")

    private static let unwanted = Problem(
        .preconditionFailed, "It is there in a version that `If-None-Match` rules out. Leave the header out to change it all the same.")

    private static let derived = Problem(
        .conflict,
        "The hub works this resource out from the letters of the citizen, and it changes when they do. Send the letter that says what holds."
    )

    private static var nothingToChange: Problem {
        var problem = Problem(
            .methodNotAllowed,
            "There is nothing with this id to change, and ids are given by the hub. Send a new resource with POST to its type.")
        problem.allowed = ["GET", "HEAD"]
        return problem
    }
}
