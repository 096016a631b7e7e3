import FHIR
import FHIRPath

/// A value of a parameter as the resource has it: what tests are held against.
enum SearchValue {
    struct Token {
        /// Nil where the code has none, or cannot have one.
        var system: String?
        var code: String?
        /// Whether letters of either case are the same; not for identifiers.
        var isFolded = true
        var isContact = false
    }

    case token(Token)
    /// The texts beside a code.
    case label(String)
    case typed(system: String, code: String, value: String)
    /// Of a name or an address, each part and the whole; `isSearchedInside` unless another one contains it.
    case text(String, isSearchedInside: Bool)
    case reference(String)
    case canonical(String)
    case contained(type: String, id: String)
    case identifier(system: String?, value: String)
    case uri(String)
    case time(SearchTime, lasts: Bool)
    /// The ends are nil where they are open; `isOpen` where the number itself is left out.
    case number(from: DecimalNumber?, to: DecimalNumber?, isOpen: Bool, system: String?, code: String?, unit: String?)
    case place(latitude: Double, longitude: Double)

    /// What an element of a type says to a parameter of a kind.
    static func read(_ element: Element, _ type: String, _ kind: SearchParameter.Kind) -> [SearchValue] {
        guard let form = ValueForm(kind, type) else { return [] }
        switch form {
        case .code: return simple(element).map { [.token(Token(code: $0))] } ?? []
        case .coding: return coding(element)
        case .concept: return each(element, "coding").flatMap(coding) + label(element["text"])
        case .identifier: return identifier(element)
        case .contact: return simple(element["value"]).map { [.token(Token(code: $0, isContact: true))] } ?? []
        case .text: return simple(element).map { [.text($0, isSearchedInside: true)] } ?? []
        case .name: return name(element)
        case .address: return address(element)
        case .reference:
            let literal = simple(element["reference"]).map { [SearchValue.reference($0)] } ?? []
            let logical = element["identifier"].flatMap { identifier in
                simple(identifier["value"]).map { [SearchValue.identifier(system: simple(identifier["system"]), value: $0)] }
            }
            return literal + (logical ?? [])
        case .canonical: return element.kind == .string ? element.text.map { [.canonical($0)] } ?? [] : []
        case .resource:
            guard let type = simple(element["resourceType"]), let id = simple(element["id"]) else { return [] }
            return [.contained(type: type, id: id)]
        case .uri: return element.kind == .string ? element.text.map { [.uri($0)] } ?? [] : []
        case .time: return time(element).map { [.time($0, lasts: false)] } ?? []
        case .period: return period(element).map { [.time($0, lasts: true)] } ?? []
        case .timing: return timing(element)
        case .number: return decimal(element).map { [.number(from: $0, to: $0, isOpen: false, system: nil, code: nil, unit: nil)] } ?? []
        case .numberRange, .range: return range(element)
        case .quantity: return quantity(element)
        case .money:
            return decimal(element["value"]).map { number in
                [
                    .number(
                        from: number, to: number, isOpen: false, system: "urn:iso:std:iso:4217", code: simple(element["currency"]),
                        unit: nil)
                ]
            } ?? []
        case .position:
            guard let latitude = decimal(element["latitude"]), let longitude = decimal(element["longitude"]) else { return [] }
            return [.place(latitude: latitude.double, longitude: longitude.double)]
        case .presence: return []
        }
    }

    static func simple(_ element: Element?) -> String? {
        guard let element else { return nil }
        switch element.kind {
        case .string, .number, .boolean: return element.text
        case .object, .array, .null: return nil
        }
    }

    private static func each(_ element: Element, _ name: String) -> [Element] {
        element[name].map { $0.items.filter { $0.kind != .null } } ?? []
    }

    private static func label(_ element: Element?) -> [SearchValue] { simple(element).map { [.label($0)] } ?? [] }

    private static func coding(_ element: Element) -> [SearchValue] {
        let (system, code) = (simple(element["system"]), simple(element["code"]))
        let tokens = system == nil && code == nil ? [] : [SearchValue.token(Token(system: system, code: code))]
        return tokens + label(element["display"])
    }

    private static func identifier(_ element: Element) -> [SearchValue] {
        let (system, value) = (simple(element["system"]), simple(element["value"]))
        var found: [SearchValue] = system == nil && value == nil ? [] : [.token(Token(system: system, code: value, isFolded: false))]
        guard let type = element["type"] else { return found }
        found += label(type["text"])
        guard let value else { return found }
        for coding in each(type, "coding") {
            guard let system = simple(coding["system"]), let code = simple(coding["code"]) else { continue }
            found.append(.typed(system: system, code: code, value: value))
        }
        return found
    }

    private static func texts(_ element: Element, _ name: String) -> [String] { each(element, name).compactMap { simple($0) } }

    private static func name(_ element: Element) -> [SearchValue] {
        let (family, given) = (texts(element, "family"), texts(element, "given"))
        let inside = ["text", "prefix", "suffix"].flatMap { texts(element, $0) } + [(given + family).joined(separator: " ")]
        let others = family + given + [(family + given).joined(separator: " ")]
        return inside.map { .text($0, isSearchedInside: true) } + others.map { .text($0, isSearchedInside: false) }
    }

    private static func address(_ element: Element) -> [SearchValue] {
        let parts = ["line", "postalCode", "city"].flatMap { texts(element, $0) }
        let inside = ["text", "district", "state", "country"].flatMap { texts(element, $0) } + [parts.joined(separator: " ")]
        return inside.map { .text($0, isSearchedInside: true) } + parts.map { .text($0, isSearchedInside: false) }
    }

    private static func time(_ element: Element?) -> SearchTime? {
        element?.kind == .string ? element?.text.flatMap { SearchTime($0) } : nil
    }

    private static func period(_ element: Element) -> SearchTime? {
        let (start, end) = (time(element["start"]), time(element["end"]))
        guard start != nil || end != nil else { return nil }
        let first = start?.start ?? .min
        return SearchTime(start: first, end: max(first, end?.end ?? .max))
    }

    private static func timing(_ element: Element) -> [SearchValue] {
        var times = each(element, "event").compactMap { time($0) }
        if let bounds = element["repeat"]?["boundsPeriod"], let period = period(bounds) { times.append(period) }
        guard let first = times.map(\.start).min(), let last = times.map(\.end).max() else { return [] }
        return [.time(SearchTime(start: first, end: last), lasts: true)]
    }

    private static func decimal(_ element: Element?) -> DecimalNumber? {
        element?.kind == .number ? element?.text.flatMap { DecimalNumber($0) } : nil
    }

    private static func quantity(_ element: Element) -> [SearchValue] {
        guard let number = decimal(element["value"]) else { return [] }
        let comparator = simple(element["comparator"])
        let isAbove = comparator.map { !$0.hasPrefix("<") } ?? false
        return [
            .number(
                from: comparator == nil || isAbove ? number : nil, to: isAbove ? nil : number,
                isOpen: comparator == "<" || comparator == ">",
                system: simple(element["system"]), code: simple(element["code"]), unit: simple(element["unit"]))
        ]
    }

    private static func range(_ element: Element) -> [SearchValue] {
        let (low, high) = (element["low"], element["high"])
        let (from, to) = (decimal(low?["value"]), decimal(high?["value"]))
        guard let unit = from == nil ? high : low, from != nil || to != nil else { return [] }
        return [
            .number(
                from: from, to: to, isOpen: false, system: simple(unit["system"]), code: simple(unit["code"]), unit: simple(unit["unit"]))
        ]
    }
}

extension SearchValue {
    /// What it is sorted by, where it is sorted by how it looks: the code in small letters (an identifier as it is written), an address or a
    /// reference with its version and without.
    var texts: [String] {
        let texts: [String] =
            switch self {
            case .token(let token): token.code.map { [token.text($0)] } ?? []
            case .uri(let text): [text] + Self.bare(text)
            case .reference(let text): [Self.pointing(text)]
            case .canonical(let text): ([text] + Self.bare(text)).map(Self.pointing)
            case .contained(let type, let id): ["\(type)/\(id)"]
            case .label, .typed, .text, .identifier, .time, .number, .place: []
            }
        return texts.map { String(decoding: IndexText.beginning($0.utf8), as: UTF8.self) }
    }

    private static func bare(_ text: String) -> [String] {
        let bar = UInt8(ascii: "|")
        return text.utf8.contains(bar) ? [String(decoding: text.utf8.prefix { $0 != bar }, as: UTF8.self)] : []
    }

    /// Nothing for what is inside the resource itself.
    private static func pointing(_ text: String) -> String { text.hasPrefix("#") ? "" : LocalReference.withoutVersion(text) }
}
