import CXMLSchema

/// Validates documents against XML Schema, through libxml2. Faults go to a list, never to stderr.
enum SchemaCheck {
    /// The faults of a document by a schema; nil when the schema itself cannot be read.
    static func faults(of document: [UInt8], schema: [UInt8]) -> [String]? {
        let faults = Faults()
        return withExtendedLifetime(faults) {
            let context = Unmanaged.passUnretained(faults).toOpaque()
            guard let parser = text(schema, { xmlSchemaNewMemParserCtxt($0, $1) }) else { return nil }
            defer { xmlSchemaFreeParserCtxt(parser) }
            xmlSchemaSetParserStructuredErrors(parser, note, context)
            guard let compiled = xmlSchemaParse(parser) else { return nil }
            defer { xmlSchemaFree(compiled) }
            faults.list = []
            guard let validator = xmlSchemaNewValidCtxt(compiled) else { return nil }
            defer { xmlSchemaFreeValidCtxt(validator) }
            xmlSchemaSetValidStructuredErrors(validator, note, context)
            let options = Int32(XML_PARSE_NONET.rawValue)
            guard let tree = text(document, { xmlReadMemory($0, $1, nil, nil, options) }) else { return ["not well-formed"] }
            defer { xmlFreeDoc(tree) }
            let result = xmlSchemaValidateDoc(validator, tree)
            return result == 0 ? [] : faults.list.isEmpty ? ["invalid"] : faults.list
        }
    }

    private final class Faults {
        var list: [String] = []
    }

    private static let note: xmlStructuredErrorFunc = { context, error in
        guard let context, let message = helhet_schema_message(error) else { return }
        Unmanaged<Faults>.fromOpaque(context).takeUnretainedValue().list.append(String(cString: message))
    }

    private static func text<Value>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>?, Int32) -> Value) -> Value {
        bytes.withUnsafeBytes { body($0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count)) }
    }
}
