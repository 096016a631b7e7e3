import FHIR
import XML

/// Epikrise 1.1 and 1.2: the doctor's discharge summary.
///
/// A new version or a cancellation is linked by `ServProvId` alone: that is what its letter refers to, and its document's name.
enum DischargeSummary {
    static func read(_ root: XMLNode) throws(Refusal) -> Letter {
        let report = root.first("ServRprt")
        let header = try MessageHeader(
            root, type: "EPIKRISE", sender: report?.first("ServProvider/HCP"), receivers: [report?.first("Requester/HCP")],
            copies: report?.each("CopyDest/HCP") ?? [])
        return try header.answering { () throws(Refusal) in
            guard let report else {
                throw Refusal(.wrongStructure, path: "Message/ServRprt", "The letter holds no report. Send it with ServRprt.")
            }
            var letter = try header.letter()
            letter.citizen = try Citizen(message: report.first("Patient"), path: "ServRprt/Patient", sender: header.sender)
            let effect = try Shipment.effect(report.value("ServType"), path: "ServRprt/ServType")
            var statement = Statement(.dischargeSummary, effect)
            let document = report.text("ServProvId")
            statement.details["document"] = document
            if effect != .states { letter.refersTo = [document].compactMap(\.self) }
            statement.details["referral"] = report.text("ServReq/Id")
            let event = report.first("Event")
            for (end, path) in [("from", "StartDateTime"), ("to", "EndDateTime")] {
                let written = event?.value("ReportedEvent/\(path)")
                statement.details[end] = written.flatMap { Moment($0, zone: .oslo) }?.text
            }
            let outcome = Coded(event?.first("AdmOutcome"))
            statement.details["outcome"] = outcome?.name ?? outcome?.code
            letter.statements = [statement]
            let approved = (report.value("ApprDate") ?? report.value("IssueDate")).flatMap { Moment($0, zone: .oslo) }
            letter.paragraphs = MessageText.paragraphs(
                report.each("Event").flatMap(\.children) + report.children, author: author(report), at: approved)
            return letter
        }
    }

    /// The professional who answers for it (kodeverk 8254, AHP), else whoever sent it.
    private static func author(_ report: XMLNode) -> String? {
        let responsible = report.each("RelServProvider").first { $0.value("Relation") == "AHP" } ?? report.first("RelServProvider")
        return responsible?.text("HCP/HCProf/Name") ?? report.text("ServProvider/HCP/Inst/HCPerson/Name")
    }
}
