/// Any JSON value as its bytes plus a tape: read once, checked completely, kept as it came.
///
/// Strict RFC 8259 (https://www.rfc-editor.org/rfc/rfc8259). Refused, with byte offset and path: what is no JSON, a number that is no
/// number, invalid UTF-8, control characters and bad escapes in strings, half surrogate pairs, a name twice in one object, more nesting or
/// bytes than `limits`, anything after the value. A byte order mark before the value is ignored, as section 8.1 allows, and is not kept.
public struct Document: Sendable {
    let storage: Storage

    public init(json bytes: [UInt8], limits: Limits = .standard) throws(DocumentError) {
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let body = mark == 0 ? bytes : Array(bytes[3...])
        guard body.count <= min(limits.maximumBytes, Tape.maximumBytes) else {
            throw DocumentError(
                kind: .tooLarge,
                message: "The document has \(body.count) bytes; at most \(min(limits.maximumBytes, Tape.maximumBytes)) are read. "
                    + "Send large attachments by reference.")
        }
        storage = try Document.parse(body, mark: mark, maximumDepth: limits.maximumDepth)
    }

    /// Bytes that this room wrote itself.
    ///
    /// What can go wrong here is a programmer's error: `raw` bytes that are no JSON, or one name written twice into one object.
    init(trusted bytes: [UInt8]) {
        do {
            storage = try Document.parse(bytes, mark: 0, maximumDepth: Limits.trusted.maximumDepth)
        } catch {
            preconditionFailure("The JSON written here is not valid: \(error.message)")
        }
    }

    init(storage: Storage) {
        self.storage = storage
    }

    /// The document as it came.
    public var bytes: [UInt8] { storage.bytes }

    public var root: Element { Element(storage: storage, index: 0) }

    private static func parse(_ bytes: [UInt8], mark: Int, maximumDepth: Int) throws(DocumentError) -> Storage {
        var parser = TapeParser(byteCount: bytes.count)
        defer { parser.freeScratch() }
        bytes.withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { parser.parse(base, buffer.count, maximumDepth: maximumDepth) }
        }
        guard let failure = parser.failure else {
            if parser.tapeCount > 0 {
                return Storage(bytes: bytes, tape: parser.tape, count: parser.tapeCount, hasCompanions: parser.hasCompanions)
            }
            parser.tape.deallocate()
            throw DocumentError(kind: .empty, offset: mark, message: "The document is empty. Send the JSON itself.")
        }
        defer { parser.tape.deallocate() }
        throw failure.error(at: parser.failureOffset, in: bytes, mark: mark, parser: parser, maximumDepth: maximumDepth)
    }
}
