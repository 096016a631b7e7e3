import FHIR

extension CareCommunication {
    /// The message segments of a Communication: texts in the order in which they were written, links among them, and files.
    struct Segments: Sendable {
        private(set) var paragraphs: [Paragraph] = []
        private(set) var attachments: [Attachment] = []
        /// The time of the latest text.
        private(set) var newest: Moment?

        init(_ communication: Element, _ header: MedComHeader) throws(Refusal) {
            var hasText = false
            for payload in communication.each("payload") {
                let text = payload.first(extension: MedCom.Extension.date)?.string("valueDateTime")
                let at = text.flatMap { Moment($0.nonBlank ?? "", zone: .copenhagen) }
                if let words = payload["contentString"]?.text {
                    hasText = true
                    paragraphs.append(Paragraph(text: words, author: Self.author(of: payload, in: header.bundle), at: at))
                    if let at, at.instant >= newest?.instant ?? at.instant { newest = at }
                } else if let file = payload["contentAttachment"] {
                    try add(file, author: Self.author(of: payload, in: header.bundle), at: at, header)
                }
            }
            guard hasText else {
                throw header.refusal(
                    .wrongStructure, "Communication.payload", "The Communication has no message text. Write at least one.",
                    type: CareCommunication.type)
            }
            // By time; segments of one time, and those without, keep the order in which they stand.
            let times = paragraphs.map { $0.at?.instant ?? header.sent.instant }
            paragraphs = paragraphs.indices.sorted { times[$0] == times[$1] ? $0 < $1 : times[$0] < times[$1] }.map { paragraphs[$0] }
        }

        /// A file has its content, a link is a paragraph, and a file that an earlier letter of the thread brought is named there alone.
        private mutating func add(_ file: Element, author: String?, at: Moment?, _ header: MedComHeader) throws(Refusal) {
            let title = file.string("title")?.nonBlank
            if let data = file["data"] {
                guard let bytes = Base64.decode(data) else {
                    throw header.refusal(
                        .wrongStructure, "Communication.payload.contentAttachment.data",
                        "The content of an attachment is not base64. Encode it and send a new message.", type: CareCommunication.type)
                }
                let mediaType = file.string("contentType")?.nonBlank ?? "application/octet-stream"
                attachments.append(Attachment(title: title, mediaType: mediaType, bytes: bytes))
            } else if let link = file.string("url")?.nonBlank {
                paragraphs.append(Paragraph(heading: title, text: link, author: author, at: at))
            }
        }

        /// Name, role and telephone, as far as the segment gives them.
        private static func author(of payload: Element, in bundle: MedComBundle) -> String? {
            let reference = payload.first(extension: MedCom.Extension.practitioner)?["valueReference"]
            let phone = payload.first(extension: MedCom.Extension.contact)?.string("valueContactPoint.value")?.nonBlank
            return [MedComParticipant(reference, in: bundle)?.signature, phone].compactMap { $0 }.joined(separator: ", ").nonBlank
        }
    }
}
