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
        appendQuoted(value, isName: false)
    }

    public mutating func value(_ value: Int) {
        comma()
        bytes.append(addingCapacity: 20) { span in
            span.withUnsafeMutableBufferPointer { out, count in
                var rest = value.magnitude
                var length = value < 0 ? 2 : 1
                while rest >= 10 {
                    rest /= 10
                    length &+= 1
                }
                guard let start = out.baseAddress else { return }
                rest = value.magnitude
                for at in stride(from: length &- 1, through: value < 0 ? 1 : 0, by: -1) {
                    (start + at).initialize(to: 0x30 &+ UInt8(truncatingIfNeeded: rest % 10))
                    rest /= 10
                }
                if value < 0 { start.initialize(to: 0x2D) }
                count = length
            }
        }
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
        appendQuoted(name, isName: true)
    }

    /// Members that a writer of their own has written side by side, outside of any object.
    public mutating func members(_ other: JSONWriter) {
        if !other.bytes.isEmpty { raw(other.bytes) }
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

    /// A comma where one is due, and the text between quotation marks, in one step: a letter has hundreds of texts.
    private mutating func appendQuoted(_ text: String, isName: Bool) {
        var text = text
        text.withUTF8 { text in
            guard let from = text.baseAddress, !JSONWriter.mustEscape(from, text.count) else { return appendEscaped(text, isName) }
            bytes.append(addingCapacity: text.count &+ 4) { span in
                span.withUnsafeMutableBufferPointer { out, count in
                    guard var at = out.baseAddress else { return }
                    func put(_ byte: UInt8) {
                        at.initialize(to: byte)
                        at += 1
                    }
                    let start = at
                    if needsComma { put(0x2C) }
                    put(0x22)
                    at.initialize(from: from, count: text.count)
                    at += text.count
                    put(0x22)
                    if isName { put(0x3A) }
                    count = at - start
                }
            }
        }
        needsComma = !isName
    }

    /// Whether there are control characters, quotation marks or backslashes: eight bytes at a time, the last ones twice if need be.
    private static func mustEscape(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let start = UnsafeRawPointer(text)
        let ones: UInt64 = 0x0101_0101_0101_0101
        // The highest bit of a byte is set where one of the three is found: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
        func found(_ word: UInt64) -> UInt64 {
            let quote = word ^ 0x22 &* ones
            let backslash = word ^ 0x5C &* ones
            return ((word &- 0x20 &* ones) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & (0x80 &* ones)
        }
        if count >= 8 {
            var all: UInt64 = 0
            var at = 0
            while at &+ 8 < count {
                all |= found(start.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                at &+= 8
            }
            return all | found(start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)) != 0
        }
        if count >= 4 {
            let first = UInt64(start.loadUnaligned(as: UInt32.self))
            return found(first | UInt64(start.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)) &<< 32) != 0
        }
        for at in 0..<count where text[at] < 0x20 || text[at] == 0x22 || text[at] == 0x5C { return true }
        return false
    }

    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, _ isName: Bool) {
        comma()
        bytes.append(0x22)
        var start = 0
        for i in text.indices {
            let byte = text[i]
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<i]))
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
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        bytes.append(0x22)
        if isName { bytes.append(0x3A) }
    }
}
