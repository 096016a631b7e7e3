import FHIR

/// A resource on its way into a message Bundle, with the narrative that MedCom asks for in each.
struct MessageEntry: Sendable {
    let type: String
    let id: String
    var profile: String?
    /// Where letters to an Organization go: `MessageHeader.destination.endpoint`.
    var endpoint: String?
    /// The members of the resource after `text`.
    var members = JSONWriter()
    private var narrative: [(name: String, value: String)] = []

    init(type: String, id: String) {
        self.type = type
        self.id = id
    }

    var reference: String { "\(type)/\(id)" }

    /// Adds a line to the narrative. Nil and blank values add nothing.
    mutating func say(_ name: String, _ value: String?) {
        if let value = value?.nonBlank { narrative.append((name, value)) }
    }

    /// The resource as JSON.
    var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("resourceType", type)
            json.field("id", id)
            if let profile { json.object("meta") { $0.array("profile") { $0.value(profile) } } }
            json.object("text") { json in
                json.field("status", "generated")
                json.field("div", div)
            }
        }
        // The members were written apart, so that they may grow before the narrative is known.
        var out = json.bytes
        guard !members.bytes.isEmpty else { return out }
        out.removeLast()
        out.append(UInt8(ascii: ","))
        out.append(contentsOf: members.bytes)
        out.append(UInt8(ascii: "}"))
        return out
    }

    private var div: String {
        let lines = ([("id", id)] + narrative).map { "<p><b>\(Self.escaped($0.0))</b>: \(Self.escaped($0.1))</p>" }
        return "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p><b>\(type)</b></p>\(lines.joined())</div>"
    }

    private static func escaped(_ text: String) -> String {
        // U+FFFE and U+FFFF begin with EF in UTF-8.
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">") && byte != 0xEF
        }
        if isPlain { return text }
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\n": out += "<br/>"
            case "\u{0}"..<"\u{20}", "\u{fffe}", "\u{ffff}": out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
