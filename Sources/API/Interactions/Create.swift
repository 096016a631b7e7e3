import FHIR
import HTTPTypes
import Journal

/// A new resource under an id that the hub gives: https://hl7.org/fhir/R4/http.html#create
///
/// With `If-None-Exist` nothing is made when the condition fits one resource, which is answered instead; it is refused when it fits several.
struct Create: Interaction {
    let method = HTTPRequest.Method.post
    let address = Address(.fhir, .type)
    let listing = Listing.type("create")

    func work(for call: Call) throws(Problem) -> Work {
        _ = try call.parameters()
        let resource = try call.resourceOfType()
        let condition = try Condition(call.headers.text("If-None-Exist"), type: call.type, in: call.context)
        return .write(.people) { writer in
            if let existing = try condition?.match(in: writer.journal) { return try Answer.existing(existing, for: call) }
            let id = try call.assigned ?? writer.journal.newID()
            let stored = try writer.make(resource, id: id, isAssigned: call.assigned != nil)
            // The goal of a pathway was there before anybody sent its target.
            let isNew = stored.id == id
            return try Answer.changed(
                stored, isNew ? .created : .ok, isNew ? "Made." : "It is a goal of a pathway; its target is set.", for: call)
        }
    }
}

extension Answer {
    /// What a conditional create found in the place of what it would have made.
    static func existing(_ stored: StoredResource, for call: Call) throws(Problem) -> Answer {
        try changed(stored, .ok, "There is one already that fits the condition; nothing was made.", for: call)
    }
}
