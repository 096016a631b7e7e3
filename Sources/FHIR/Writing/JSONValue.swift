/// A JSON value to put into a resource.
public indirect enum JSONValue: Sendable, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    case string(String)
    /// A number by its digits; digits that are no JSON number are written as a string.
    case number(String)
    case bool(Bool)
    case null
    case object([(String, JSONValue)])
    case array([JSONValue])
    /// JSON already, such as `Element.bytes`.
    case raw([UInt8])

    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .number(String(value)) }
    public init(_ element: Element) { self = .raw(Array(element.bytes)) }

    /// Whether `digits` is a number by RFC 8259, section 6.
    public static func isNumber(_ digits: String) -> Bool {
        var digits = digits
        return digits.withUTF8 { buffer in
            guard let base = buffer.baseAddress, let first = buffer.first, first == 0x2D || (0x30...0x39).contains(first) else {
                return false
            }
            return JSONText.numberEnd(base, buffer.count, 0) == buffer.count
        }
    }

    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }
}
