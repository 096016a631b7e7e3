import FHIR
import XML

/// One document inside a MsgHead: XML content that says something, or an attachment.
struct RefDoc: Sendable {
    var issued: Moment?
    /// The element inside `Content`; nil when the document lies elsewhere.
    var content: XMLNode?
    var mediaType: String?
    var title: String?
    var reference: String?

    static func all(in root: XMLNode) throws(Refusal) -> [RefDoc] {
        let found = root.each("Document/RefDoc").map { node in
            RefDoc(
                issued: (node.value("IssueDate") ?? node.text("IssueDate")).flatMap { Moment($0, zone: .oslo) },
                content: node.first("Content")?.children.first, mediaType: node.text("MimeType"), title: node.text("Description"),
                reference: node.text("FileReference"))
        }
        guard !found.isEmpty else {
            throw Refusal(.wrongStructure, path: "MsgHead/Document", "The letter has no document in it. Send it with its content.")
        }
        return found
    }

    var isAttachment: Bool { content?.name == "Base64Container" || content == nil }

    /// Adds the attachment; content that is XML adds nothing here.
    func readAttachment(into letter: inout Letter) throws(Refusal) {
        guard isAttachment else { return }
        if let content {
            guard let bytes = Base64.decode(Array(content.text.utf8)[...]) else {
                throw Refusal(
                    .wrongStructure, path: "Document/RefDoc/Content/Base64Container",
                    "An attachment is not written in base64. Encode it again and send the letter.")
            }
            letter.attachments.append(Attachment(title: title, mediaType: mediaType ?? "application/octet-stream", bytes: bytes))
        } else if let reference {
            let text = [title, reference].compactMap(\.self).joined(separator: ": ")
            letter.paragraphs.append(Paragraph(heading: "Vedlegg som ligger et annet sted", text: text, at: issued))
        }
    }
}
