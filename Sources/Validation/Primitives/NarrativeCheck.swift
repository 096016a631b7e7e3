/// Checks a narrative: one XHTML `div` with basic formatting only, and something to read in it. https://hl7.org/fhir/R4/narrative.html
///
/// It is a small reader of XML on its own, because narratives are a large part of most resources and building a tree of each would cost
/// more than all other checks together.
struct NarrativeCheck {
    enum Fault {
        /// No well-formed XML, or no `div` in XHTML's namespace around all.
        case malformed
        /// An element, attribute, entity or comment that narratives may not have.
        case forbidden
        /// Nothing to read.
        case empty
    }

    private let text: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var open: [Range<Int>] = []
    private var hasContent = false

    static func fault(in text: UnsafeBufferPointer<UInt8>) -> Fault? {
        var check = NarrativeCheck(text)
        return check.run()
    }

    private init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    private mutating func run() -> Fault? {
        skipSpace()
        guard at < text.count, text[at] == 0x3C else { return .malformed }
        repeat {
            if let fault = text[at] == 0x3C ? tag() : content() { return fault }
        } while !open.isEmpty && at < text.count
        skipSpace()
        guard open.isEmpty, at == text.count else { return .malformed }
        return hasContent ? nil : .empty
    }

    private mutating func skipSpace() {
        while at < text.count && text[at] <= 0x20 { at += 1 }
    }

    private mutating func content() -> Fault? {
        while at < text.count && text[at] != 0x3C {
            if text[at] == 0x26 {
                guard let fault = entity() else {
                    hasContent = true
                    continue
                }
                return fault
            }
            if text[at] > 0x20 { hasContent = true }
            at += 1
        }
        return nil
    }

    /// XML's five entities and numbers; those of HTML are not known to XML.
    private mutating func entity() -> Fault? {
        let start = at + 1
        while at < text.count && at - start < 12 && text[at] != 0x3B { at += 1 }
        guard at < text.count, text[at] == 0x3B else { return .malformed }
        let name = text[start..<at]
        at += 1
        if name.first == 0x23 {
            let digits = name.dropFirst()
            let isNumber =
                digits.first == 0x78
                ? digits.count > 1 && digits.dropFirst().allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 }
                : !digits.isEmpty && digits.allSatisfy { $0 &- 0x30 < 10 }
            return isNumber ? nil : .malformed
        }
        return NarrativeCheck.entities.contains(String(decoding: name, as: UTF8.self)) ? nil : .forbidden
    }

    private mutating func tag() -> Fault? {
        at += 1
        guard at < text.count else { return .malformed }
        if text[at] == 0x2F { return close() }
        if text[at] == 0x21 { return comment() }
        let name = word()
        guard !name.isEmpty else { return .malformed }
        let isRoot = open.isEmpty
        guard NarrativeCheck.isKnown(text[name], NarrativeCheck.elements) else { return .forbidden }
        if isRoot && !text[name].elementsEqual("div".utf8) { return .malformed }
        var hasNamespace = false
        while true {
            let spaces = at
            skipSpace()
            guard at < text.count else { return .malformed }
            if text[at] == 0x3E {
                at += 1
                open.append(name)
                break
            }
            if text[at] == 0x2F {
                guard at + 1 < text.count, text[at + 1] == 0x3E else { return .malformed }
                at += 2
                break
            }
            guard at > spaces else { return .malformed }
            if let fault = attribute(of: name, &hasNamespace) { return fault }
        }
        return isRoot && !hasNamespace ? .malformed : nil
    }

    private mutating func attribute(of element: Range<Int>, _ hasNamespace: inout Bool) -> Fault? {
        let name = word()
        skipSpace()
        guard !name.isEmpty, at < text.count, text[at] == 0x3D else { return .malformed }
        at += 1
        skipSpace()
        guard at < text.count, text[at] == 0x22 || text[at] == 0x27 else { return .malformed }
        let quote = text[at]
        at += 1
        let start = at
        while at < text.count && text[at] != quote {
            if text[at] == 0x3C { return .malformed }
            at += 1
        }
        guard at < text.count else { return .malformed }
        let value = text[start..<at]
        at += 1
        if text[name].elementsEqual("xmlns".utf8) {
            guard value.elementsEqual("http://www.w3.org/1999/xhtml".utf8) else { return .malformed }
            hasNamespace = true
            return nil
        }
        // A picture can be looked at.
        if text[name].elementsEqual("src".utf8) && text[element].elementsEqual("img".utf8) { hasContent = true }
        return NarrativeCheck.isKnown(text[name], NarrativeCheck.attributes) ? nil : .forbidden
    }

    private mutating func close() -> Fault? {
        at += 1
        let name = word()
        skipSpace()
        guard at < text.count, text[at] == 0x3E, let opened = open.popLast(), text[opened].elementsEqual(text[name]) else {
            return .malformed
        }
        at += 1
        return nil
    }

    /// Comments are harmless; declarations, CDATA and processing instructions are not narratives.
    private mutating func comment() -> Fault? {
        guard at + 2 < text.count, text[at + 1] == 0x2D, text[at + 2] == 0x2D else { return .forbidden }
        at += 3
        while at + 2 < text.count {
            if text[at] == 0x2D && text[at + 1] == 0x2D {
                guard text[at + 2] == 0x3E else { return .malformed }
                at += 3
                return nil
            }
            at += 1
        }
        return .malformed
    }

    private mutating func word() -> Range<Int> {
        let start = at
        while at < text.count && (Primitive.isIDByte(text[at]) || text[at] == 0x3A || text[at] == 0x5F) { at += 1 }
        return start..<at
    }

    private static func isKnown(_ name: Slice<UnsafeBufferPointer<UInt8>>, _ known: Set<UInt64>) -> Bool {
        name.count <= 16 && known.contains(Digest.of(UnsafeBufferPointer(rebasing: name)))
    }

    private static func digests(_ names: String) -> Set<UInt64> {
        Set(names.split(separator: " ").map { Array($0.utf8).withUnsafeBufferPointer { Digest.of($0) } })
    }

    private static let entities: Set<String> = ["amp", "lt", "gt", "quot", "apos"]

    /// What invariant txt-1 of Narrative names.
    private static let elements = digests(
        "a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p pre q samp "
            + "small span strong sub sup table tbody td tfoot th thead tr tt ul var")

    /// The same, and XML's own.
    private static let attributes = digests(
        "abbr accesskey align alt axis bgcolor border cellhalign cellpadding cellspacing cellvalign char charoff charset cite class colspan "
            + "compact coords dir frame headers height href hreflang hspace id lang longdesc name nowrap rel rev rowspan rules scope shape "
            + "span src start style summary tabindex title type valign value vspace width xml:lang xml:space")
}
