import FHIR

extension Cell {
    /// The cell as a field of RFC 4180.
    ///
    /// - Parameter isAlone: whether it is its row's only field: an empty line could be passed over by who reads it.
    public func writeCSV(to buffer: inout [UInt8], isAlone: Bool = false) {
        switch self {
        case .null: if isAlone { buffer += [0x22, 0x22] }
        case .boolean(let value): buffer += (value ? "true" : "false").utf8
        case .number(let digits): buffer += digits.utf8
        case .text(let text): Cell.writeField(text.utf8, to: &buffer)
        case .element(let element):
            if let plain = element.plainText {
                Cell.writeField(plain, to: &buffer)
            } else if let text = element.text {
                Cell.writeField(text.utf8, to: &buffer)
            } else {
                Cell.writeField(element.bytes, to: &buffer)
            }
        case .list:
            var json: [UInt8] = []
            writeJSON(to: &json)
            Cell.writeField(json, to: &buffer)
        }
    }

    /// In quotation marks only where it must: for a comma, a quotation mark, the end of a line, or nothing at all.
    static func writeField(_ bytes: some Collection<UInt8>, to buffer: inout [UInt8]) {
        let needsQuotes = bytes.isEmpty || bytes.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else {
            buffer += bytes
            return
        }
        buffer.append(0x22)
        for byte in bytes {
            if byte == 0x22 { buffer.append(0x22) }
            buffer.append(byte)
        }
        buffer.append(0x22)
    }
}
