/// A page as a browser would have it: elements with their attributes and texts, and everything that a browser would have had to mend.
struct Markup {
    struct Element {
        var name: String
        var attributes: [String: String]
        /// The place of the element around it; nil for the outermost.
        var parent: Int?
        /// Its own text and that of all elements within, unescaped.
        var text = ""
        /// The pieces that the text is made of.
        fileprivate var pieces: [String] = []
    }

    private(set) var elements: [Element] = []
    private(set) var problems: [String] = []
    private var open: [Int] = []
    private var rest: Substring

    /// Elements that have no end tag.
    private static let empty: Set<String> = ["meta", "link", "input", "br", "hr", "img"]
    /// Elements that end an open paragraph: https://html.spec.whatwg.org/#the-p-element
    private static let blocks: Set<String> = [
        "p", "div", "section", "ul", "ol", "dl", "form", "details", "figure", "nav", "header", "footer", "main", "h1", "h2", "h3",
    ]
    private static let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]

    init(_ bytes: [UInt8]) { self.init(String(decoding: bytes, as: UTF8.self)) }

    init(_ html: String) {
        rest = html[...]
        if rest.hasPrefix("<!doctype html>\n") {
            rest = rest.dropFirst("<!doctype html>\n".count)
        } else {
            problems.append("no doctype")
        }
        while let sign = rest.first {
            if sign == "<" { readTag() } else { readText() }
        }
        for place in open { problems.append("<\(elements[place].name)> is not closed") }
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }
    func all(_ name: String, class word: String) -> [Element] { all(name).filter { $0.classes.contains(word) } }
    func first(_ name: String) -> Element? { elements.first { $0.name == name } }
    func element(id: String) -> Element? { elements.first { $0.attributes["id"] == id } }

    /// Elements of a name with an element around them for which `isOuter` holds.
    func all(_ name: String, _ isOuter: (Element) -> Bool) -> [Element] {
        elements.filter { $0.name == name && around($0).contains(where: isOuter) }
    }

    /// The elements around one, innermost first.
    func around(_ element: Element) -> [Element] {
        var result: [Element] = []
        var next = element.parent
        while let place = next {
            result.append(elements[place])
            next = elements[place].parent
        }
        return result
    }

    /// What people read: the text of the body.
    var text: String { first("body")?.text ?? "" }

    private mutating func readText() {
        let end = rest.utf8.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex
        let plain = unescaped(rest[..<end])
        rest = rest[end...]
        if open.isEmpty, plain.contains(where: { !$0.isWhitespace }) { problems.append("text outside the page") }
        for place in open {
            elements[place].text += plain
            elements[place].pieces.append(plain)
        }
    }

    private mutating func readTag() {
        rest.removeFirst()
        let isEnd = rest.first == "/"
        if isEnd { rest.removeFirst() }
        let name = String(rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) })
        rest = rest.dropFirst(name.count)
        if name.isEmpty { problems.append("a < that begins no tag: \(rest.prefix(20))") }
        let (attributes, isClosed) = readAttributes(of: name)
        if isEnd {
            guard let place = open.last, elements[place].name == name else {
                problems.append("</\(name)> closes \(open.last.map { elements[$0].name } ?? "nothing")")
                return
            }
            open.removeLast()
            return
        }
        let surroundings = open.map { elements[$0].name }
        if surroundings.contains("p"), Self.blocks.contains(name) { problems.append("<\(name)> inside <p>") }
        for (inner, outer) in [("a", "a"), ("form", "form"), ("button", "a"), ("a", "button")] where name == inner {
            if surroundings.contains(outer) { problems.append("<\(inner)> inside <\(outer)>") }
        }
        elements.append(Element(name: name, attributes: attributes, parent: open.last))
        if isClosed, !surroundings.contains("svg") { problems.append("<\(name)/> outside a drawing") }
        if !isClosed, !Self.empty.contains(name) { open.append(elements.count - 1) }
    }

    private mutating func readAttributes(of name: String) -> ([String: String], isClosed: Bool) {
        var attributes: [String: String] = [:]
        while let sign = rest.first {
            if sign == ">" {
                rest.removeFirst()
                return (attributes, false)
            }
            if rest.hasPrefix("/>") {
                rest = rest.dropFirst(2)
                return (attributes, true)
            }
            if sign == " " {
                rest.removeFirst()
                continue
            }
            let key = String(rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
            rest = rest.dropFirst(key.count)
            guard !key.isEmpty else {
                problems.append("<\(name)> has a stray \(sign)")
                rest.removeFirst()
                continue
            }
            if attributes[key] != nil { problems.append("<\(name)> has \(key) twice") }
            attributes[key] = ""
            guard rest.first == "=" else { continue }
            rest.removeFirst()
            guard rest.first == "\"" else {
                problems.append("\(key) of <\(name)> has no quotes")
                continue
            }
            rest.removeFirst()
            let end = rest.utf8.firstIndex(of: UInt8(ascii: "\"")) ?? rest.endIndex
            let value = rest[..<end]
            if value.utf8.contains(UInt8(ascii: "<")) { problems.append("a < in \(key) of <\(name)>") }
            rest = rest[end...].dropFirst()
            attributes[key] = unescaped(value)
        }
        problems.append("<\(name) is cut off")
        return (attributes, false)
    }

    private mutating func unescaped(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
        var result = ""
        var left = text
        while let sign = left.popFirst() {
            guard sign == "&" else {
                result.append(sign)
                continue
            }
            let name = left.prefix { $0 != ";" && $0 != "&" && !$0.isWhitespace }
            if let plain = Self.entities[String(name)], left.dropFirst(name.count).first == ";" {
                result += plain
                left = left.dropFirst(name.count + 1)
            } else {
                problems.append("a bare & before \(name.prefix(10))")
                result.append("&")
            }
        }
        return result
    }
}

extension Markup.Element {
    var classes: [String] { (attributes["class"] ?? "").split(separator: " ").map(String.init) }
    var href: String { attributes["href"] ?? "" }

    /// The text as people read it: every piece by itself, with single spaces; non-breaking ones stay.
    var words: String { pieces.flatMap { $0.split { " \n".contains($0) } }.joined(separator: " ") }
}
