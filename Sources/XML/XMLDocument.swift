/// An XML document, read once and immutable: safe to share between threads, and free of libxml2's memory.
///
/// UTF-8, UTF-16, ISO-8859-1 and windows-1252 are read. Refused: a document type declaration (hence entities, external or exploding), bytes
/// that contradict the declared encoding, more depth or bytes than `limits`, an attribute of more than 10 MB (libxml2's bound; an attachment
/// that large must be sent by reference). Comments and processing instructions are dropped.
public final class XMLDocument: Sendable {
    let arena: XMLArena

    public convenience init(_ bytes: [UInt8], limits: XMLLimits = .standard) throws(XMLError) {
        self.init(arena: try XMLReader.read(bytes, limits: limits))
    }

    init(arena: XMLArena) {
        self.arena = arena
    }

    public var root: XMLNode { XMLNode(document: self, index: 0) }
}
