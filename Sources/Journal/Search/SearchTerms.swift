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
        for parameter in SearchParameter.of(type) {
            for element in root.each(parameter.path) {
                for item in element.items { add(item, parameter, &terms) }
            }
        }
        return terms
    }

    private static func add(_ element: Element, _ parameter: SearchParameter, _ terms: inout Set<Term>) {
        func insert(_ value: String) { terms.insert(Term(parameter.name, value)) }
        func insert(system: String?, code: String?) {
            guard let code else { return }
            insert(code)
            insert((system ?? "") + "|" + code)
        }
        switch parameter.kind {
        case .identifier:
            let system = element.string("system")
            insert(system: system, code: element.string("value"))
            if let system { insert(system + "|") }
        case .token:
            if element.kind == .object {
                if let codings = element["coding"] {
                    for coding in codings.items { insert(system: coding.string("system"), code: coding.string("code")) }
                } else {
                    insert(system: element.string("system"), code: element.string("code"))
                }
            } else if let code = element.text {
                insert(code)
            }
        case .reference:
            guard let reference = element.string("reference"), !reference.hasPrefix("#") else { return }
            // `patient` finds patients alone, also where the element may point at something else.
            if parameter.name == "patient", !reference.hasPrefix("Patient/"), !reference.contains("/Patient/") { return }
            if let version = reference.firstRange(of: "/_history/") {
                insert(String(reference[..<version.lowerBound]))
            } else {
                insert(reference)
            }
        case .uri:
            if let text = element.text { insert(text) }
        }
    }
}

/// The number that an index keeps for a term of a type: FNV-1a of 64 bits over type, parameter and value, each ended by a zero byte.
///
/// Different terms may share a number (it is not meant to resist an adversary), so whatever an index finds must be compared with the
/// resource itself before it is shown.
public struct TermKey: Hashable, Sendable, Comparable {
    public var value: UInt64

    public init(type: String, _ term: Term) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in [type, term.parameter, term.value] {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = hash &* 0x100_0000_01b3
        }
        value = hash
    }

    public init(_ value: UInt64) { self.value = value }

    public static func < (left: TermKey, right: TermKey) -> Bool { left.value < right.value }

    /// The key of every resource of a type.
    public static func all(_ type: String) -> TermKey { TermKey(type: type, Term("", "")) }

    /// The keys under which a resource is found, ascending: that of its type and one for each term.
    public static func of(_ root: Element, type: String) -> [TermKey] {
        var keys = Set(SearchTerms.of(root, type: type).map { TermKey(type: type, $0) })
        keys.insert(all(type))
        return keys.sorted()
    }
}
