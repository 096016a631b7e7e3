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
            guard let bytes = Base64.decode(content.text) else {
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

/// RFC 4648 base64 with white space anywhere, as XML Schema's `base64Binary` allows.
enum Base64 {
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            table[Int(byte)] = UInt8(value)
        }
        return table
    }()

    /// nil when a sign is not base64 or the end is cut off.
    static func decode(_ text: String) -> [UInt8]? {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        for byte in text.utf8 {
            if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { continue }
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            let value = values[Int(byte)]
            guard value != 0xFF, padding == 0 else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count % 4 == 0 {
                out.append(UInt8(truncatingIfNeeded: bits >> 16))
                out.append(UInt8(truncatingIfNeeded: bits >> 8))
                out.append(UInt8(truncatingIfNeeded: bits))
                bits = 0
            }
        }
        switch (count % 4, padding) {
        case (0, 0): break
        case (2, 2): out.append(UInt8(truncatingIfNeeded: bits >> 4))
        case (3, 1):
            out.append(UInt8(truncatingIfNeeded: bits >> 10))
            out.append(UInt8(truncatingIfNeeded: bits >> 2))
        default: return nil
        }
        return out
    }
}
