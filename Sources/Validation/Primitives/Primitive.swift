/// What a primitive value must look like. https://hl7.org/fhir/R4/datatypes.html#primitive
enum Primitive: UInt8, CaseIterable, Sendable {
    case boolean
    case integer
    case unsignedInt
    case positiveInt
    case decimal
    case string
    case markdown
    case code
    case id
    /// The id of an element: any text without spaces.
    case elementID
    case uri
    case url
    case canonical
    case oid
    case uuid
    case date
    case dateTime
    case instant
    case time
    case base64Binary
    case xhtml

    /// How JSON writes it.
    enum Form {
        case text
        case number
        case boolean
    }

    /// - Parameter type: the name of the type in R4's table, which calls the ids of resources and elements strings.
    init(_ type: String, isID: Bool, ofElement: Bool) {
        self = isID ? (ofElement ? .elementID : .id) : Primitive.names[type] ?? .string
    }

    private static let names: [String: Primitive] = [
        "boolean": .boolean, "integer": .integer, "unsignedInt": .unsignedInt, "positiveInt": .positiveInt, "decimal": .decimal,
        "string": .string, "markdown": .markdown, "code": .code, "id": .id, "uri": .uri, "url": .url, "canonical": .canonical,
        "oid": .oid, "uuid": .uuid, "date": .date, "dateTime": .dateTime, "instant": .instant, "time": .time,
        "base64Binary": .base64Binary, "xhtml": .xhtml,
    ]

    var form: Form {
        switch self {
        case .boolean: .boolean
        case .integer, .unsignedInt, .positiveInt, .decimal: .number
        case .string, .markdown, .code, .id, .elementID, .uri, .url, .canonical, .oid, .uuid, .date, .dateTime, .instant, .time,
            .base64Binary, .xhtml:
            .text
        }
    }

    /// Whether a value may be a reference to something contained, `#id`.
    var isAddress: Bool { self == .uri || self == .url || self == .canonical }

    /// What a right value looks like, for the sentence about a wrong one.
    var expected: String {
        switch self {
        case .boolean: "Write true or false, without quotation marks."
        case .integer: "Write a whole number from -2147483648 to 2147483647, without fraction or exponent."
        case .unsignedInt: "Write a whole number from 0 to 2147483647, without fraction or exponent."
        case .positiveInt: "Write a whole number from 1 to 2147483647, without fraction or exponent."
        case .decimal: "Write a number without quotation marks."
        case .string, .markdown: "Write a text, or leave the element out."
        case .code: "Write the code without spaces before, after, or more than one in a row."
        case .id: "Write 1 to 64 letters (A to Z), digits, hyphens and points."
        case .elementID: "Write an id without spaces."
        case .uri, .url, .canonical: "Write an address without spaces; an OID begins with urn:oid:, a UUID with urn:uuid:."
        case .oid: "Write urn:oid: and numbers with points between them, the first of them 0, 1 or 2."
        case .uuid: "Write urn:uuid: and a UUID in lower case."
        case .date: "Write a day that exists as 2026-01-31, or only its month or year."
        case .dateTime:
            "Write a day that exists, or its month or year; a time of day needs seconds and an offset: 2026-01-31T12:00:00+01:00."
        case .instant: "Write a day, a time with seconds, and an offset: 2026-01-31T12:00:00+01:00."
        case .time: "Write hours, minutes and seconds without offset: 12:00:00."
        case .base64Binary: "Write Base64 with its padding."
        case .xhtml: "Write the narrative as an XHTML div."
        }
    }
}
