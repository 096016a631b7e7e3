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

    /// Writes the members of the resource.
    func write(to json: inout JSONWriter) {
        json.field("resourceType", type)
        json.field("id", id)
        if let profile { json.object("meta") { $0.array("profile") { $0.value(profile) } } }
        json.object("text") { json in
            json.field("status", "generated")
            json.field("div", div)
        }
        // Written apart, so that they may grow before the narrative is known.
        json.members(members)
    }

    private var div: String {
        var div = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p><b>"
        div.reserveCapacity(128 + narrative.reduce(id.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count + 24 })
        div += type
        div += "</b></p>"
        func add(_ name: String, _ value: String) {
            div += "<p><b>"
            div += Self.escaped(name)
            div += "</b>: "
            div += Self.escaped(value)
            div += "</p>"
        }
        add("id", id)
        for line in narrative { add(line.name, line.value) }
        div += "</div>"
        return div
    }

    private static func escaped(_ text: String) -> String {
        var plain = text
        let isPlain = plain.withUTF8 { bytes in
            // U+FFFE and U+FFFF begin with EF in UTF-8. This loop takes many bytes at once.
            var found: UInt8 = 0
            for byte in bytes { found |= byte < 0x20 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0xEF ? 1 : 0 }
            return found == 0
        }
        if isPlain { return plain }
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
