/// Builds an XML document in UTF-8, escaping what needs it.
///
/// ```swift
/// var xml = XMLWriter()
/// xml.element("AppRec", [("xmlns", "http://www.kith.no/xmlstds/apprec/2004-11-21")]) { xml in
///     xml.element("MIGversion", text: "1.0 2004-11-21")   // <MIGversion>1.0 2004-11-21</MIGversion>
/// }
/// ```
/// Characters that XML cannot carry (most control characters) are written as U+FFFD.
public struct XMLWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    /// Where the content of the element opened last begins.
    private var contentStart = -1

    /// - Parameter declaration: whether to begin with `<?xml version="1.0" encoding="UTF-8"?>`.
    public init(declaration: Bool = true) {
        if declaration { bytes.append(contentsOf: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) }
    }

    /// Writes an element with its attributes in the given order, then `text`, then what `body` writes. Names are written as given.
    public mutating func element(
        _ name: String, _ attributes: [(String, String)] = [], text: String? = nil, _ body: (inout XMLWriter) -> Void = { _ in }
    ) {
        start(name, attributes)
        if let text { self.text(text) }
        body(&self)
        end(name)
    }

    /// Opens an element, where a closure would be in the way; `end` with the same name must follow.
    public mutating func start(_ name: String, _ attributes: [(String, String)] = []) {
        bytes.append(0x3C)
        bytes.append(contentsOf: name.utf8)
        for (key, value) in attributes {
            bytes.append(0x20)
            bytes.append(contentsOf: key.utf8)
            bytes.append(contentsOf: "=\"".utf8)
            XMLWriter.escape(value, attribute: true, to: &bytes)
            bytes.append(0x22)
        }
        bytes.append(0x3E)
        contentStart = bytes.count
    }

    /// Closes the element that was opened last.
    public mutating func end(_ name: String) {
        if contentStart == bytes.count {
            bytes[bytes.count - 1] = 0x2F
            bytes.append(0x3E)
        } else {
            bytes.append(contentsOf: "</".utf8)
            bytes.append(contentsOf: name.utf8)
            bytes.append(0x3E)
        }
        contentStart = -1
    }

    /// Writes text inside the open element.
    public mutating func text(_ text: String) {
        XMLWriter.escape(text, attribute: false, to: &bytes)
    }

    /// Writes bytes that are well-formed XML already, such as `XMLNode.source`.
    public mutating func raw(_ xml: some Sequence<UInt8>) {
        bytes.append(contentsOf: xml)
    }

    static func escape(_ text: String, attribute: Bool, to out: inout [UInt8]) {
        var text = text
        text.withUTF8 { escape($0, attribute: attribute, to: &out) }
    }

    static func escape(_ buffer: UnsafeBufferPointer<UInt8>, attribute: Bool, to out: inout [UInt8]) {
        var start = 0
        var i = 0
        while i < buffer.count {
            let byte = buffer[i]
            if plain[Int(byte)] {
                i += 1
                continue
            }
            let (replacement, length) = escaped(byte, attribute, buffer, i)
            if let replacement {
                out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<i]))
                out.append(contentsOf: replacement.utf8)
                start = i + length
            }
            i += length
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start...]))
    }

    /// Whether a byte stands for itself wherever it stands.
    private static let plain: [Bool] = (0...255).map { $0 >= 0x20 && !"&<>\"".utf8.contains(UInt8($0)) && $0 != 0xEF }

    /// What to write for the sign at `i`, nil for itself, and how many bytes it has.
    private static func escaped(_ byte: UInt8, _ attribute: Bool, _ buffer: UnsafeBufferPointer<UInt8>, _ i: Int) -> (String?, Int) {
        switch byte {
        case 0x26: ("&amp;", 1)
        case 0x3C: ("&lt;", 1)
        case 0x3E: ("&gt;", 1)
        case 0x22: (attribute ? "&quot;" : nil, 1)
        case 0x09: (attribute ? "&#9;" : nil, 1)
        case 0x0A: (attribute ? "&#10;" : nil, 1)
        case 0x0D: ("&#13;", 1)
        case 0xEF: i + 2 < buffer.count && buffer[i + 1] == 0xBF && buffer[i + 2] >= 0xBE ? ("\u{FFFD}", 3) : (nil, 1)
        default: ("\u{FFFD}", 1)
        }
    }
}
