public import FHIR

/// What a resource can be found by: its type alone, and each value of each parameter in ``TermParameter``.
///
/// A term's value is written as it stands in a search address after decoding, so a search asks for what it was given:
/// `identifier=urn:oid:1.2|34` is `Term("identifier", "urn:oid:1.2|34")`. A reference is `Type/id`; a search that gives the id alone must
/// add the type.
public enum SearchTerms {
    public static func of(_ resource: Resource) -> Set<Term> { of(resource.root, type: resource.type) }

    public static func of(_ root: Element, type: String) -> Set<Term> {
        var terms: Set<Term> = []
        visit(root, type: type) { parameter, value in terms.insert(Term(parameter, value.text)) }
        return terms
    }

    /// A term's value in the pieces that the resource has it in, so that an index can hash it without making texts.
    struct Value {
        var system: Element?
        var hasBar = false
        var code: Element?
        /// A reference without its version.
        var reference: String?

        var text: String { reference ?? (system?.text ?? "") + (hasBar ? "|" : "") + (code?.text ?? "") }
    }

    /// Visits every term, some more than once.
    static func visit(_ root: Element, type: String, _ visit: (String, Value) -> Void) {
        for parameter in TermParameter.of(type) {
            for element in root.each(parameter.path) {
                for item in element.items { self.visit(item, parameter) { visit(parameter.name, $0) } }
            }
        }
    }

    private static func visit(_ element: Element, _ parameter: TermParameter, _ visit: (Value) -> Void) {
        func pair(_ system: Element?, _ code: Element?) {
            guard let code, code.isSimple else { return }
            visit(Value(code: code))
            visit(Value(system: system, hasBar: true, code: code))
        }
        switch parameter.kind {
        case .identifier:
            let system = element.first("system")
            pair(system, element.first("value"))
            if let system, system.isSimple { visit(Value(system: system, hasBar: true)) }
        case .token:
            if element.kind == .object {
                if let codings = element["coding"] {
                    for coding in codings.items { pair(coding.first("system"), coding.first("code")) }
                } else {
                    pair(element.first("system"), element.first("code"))
                }
            } else if element.isSimple {
                visit(Value(code: element))
            }
        case .reference:
            guard let reference = element.string("reference"), let target = ReferenceTarget(reference) else { return }
            // `patient` finds patients alone, also where the element may point at something else.
            if parameter.name == "patient", !target.isPatient { return }
            visit(Value(reference: target.text))
        case .uri:
            if element.isSimple { visit(Value(code: element)) }
        }
    }
}

extension Element {
    /// Whether it has a text.
    fileprivate var isSimple: Bool {
        switch kind {
        case .string, .number, .boolean: true
        case .object, .array, .null: false
        }
    }
}

/// What a literal reference points at, without the version: https://hl7.org/fhir/R4/references.html#literal
private struct ReferenceTarget {
    var text: String
    var isPatient: Bool

    /// Nil for a reference inside the resource itself.
    init?(_ reference: String) {
        guard !reference.isEmpty, !reference.hasPrefix("#") else { return nil }
        var parts = reference.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        text = reference
        if parts.count >= 4, parts[parts.count - 2].elementsEqual("_history".utf8) {
            text = String(Substring(reference.utf8[..<parts[parts.count - 3].endIndex]))
            parts.removeLast(2)
        }
        isPatient = parts.count >= 2 && parts[parts.count - 2].elementsEqual("Patient".utf8)
    }
}

/// The number that an index keeps for a term of a type: FNV-1a of 64 bits over type, parameter and value, each ended by a zero byte.
///
/// Different terms may share a number (it is not meant to resist an adversary), so whatever an index finds must be compared with the
/// resource itself before it is shown.
public struct TermKey: Hashable, Sendable, Comparable {
    public var value: UInt64

    public init(type: String, _ term: Term) {
        var hash = Hash(type, term.parameter)
        hash.add(term.value.utf8)
        value = hash.ended()
    }

    private init(_ type: String, _ parameter: String, _ text: SearchTerms.Value) {
        var hash = Hash(type, parameter)
        if let reference = text.reference {
            hash.add(reference.utf8)
        } else {
            if let system = text.system { hash.add(system) }
            if text.hasBar { hash.add(CollectionOfOne(UInt8(ascii: "|"))) }
            if let code = text.code { hash.add(code) }
        }
        value = hash.ended()
    }

    private struct Hash {
        private var value: UInt64 = 0xcbf2_9ce4_8422_2325

        init(_ type: String, _ parameter: String) {
            add(type.utf8)
            value = ended()
            add(parameter.utf8)
            value = ended()
        }

        mutating func add(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }

        mutating func add(_ element: Element) {
            if let plain = element.plainText { add(plain) } else if let text = element.text { add(text.utf8) }
        }

        /// As if a zero byte followed.
        func ended() -> UInt64 { value &* 0x100_0000_01b3 }
    }

    public init(_ value: UInt64) { self.value = value }

    public static func < (left: TermKey, right: TermKey) -> Bool { left.value < right.value }

    /// The key of every resource of a type.
    public static func all(_ type: String) -> TermKey { TermKey(type: type, Term("", "")) }

    /// The keys under which a resource is found, ascending: that of its type and one for each term.
    public static func of(_ root: Element, type: String) -> [TermKey] {
        var keys = [all(type)]
        SearchTerms.visit(root, type: type) { parameter, value in keys.append(TermKey(type, parameter, value)) }
        keys.sort()
        var last: TermKey?
        keys.removeAll { key in
            defer { last = key }
            return key == last
        }
        return keys
    }
}
