/// Comma separated values as RFC 4180 says (https://www.rfc-editor.org/rfc/rfc4180), strictly; a line may end with LF alone, and lines with
/// nothing on them are skipped.
enum CSV {
    struct Record {
        var line: Int
        var fields: [String]
    }

    /// Stops at the first mistake: what follows a wrong quote cannot be trusted.
    static func records(_ text: String, file: String) throws(Mistakes) -> [Record] {
        var reader = Reader(bytes: Array(text.utf8), file: file)
        return try reader.records()
    }

    private struct Reader {
        let bytes: [UInt8]
        let file: String
        var position = 0
        var line = 1

        init(bytes: [UInt8], file: String) {
            self.bytes = bytes
            self.file = file
        }

        mutating func records() throws(Mistakes) -> [Record] {
            var records: [Record] = []
            while position < bytes.count {
                let start = line
                var fields = [try field()]
                while peek == UInt8(ascii: ",") {
                    position += 1
                    fields.append(try field())
                }
                try endLine()
                if fields != [""] { records.append(Record(line: start, fields: fields)) }
            }
            return records
        }

        private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

        private mutating func field() throws(Mistakes) -> String {
            if peek == UInt8(ascii: "\"") { return try quoted() }
            let start = position
            while let byte = peek, byte != UInt8(ascii: ","), byte != 10, byte != 13 {
                if byte == UInt8(ascii: "\"") {
                    throw mistake(
                        "A quotation mark stands inside a value that does not begin with one",
                        "Put the whole value in quotation marks and double those inside it.")
                }
                position += 1
            }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }

        private mutating func quoted() throws(Mistakes) -> String {
            let start = line
            var value: [UInt8] = []
            position += 1
            while let byte = peek {
                position += 1
                if byte == UInt8(ascii: "\"") {
                    guard peek == byte else { return String(decoding: value, as: UTF8.self) }
                    position += 1
                }
                if byte == 10 { line += 1 }
                value.append(byte)
            }
            line = start
            throw mistake("A quotation mark is never closed", "Close the value with a quotation mark.")
        }

        private mutating func endLine() throws(Mistakes) {
            switch peek {
            case nil: return
            case 13:
                guard position + 1 < bytes.count, bytes[position + 1] == 10 else {
                    throw mistake("A carriage return stands alone", "End lines with CR LF or LF.")
                }
                position += 2
            case 10: position += 1
            default:
                throw mistake("Text follows a closing quotation mark", "End the value there, or double the quotation marks inside it.")
            }
            line += 1
        }

        private func mistake(_ what: String, _ remedy: String) -> Mistakes {
            Mistakes([Mistake(.malformed, Place(file: file, line: line), what, remedy: remedy)])
        }
    }
}
