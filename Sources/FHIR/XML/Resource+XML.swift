import XML

extension Resource {
    /// Reads FHIR XML (https://hl7.org/fhir/R4/xml.html) and gives the same resource in JSON: digits, ids, extensions, contained resources and
    /// narratives kept, comments dropped.
    ///
    /// UTF-8, UTF-16, ISO-8859-1 and windows-1252 are read. Refused besides what `XMLDocument` refuses: a type or element that R4 does not
    /// have, text or attributes where FHIR has none, a value that is not of its type; each with its path and line.
    public init(xml bytes: [UInt8], limits: Limits = .standard) throws(DocumentError) {
        let document: XMLDocument
        do throws(XMLError) {
            document = try XMLDocument(bytes, limits: XMLLimits(maximumBytes: limits.maximumBytes, maximumDepth: limits.maximumDepth))
        } catch {
            throw DocumentError(error)
        }
        self.init(trusted: try XMLReading.json(document.root))
    }

    /// The resource as FHIR XML, in UTF-8.
    ///
    /// Refused, with its path: what XML has no place for, since R4 does not have it or JSON carries it in a form that R4 does not give it.
    public func xml() throws(DocumentError) -> [UInt8] {
        try XMLWriting.xml(root)
    }
}

extension DocumentError {
    init(_ error: XMLError) {
        let kind: Kind =
            switch error.kind {
            case .malformed: .malformed
            case .encoding: .encoding
            case .tooLarge: .tooLarge
            case .tooDeep: .tooDeep
            case .forbidden: .forbidden
            case .empty: .empty
            }
        self.init(kind: kind, offset: error.offset, message: error.line.map { "Line \($0): \(error.message)" } ?? error.message)
    }
}
