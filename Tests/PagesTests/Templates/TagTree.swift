/// A template as the tags it is made of: what a walk goes through.
indirect enum Tag: Equatable {
    case value(String)
    case section(String, isInverted: Bool, [Tag])
    /// `{{> name}}`.
    case partial(String)
    /// `{{<name}}…{{/name}}`: a template with some of its blocks replaced.
    case inherited(String, blocks: [String: [Tag]])
    /// `{{$name}}…{{/name}}`.
    case block(String, [Tag])

    struct Mistake: Error, CustomStringConvertible {
        var description: String
    }

    /// All tags of a template; throws where they do not balance or where a brace would let something out unescaped.
    static func all(of source: String) throws(Mistake) -> [Tag] {
        var rest = source[...]
        return try read(&rest, until: nil)
    }

    private static func read(_ rest: inout Substring, until name: String?) throws(Mistake) -> [Tag] {
        var tags: [Tag] = []
        while let start = rest.firstRange(of: "{{") {
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "}}") else { throw Mistake(description: "{{ is not closed: \(rest.prefix(30))") }
            let inner = rest[..<end.lowerBound]
            rest = rest[end.upperBound...]
            guard let sign = inner.first else { throw Mistake(description: "an empty tag") }
            let rest0 = String(inner.dropFirst().drop { $0 == " " })
            switch sign {
            case "#": tags.append(.section(rest0, isInverted: false, try read(&rest, until: rest0)))
            case "^": tags.append(.section(rest0, isInverted: true, try read(&rest, until: rest0)))
            case "$": tags.append(.block(rest0, try read(&rest, until: rest0)))
            case ">": tags.append(.partial(rest0))
            case "<":
                var blocks: [String: [Tag]] = [:]
                for tag in try read(&rest, until: rest0) {
                    guard case .block(let block, let inside) = tag else { throw Mistake(description: "\(tag) outside a block of \(rest0)") }
                    blocks[block] = inside
                }
                tags.append(.inherited(rest0, blocks: blocks))
            case "/":
                guard rest0 == name else { throw Mistake(description: "{{/\(rest0)}} closes \(name ?? "nothing")") }
                return tags
            case "{", "&", "!", "=", "%": throw Mistake(description: "{{\(sign) has no place in a page")
            default: tags.append(.value(String(inner)))
            }
        }
        if let name { throw Mistake(description: "{{#\(name)}} is not closed") }
        return tags
    }
}
