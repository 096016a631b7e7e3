import FHIR

extension Function {
    /// https://hl7.org/fhirpath/#additional-string-functions
    static let texts: [String: Function] = [
        "encode": text(1...1) { text, arguments, call in
            guard let format = try arguments[0].text(call.what, call.offset) else { return [] }
            switch format {
            case "hex": return [.string(Coding.hex(text))]
            case "base64": return [.string(Coding.base64(text, isForURL: false))]
            case "urlbase64": return [.string(Coding.base64(text, isForURL: true))]
            default: return []
            }
        },
        "decode": text(1...1) { text, arguments, call in
            guard let format = try arguments[0].text(call.what, call.offset) else { return [] }
            let bytes: [UInt8]? =
                switch format {
                case "hex": Coding.bytes(hex: text)
                case "base64", "urlbase64": Coding.bytes(base64: text)
                default: nil
                }
            return bytes.flatMap { String(validating: $0, as: UTF8.self) }.map { [.string($0)] } ?? []
        },
        "escape": text(1...1) { text, arguments, call in
            switch try arguments[0].text(call.what, call.offset) {
            case "html": return [.string(Coding.escapedHTML(text))]
            case "json": return [.string(Coding.escapedJSON(text))]
            default: return []
            }
        },
        "unescape": text(1...1) { text, arguments, call in
            switch try arguments[0].text(call.what, call.offset) {
            case "html": return [.string(Coding.unescapedHTML(text))]
            case "json": return Coding.unescapedJSON(text).map { [.string($0)] } ?? []
            default: return []
            }
        },
    ]
}

/// Texts in other clothes.
private enum Coding {
    private static let digits = Array("0123456789abcdef".utf8)
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

    static func hex(_ text: String) -> String {
        String(decoding: text.utf8.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    static func bytes(hex text: String) -> [UInt8]? {
        let values = text.utf8.map { digit in digits.firstIndex(of: digit | 0x20) }
        guard values.count.isMultiple(of: 2), !values.contains(nil) else { return nil }
        let all = values.compactMap { $0 }
        return stride(from: 0, to: all.count, by: 2).map { UInt8(all[$0] << 4 | all[$0 + 1]) }
    }

    static func base64(_ text: String, isForURL: Bool) -> String {
        let table = letters + (isForURL ? Array("-_".utf8) : Array("+/".utf8))
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 { out.append(place <= group.count ? table[value >> (18 - 6 * place) & 63] : UInt8(ascii: "=")) }
        }
        return String(decoding: out, as: UTF8.self)
    }

    static func bytes(base64 text: String) -> [UInt8]? {
        var out: [UInt8] = []
        var value = 0
        var bits = 0
        for byte in text.utf8 where byte != UInt8(ascii: "=") {
            let digit: Int
            switch byte {
            case UInt8(ascii: "+"), UInt8(ascii: "-"): digit = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): digit = 63
            default:
                guard let known = letters.firstIndex(of: byte) else { return nil }
                digit = known
            }
            value = value << 6 | digit
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(value >> bits & 255))
            }
        }
        return out
    }

    static func escapedHTML(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { out, scalar in
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }

    static func unescapedHTML(_ text: String) -> String {
        let names = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "#39": "'", "#34": "\"", "nbsp": "\u{a0}"]
        var out = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "&") {
            out += rest[..<mark]
            rest = rest[mark...]
            if let end = rest.prefix(10).firstIndex(of: ";"), let plain = names[String(rest[rest.index(after: mark)..<end])] {
                out += plain
                rest = rest[rest.index(after: end)...]
            } else {
                out += "&"
                rest = rest.dropFirst()
            }
        }
        return out + rest
    }

    static func escapedJSON(_ text: String) -> String {
        var writer = JSONWriter()
        writer.value(text)
        return String(decoding: writer.bytes.dropFirst().dropLast(), as: UTF8.self)
    }

    /// nil when a backslash begins no escape. Quotation marks may stand as they are: the text is no document.
    static func unescapedJSON(_ text: String) -> String? {
        let quoted = text.replacing("\\\"", with: "\"").replacing("\"", with: "\\\"")
        return (try? Document(json: Array("[\"\(quoted)\"]".utf8)))?.root[0]?.text
    }
}
