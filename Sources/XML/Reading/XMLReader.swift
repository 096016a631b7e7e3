import CXML

/// Reads a document through libxml2's SAX2 interface straight into an arena.
///
/// No tree of libxml2's is built. A document type declaration stops the parser at its first byte, before any entity is declared. The options
/// never include NOENT, DTDLOAD or HUGE, always NONET; errors go to a callback, never to stderr.
///
/// libxml2 holds a pointer to it while it parses. A class would be checked for exclusive access at each of its events.
struct XMLReader {
    private var arena = XMLArena()
    private var open: [Int32] = []
    private var nameIndex = [NameKey: Int32](minimumCapacity: 24)
    private var failure: XMLError?
    private let limits: XMLLimits
    /// Bytes before the first one that libxml2 sees (a byte order mark); nil when offsets are not those of the document as it came.
    private let skipped: Int?
    private var parser: xmlParserCtxtPtr?

    private struct NameKey: Hashable {
        let local: UnsafeRawPointer
        let namespace: UnsafeRawPointer?
    }

    /// The namespace that was met last: most documents have one or two.
    private var namespace: (at: UnsafePointer<xmlChar>?, text: String) = (nil, "")

    private init(limits: XMLLimits, skipped: Int?) {
        self.limits = limits
        self.skipped = skipped
    }

    private static let library: Void = xmlInitParser()

    static func read(_ bytes: [UInt8], limits: XMLLimits) throws(XMLError) -> XMLArena {
        guard bytes.contains(where: { $0 > 0x20 }) else {
            throw XMLError(kind: .empty, message: "The document is empty. Send the XML itself.")
        }
        guard bytes.count <= min(limits.maximumBytes, Int(Int32.max) / 4) else {
            throw XMLError(
                kind: .tooLarge,
                message:
                    "The document has \(bytes.count) bytes; at most \(limits.maximumBytes) are read. Send large attachments by reference.")
        }
        let decoded = try XMLEncoding.decode(bytes)
        _ = library
        var reader = XMLReader(limits: limits, skipped: decoded.skipped)
        reader.parse(decoded.utf8)
        if let failure = reader.failure { throw failure }
        reader.arena.source = decoded.utf8
        return reader.arena
    }

    private mutating func parse(_ utf8: [UInt8]) {
        guard let parser = xmlNewParserCtxt() else {
            failure = XMLError(kind: .malformed, message: "There is no memory to read the document. Try again later.")
            return
        }
        defer { xmlFreeParserCtxt(parser) }
        var handler = xmlSAXHandler()
        handler.initialized = XML_SAX2_MAGIC
        handler.startElementNs = { XMLReader.at($0)?.pointee.start($1, $3, Int($6), $8) }
        handler.endElementNs = { context, _, _, _ in XMLReader.at(context)?.pointee.end() }
        handler.characters = { XMLReader.at($0)?.pointee.characters($1, Int($2)) }
        handler.ignorableWhitespace = { XMLReader.at($0)?.pointee.characters($1, Int($2)) }
        handler.cdataBlock = { XMLReader.at($0)?.pointee.characters($1, Int($2)) }
        handler.internalSubset = { context, _, _, _ in XMLReader.at(context)?.pointee.refuseDocumentType() }
        handler.serror = { XMLReader.at($0)?.pointee.report($1) }
        parser.pointee.sax.pointee = handler
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_BIG_LINES.rawValue)
        self.parser = parser
        withUnsafeMutablePointer(to: &self) { reader in
            parser.pointee.userData = UnsafeMutableRawPointer(reader)
            utf8.withUnsafeBytes { buffer in
                let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
                let tree = xmlCtxtReadMemory(parser, start, Int32(buffer.count), nil, "UTF-8", options)
                if let tree { xmlFreeDoc(tree) }
            }
        }
        self.parser = nil
        if failure == nil && (parser.pointee.wellFormed == 0 || arena.entries.isEmpty || !open.isEmpty) {
            failure = XMLError(
                kind: .malformed, message: "The document is not well-formed XML. Check it with an XML tool and send it again.")
        }
    }

    private static func at(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLReader>? {
        context?.assumingMemoryBound(to: XMLReader.self)
    }

    // MARK: - Events

    private mutating func start(
        _ local: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?, _ count: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard failure == nil, let local else { return }
        guard open.count < limits.maximumDepth else {
            stop(.tooDeep, "The document has more than \(limits.maximumDepth) elements inside each other. Send it with less nesting.")
            return
        }
        let firstAttribute = Int32(arena.attributes.count)
        for i in 0..<count {
            guard let attributes, let name = attributes[i * 5], let value = attributes[i * 5 + 3], let end = attributes[i * 5 + 4] else {
                continue
            }
            let start = Int32(arena.values.count)
            appendValue(UnsafeBufferPointer(start: value, count: end - value))
            arena.attributes.append(
                .init(name: intern(name, attributes[i * 5 + 2]), start: start, end: Int32(arena.values.count)))
        }
        let index = Int32(arena.entries.count)
        arena.entries.append(
            .init(
                name: intern(local, namespace), end: index + 1, textStart: Int32(arena.text.count), textEnd: 0,
                firstAttribute: firstAttribute, attributeCount: Int32(count), line: Int32(clamping: line), sourceStart: tagStart,
                sourceEnd: 0))
        open.append(index)
    }

    private mutating func end() {
        guard failure == nil, let index = open.popLast() else { return }
        arena.entries[Int(index)].end = Int32(arena.entries.count)
        arena.entries[Int(index)].textEnd = Int32(arena.text.count)
        arena.entries[Int(index)].sourceEnd = Int32(clamping: offset)
    }

    private mutating func characters(_ start: UnsafePointer<xmlChar>?, _ count: Int) {
        guard failure == nil, !open.isEmpty, let start, count > 0 else { return }
        let from = Int32(arena.text.count)
        arena.text.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
        let last = arena.entries.count - 1
        if arena.entries[last].name < 0 && arena.entries[last].end == Int32(last + 1) && arena.entries[last].firstAttribute == open.last {
            arena.entries[last].textEnd = Int32(arena.text.count)
        } else {
            // `firstAttribute` of a text run holds its parent, to join runs that libxml2 delivers in pieces.
            arena.entries.append(
                .init(
                    name: -1, end: Int32(last + 2), textStart: from, textEnd: Int32(arena.text.count), firstAttribute: open.last ?? 0,
                    attributeCount: 0, line: Int32(clamping: line), sourceStart: 0, sourceEnd: 0))
        }
    }

    /// libxml2 hands an ampersand in an attribute over as `&#38;` while entities are not replaced; every other reference is resolved.
    private mutating func appendValue(_ value: UnsafeBufferPointer<UInt8>) {
        guard value.contains(0x26) else { return arena.values.append(contentsOf: value) }
        var i = 0
        while i < value.count {
            arena.values.append(value[i])
            i += value[i] == 0x26 ? 5 : 1
        }
    }

    private mutating func refuseDocumentType() {
        stop(.forbidden, "The document has a document type declaration (DTD). Remove it: entities and external files are never read.")
    }

    private mutating func report(_ error: UnsafeMutablePointer<xmlError>?) {
        guard failure == nil, let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        let (kind, sentence) = XMLReader.sentence(error.pointee.code, atEnd: atEnd)
        failure = XMLError(
            kind: kind, line: error.pointee.line > 0 ? Int(error.pointee.line) : nil, offset: skipped.map { offset + $0 }, message: sentence
        )
    }

    private mutating func stop(_ kind: XMLError.Kind, _ message: String) {
        failure = XMLError(kind: kind, line: line, offset: skipped.map { offset + $0 }, message: message)
        if let parser { xmlStopParser(parser) }
    }

    // MARK: - Positions and names

    private var line: Int { parser?.pointee.input.map { Int($0.pointee.line) } ?? 0 }

    private var offset: Int {
        guard let input = parser?.pointee.input?.pointee, let base = input.base, let cursor = input.cur else { return 0 }
        return Int(input.consumed) + (cursor - base)
    }

    private var atEnd: Bool { parser?.pointee.input.map { $0.pointee.cur == $0.pointee.end } ?? true }

    /// Where the tag that libxml2 has just read begins: no `<` may stand inside a tag, so it is the nearest one before the cursor.
    private var tagStart: Int32 {
        guard let input = parser?.pointee.input?.pointee, let base = input.base, var cursor = input.cur else { return 0 }
        while cursor > base && cursor.pointee != 0x3C { cursor -= 1 }
        return Int32(clamping: Int(input.consumed) + (cursor - base))
    }

    /// Names come from libxml2's dictionary, so equal names have equal addresses.
    private mutating func intern(_ local: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?) -> Int32 {
        let key = NameKey(local: UnsafeRawPointer(local), namespace: namespace.map { UnsafeRawPointer($0) })
        if let known = nameIndex[key] { return known }
        if namespace != self.namespace.at { self.namespace = (namespace, namespace.map { String(cString: $0) } ?? "") }
        let index = Int32(arena.names.count)
        arena.names.append(.init(local: String(cString: local), namespace: self.namespace.text))
        nameIndex[key] = index
        return index
    }
}
