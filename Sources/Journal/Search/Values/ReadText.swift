import FHIR

/// Which strings of a resource are there to be read by people: those under names that R4 gives to texts and to nothing that is written for
/// machines (`display`, `text`, `family`, `valueString`; not `code`, `system`, `id`).
enum ReadText {
    private static let names: [(text: [UInt8], isRead: Bool)] = {
        var read: Set<String> = []
        var others: Set<String> = []
        for type in R4.table.types {
            for (name, member) in type.members {
                switch R4.table.types[Int(member.type)].name {
                case "string", "markdown", "xhtml": read.insert(name)
                default:
                    if R4.table.types[Int(member.type)].form == .string { others.insert(name) }
                }
            }
        }
        // The codes of units are no words.
        return read.subtracting(others).subtracting(["unit", "versionId", "version"]).sorted().map { (Array($0.utf8), true) }
    }()

    /// By a number made of the first and last byte and the length; few names share one.
    private static let table: [[[UInt8]]] = {
        var table = [[[UInt8]]](repeating: [], count: 1024)
        for (name, _) in names { table[slot(name[0], name[name.count - 1], name.count)].append(name) }
        return table
    }()

    @inline(__always) private static func slot(_ first: UInt8, _ last: UInt8, _ count: Int) -> Int {
        (Int(first) &* 37 &+ Int(last) &* 11 &+ count &* 131) & 1023
    }

    static func isRead(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = name.first else { return false }
        return table[slot(first, name[name.count &- 1], name.count)].contains { known in
            known.count == name.count && known.elementsEqual(name)
        }
    }

    static func isRead(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { isRead($0) }
    }

    /// Visits the indexes of all such strings below an element.
    static func each(_ words: TapeWords, _ index: Int, _ body: (Int) -> Void) {
        guard words.isObject(index) else { return }
        let end = words.after(index)
        var name = index &+ 2
        while name < end {
            let value = name &+ 1
            let after = words.after(value)
            if words.isText(value) {
                if isRead(words.text(name)) { body(value) }
            } else if words.isObject(value) {
                each(words, value, body)
            } else if words.isArray(value) {
                var item = value &+ 2
                var isKnown = false
                var isText = false
                while item < after {
                    if words.isObject(item) {
                        each(words, item, body)
                    } else if words.isText(item) {
                        if !isKnown { (isKnown, isText) = (true, isRead(words.text(name))) }
                        if isText { body(item) }
                    }
                    item = words.after(item)
                }
            }
            name = after
        }
    }
}

/// What a narrative says, without its markup.
enum NarrativeText {
    static func of(_ xhtml: String) -> String {
        var text = String.UnicodeScalarView()
        var isTag = false
        var entity: String.UnicodeScalarView?
        for scalar in xhtml.unicodeScalars {
            if isTag {
                isTag = scalar != ">"
            } else if scalar == "<" {
                isTag = true
                text.append(" ")
            } else if let begun = entity {
                if scalar == ";" {
                    text.append(contentsOf: self.scalar(String(begun)))
                    entity = nil
                } else if begun.count < 8 {
                    entity?.append(scalar)
                } else {
                    entity = nil
                }
            } else if scalar == "&" {
                entity = String.UnicodeScalarView()
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }

    private static func scalar(_ entity: String) -> String.UnicodeScalarView {
        let number =
            entity.hasPrefix("#x") ? UInt32(entity.dropFirst(2), radix: 16) : entity.hasPrefix("#") ? UInt32(entity.dropFirst()) : nil
        return String(number.flatMap(Unicode.Scalar.init).map(Character.init) ?? " ").unicodeScalars
    }
}
