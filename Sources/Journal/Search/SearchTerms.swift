public import FHIR

/// What a resource can be found by: its type alone, and each value of each parameter in ``SearchParameter``.
///
/// A term's value is written as it stands in a search address after decoding, so a search asks for what it was given:
/// `identifier=urn:oid:1.2|34` is `Term("identifier", "urn:oid:1.2|34")`. A reference is `Type/id`; a search that gives the id alone must
/// add the type.
public enum SearchTerms {
    public static func of(_ resource: Resource) -> Set<Term> { of(resource.root, type: resource.type) }

    public static func of(_ root: Element, type: String) -> Set<Term> {
        var terms: Set<Term> = []
        visit(root, type: type) { parameter, value in terms.insert(Term(parameter, value)) }
        return terms
    }

    /// Visits every term, some more than once.
    static func visit(_ root: Element, type: String, _ visit: (String, String) -> Void) {
        for parameter in SearchParameter.of(type) {
            for element in root.each(parameter.path) {
                for item in element.items { self.visit(item, parameter) { visit(parameter.name, $0) } }
            }
        }
    }

    private static func visit(_ element: Element, _ parameter: SearchParameter, _ visit: (String) -> Void) {
        func pair(_ system: String?, _ code: String?) {
            guard let code else { return }
            visit(code)
            visit((system ?? "") + "|" + code)
        }
        switch parameter.kind {
        case .identifier:
            let system = element.string("system")
            pair(system, element.string("value"))
            if let system { visit(system + "|") }
        case .token:
            if element.kind == .object {
                if let codings = element["coding"] {
                    for coding in codings.items { pair(coding.string("system"), coding.string("code")) }
                } else {
                    pair(element.string("system"), element.string("code"))
                }
            } else if let code = element.text {
                visit(code)
            }
        case .reference:
            guard let reference = element.string("reference"), let target = ReferenceTarget(reference) else { return }
            // `patient` finds patients alone, also where the element may point at something else.
            if parameter.name == "patient", !target.isPatient { return }
            visit(target.text)
        case .uri:
            if let text = element.text { visit(text) }
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

    public init(type: String, _ term: Term) { self.init(type, term.parameter, term.value) }

    private init(_ type: String, _ parameter: String, _ text: String) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = hash &* 0x100_0000_01b3
        }
        add(type)
        add(parameter)
        add(text)
        value = hash
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
