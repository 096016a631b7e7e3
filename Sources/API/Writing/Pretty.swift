/// Indents what a person will read. It moves space between tokens only, so every digit and every text stays as it was.
enum Pretty {
    /// - Parameter json: valid JSON.
    static func json(_ json: [UInt8]) -> [UInt8] {
        var new: [UInt8] = []
        new.reserveCapacity(json.count * 2)
        var depth = 0
        var index = 0
        func breakLine() {
            new.append(UInt8(ascii: "\n"))
            new.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
        }
        while index < json.count {
            let byte = json[index]
            switch byte {
            case UInt8(ascii: "\""):
                let end = endOfString(json, from: index)
                new += json[index..<end]
                index = end
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                new.append(byte)
                let next = afterSpace(json, index + 1)
                if next < json.count, json[next] == byte + 2 {
                    new.append(json[next])
                    index = next
                } else {
                    depth += 1
                    breakLine()
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                breakLine()
                new.append(byte)
            case UInt8(ascii: ","):
                new.append(byte)
                breakLine()
            case UInt8(ascii: ":"): new += [byte, UInt8(ascii: " ")]
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): break
            default: new.append(byte)
            }
            index += 1
        }
        new.append(UInt8(ascii: "\n"))
        return new
    }

    /// - Parameter xml: FHIR XML as this hub writes it: no comments, every `<` and `>` of text escaped. Narrative is left as it is.
    static func xml(_ xml: [UInt8]) -> [UInt8] {
        var new: [UInt8] = []
        new.reserveCapacity(xml.count * 2)
        var depth = 0
        var narrative = 0
        var index = 0
        while index < xml.count {
            guard xml[index] == UInt8(ascii: "<"), let end = endOfTag(xml, from: index) else {
                if narrative > 0 || !isSpace(xml[index]) { new.append(xml[index]) }
                index += 1
                continue
            }
            let tag = xml[index...end]
            let isEnd = tag.dropFirst().first == UInt8(ascii: "/")
            let isWhole = tag.dropLast().last == UInt8(ascii: "/") || tag.dropLast().last == UInt8(ascii: "?")
            let isNarrative = tag.dropFirst(isEnd ? 2 : 1).starts(with: "div".utf8)
            if isEnd, narrative == 0 { depth -= 1 }
            if narrative == 0, !new.isEmpty {
                new.append(UInt8(ascii: "\n"))
                new.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(depth, 0) * 2))
            }
            new += tag
            if isNarrative || narrative > 0 {
                if !isWhole { narrative += isEnd ? -1 : 1 }
            } else if !isEnd, !isWhole {
                depth += 1
            }
            index = end + 1
        }
        new.append(UInt8(ascii: "\n"))
        return new
    }

    private static func endOfString(_ json: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < json.count, json[index] != UInt8(ascii: "\"") { index += json[index] == UInt8(ascii: "\\") ? 2 : 1 }
        return min(index + 1, json.count)
    }

    /// The `>` that closes a tag; the sign may also stand inside the quotes of an attribute.
    private static func endOfTag(_ xml: [UInt8], from start: Int) -> Int? {
        var quote: UInt8?
        for index in start..<xml.count {
            let byte = xml[index]
            if quote != nil {
                if byte == quote { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index
            }
        }
        return nil
    }

    private static func afterSpace(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        return index
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
