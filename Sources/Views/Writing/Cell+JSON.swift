import FHIR

extension Cell {
    /// The cell as a JSON value.
    public func writeJSON(to buffer: inout [UInt8]) {
        switch self {
        case .null: buffer += "null".utf8
        case .boolean(let value): buffer += (value ? "true" : "false").utf8
        case .number(let digits): buffer += digits.utf8
        case .text(let text): Cell.writeQuoted(text, to: &buffer)
        case .element(let element): buffer += element.bytes
        case .list(let cells):
            buffer.append(0x5B)
            for (index, cell) in cells.enumerated() {
                if index > 0 { buffer.append(0x2C) }
                cell.writeJSON(to: &buffer)
            }
            buffer.append(0x5D)
        }
    }

    private static func writeQuoted(_ text: String, to buffer: inout [UInt8]) {
        var text = text
        buffer.append(0x22)
        text.withUTF8 { bytes in
            guard bytes.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else { return buffer.append(contentsOf: bytes) }
            for byte in bytes {
                switch byte {
                case 0x22, 0x5C: buffer += [0x5C, byte]
                case 0x0A: buffer += [0x5C, 0x6E]
                case 0x0D: buffer += [0x5C, 0x72]
                case 0x09: buffer += [0x5C, 0x74]
                case 0..<0x20: buffer += [0x5C, 0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                default: buffer.append(byte)
                }
            }
        }
        buffer.append(0x22)
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
