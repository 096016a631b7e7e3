import FHIR
import XML

/// Henvisning 1.0 and 1.1: a referral from its requester to the provider of a service.
enum Referral {
    static func read(_ root: XMLNode) throws(Refusal) -> Letter {
        let request = root.first("ServReq")
        let header = try MessageHeader(
            root, type: "HENVISNING", sender: request?.first("Requester/HCP"), receivers: [request?.first("ServProvider/HCP")],
            copies: request?.each("CopyDest/HCP") ?? [])
        return try header.answering { () throws(Refusal) in
            guard let request else {
                throw Refusal(.wrongStructure, path: "Message/ServReq", "The letter holds no referral. Send it with ServReq.")
            }
            var letter = try header.letter()
            letter.citizen = try Citizen(message: request.first("Patient"), path: "ServReq/Patient", sender: header.sender)
            let effect = try Shipment.effect(request.value("ServType"), path: "ServReq/ServType")
            var statement = Statement(.referral, effect)
            let document = request.text("Id")
            statement.details["document"] = document
            if effect != .states { letter.refersTo = [document].compactMap(\.self) }
            statement.details["topic"] = request.value("MsgDescr", "DN") ?? request.text("MsgDescr")
            statement.details["urgency"] = request.value("ReqServ/Priority")
            letter.statements = [statement]
            let issued = request.value("IssueDate").flatMap { Moment($0, zone: .oslo) }
            letter.paragraphs = MessageText.paragraphs(
                request.children + (request.first("Patient")?.children ?? []), author: header.sender.person, at: issued)
            return letter
        }
    }
}
