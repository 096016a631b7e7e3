/// Builds JSON, commas and escapes included.
///
/// ```swift
/// var json = JSONWriter()
/// json.object { json in
///     json.field("resourceType", "Patient")
///     json.field("birthDate", birthDate)        // nil writes nothing
///     json.array("name") { json in
///         json.object { $0.field("family", "Prøve") }
///     }
/// }                                             // {"resourceType":"Patient","name":[{"family":"Prøve"}]}
/// ```
/// It is the caller's part to write each name once per object, and only JSON into `raw`.
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// - Parameter capacity: how many bytes to make room for at once.
    public init(capacity: Int = 512) {
        bytes.reserveCapacity(capacity)
    }

    // MARK: - Objects and arrays

    /// An object where a value may stand: at the start and in arrays.
    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        begin(0x7B)
        body(&self)
        finish(0x7D)
    }

    /// A member that is an object.
    public mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        object(body)
    }

    /// An array where a value may stand.
    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        begin(0x5B)
        body(&self)
        finish(0x5D)
    }

    /// A member that is an array.
    public mutating func array(_ name: String, _ body: (inout JSONWriter) -> Void) {
        self.name(name)
        array(body)
    }

    // MARK: - Members; nil writes nothing

    public mutating func field(_ name: String, _ value: String?) {
        guard let value else { return }
        self.name(name)
        self.value(value)
    }

    public mutating func field(_ name: String, _ value: Int?) {
        guard let value else { return }
        self.name(name)
        self.value(value)
    }

    @_disfavoredOverload public mutating func field(_ name: String, _ value: Int64?) {
        guard let value else { return }
        self.name(name)
        self.value(Int(value))
    }

    public mutating func field(_ name: String, _ value: Bool?) {
        guard let value else { return }
        self.name(name)
        self.value(value)
    }

    /// A member copied from another document.
    public mutating func field(_ name: String, _ value: Element?) {
        guard let value else { return }
        self.name(name)
        raw(value.bytes)
    }

    public mutating func field(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        self.name(name)
        self.value(value)
    }

    /// A number with its own digits (`1.00` stays `1.00`). Digits that are no JSON number are written as a string.
    public mutating func number(_ name: String, digits: String?) {
        guard let digits else { return }
        self.name(name)
        value(.number(digits))
    }

    /// A member whose value is JSON already.
    public mutating func raw(_ name: String, _ json: some Collection<UInt8>) {
        self.name(name)
        raw(json)
    }

    // MARK: - Values, in arrays and after `name`

    public mutating func value(_ value: String) {
        comma()
        bytes.append(0x22)
        appendEscaped(value)
        bytes.append(0x22)
    }

    public mutating func value(_ value: Int) {
        comma()
        bytes.append(contentsOf: String(value).utf8)
    }

    public mutating func value(_ value: Bool) {
        comma()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    public mutating func null() {
        comma()
        bytes.append(contentsOf: "null".utf8)
    }

    public mutating func value(_ value: JSONValue) {
        switch value {
        case .string(let text): self.value(text)
        case .number(let digits):
            if JSONValue.isNumber(digits) { raw(digits.utf8) } else { self.value(digits) }
        case .bool(let bool): self.value(bool)
        case .null: null()
        case .object(let members):
            object { json in for (name, value) in members { json.field(name, value) } }
        case .array(let items):
            array { json in for item in items { json.value(item) } }
        case .raw(let json): raw(json)
        }
    }

    /// A value that is JSON already.
    public mutating func raw(_ json: some Collection<UInt8>) {
        comma()
        bytes.append(contentsOf: json)
    }

    /// The name of a member; its value must follow.
    public mutating func name(_ name: String) {
        comma()
        bytes.append(0x22)
        appendEscaped(name)
        bytes.append(0x22)
        bytes.append(0x3A)
        needsComma = false
    }

    /// A name with its quotation marks as it stands in a document.
    mutating func quotedName(_ json: ArraySlice<UInt8>) {
        comma()
        bytes.append(contentsOf: json)
        bytes.append(0x3A)
        needsComma = false
    }

    // MARK: -

    /// Opens an object or array by its bracket, where a closure would be in the way.
    mutating func begin(_ bracket: UInt8) {
        if needsComma { bytes.append(0x2C) }
        bytes.append(bracket)
        needsComma = false
    }

    mutating func finish(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    @inline(__always) private mutating func comma() {
        if needsComma { bytes.append(0x2C) }
        needsComma = true
    }

    private mutating func appendEscaped(_ text: String) {
        var text = text
        text.withUTF8 { buffer in
            // Hardly any text has something to escape; this loop takes many bytes at once.
            var escapes: UInt8 = 0
            for byte in buffer { escapes |= byte < 0x20 || byte == 0x22 || byte == 0x5C ? 1 : 0 }
            if escapes == 0 { return bytes.append(contentsOf: buffer) }
            var start = 0
            for i in buffer.indices {
                let byte = buffer[i]
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<i]))
                start = i + 1
                bytes.append(0x5C)
                switch byte {
                case 0x22, 0x5C: bytes.append(byte)
                case 0x08: bytes.append(0x62)
                case 0x09: bytes.append(0x74)
                case 0x0A: bytes.append(0x6E)
                case 0x0C: bytes.append(0x66)
                case 0x0D: bytes.append(0x72)
                default:
                    let digits = Array("0123456789abcdef".utf8)
                    bytes.append(contentsOf: [0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
                }
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
        }
    }
}
