import Directory
import FHIR

/// A letter as the journal remembers it: all that was understood, with attachments by the hash of their content.
public struct LetterReading: Sendable, Hashable {
    public var letter: Letter
    public var attachments: [StoredAttachment]

    public init(letter: Letter, attachments: [StoredAttachment]) {
        self.letter = letter
        self.letter.attachments = []
        self.attachments = attachments
    }

    public struct StoredAttachment: Sendable, Hashable {
        public var title: String?
        public var mediaType: String
        /// SHA-256, 32 bytes.
        public var hash: [UInt8]
        public var size: Int

        public init(title: String?, mediaType: String, hash: [UInt8], size: Int) {
            self.title = title
            self.mediaType = mediaType
            self.hash = hash
            self.size = size
        }
    }
}
