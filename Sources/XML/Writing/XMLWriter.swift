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

    /// - Parameter declaration: whether to begin with `<?xml version="1.0" encoding="UTF-8"?>`.
    public init(declaration: Bool = true) {
        if declaration { bytes.append(contentsOf: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) }
    }

    /// Writes an element with its attributes in the given order, then `text`, then what `body` writes. Names are written as given.
    public mutating func element(
        _ name: String, _ attributes: [(String, String)] = [], text: String? = nil, _ body: (inout XMLWriter) -> Void = { _ in }
    ) {
        bytes.append(0x3C)
        bytes.append(contentsOf: name.utf8)
        for (key, value) in attributes {
            bytes.append(0x20)
            bytes.append(contentsOf: key.utf8)
            bytes.append(contentsOf: "=\"".utf8)
            XMLWriter.escape(value, attribute: true, to: &bytes)
            bytes.append(0x22)
        }
        let before = bytes.count
        bytes.append(0x3E)
        if let text { XMLWriter.escape(text, attribute: false, to: &bytes) }
        body(&self)
        if bytes.count == before + 1 {
            bytes[before] = 0x2F
            bytes.append(0x3E)
            return
        }
        bytes.append(contentsOf: "</".utf8)
        bytes.append(contentsOf: name.utf8)
        bytes.append(0x3E)
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
        text.withUTF8 { buffer in
            var i = 0
            while i < buffer.count {
                let byte = buffer[i]
                switch byte {
                case 0x26: out.append(contentsOf: "&amp;".utf8)
                case 0x3C: out.append(contentsOf: "&lt;".utf8)
                case 0x3E: out.append(contentsOf: "&gt;".utf8)
                case 0x22 where attribute: out.append(contentsOf: "&quot;".utf8)
                case 0x09 where attribute: out.append(contentsOf: "&#9;".utf8)
                case 0x0A where attribute: out.append(contentsOf: "&#10;".utf8)
                case 0x0D: out.append(contentsOf: "&#13;".utf8)
                case 0..<0x20 where byte != 0x09 && byte != 0x0A: out.append(contentsOf: [0xEF, 0xBF, 0xBD])
                case 0xEF where i + 2 < buffer.count && buffer[i + 1] == 0xBF && buffer[i + 2] >= 0xBE:
                    out.append(contentsOf: [0xEF, 0xBF, 0xBD])
                    i += 2
                default: out.append(byte)
                }
                i += 1
            }
        }
    }
}
