extension Resource {
    /// Reads FHIR XML.
    public init(xml bytes: [UInt8], limits: Limits = .standard) throws(DocumentError) {
        throw DocumentError(kind: .unsuitable, message: "FHIR XML is not read yet. Send JSON.")
    }

    /// The resource as FHIR XML.
    public func xml() throws(DocumentError) -> [UInt8] {
        throw DocumentError(kind: .unsuitable, message: "FHIR XML is not written yet. Ask for JSON.")
    }
}
