import FHIR
import FHIRPath

/// Reads one value of one parameter: what stands between commas.
struct TestReader {
    let parameters: SearchParameters
    let base: String
    let parameter: SearchParameter

    private static let modifiers: [SearchParameter.Kind: [String]] = [
        .token: ["text", "not", "in", "not-in", "above", "below", "of-type", "missing"],
        .string: ["exact", "contains", "missing"],
        .reference: ["identifier", "missing"],
        .uri: ["above", "below", "missing"],
        .date: ["missing"], .number: ["missing"], .quantity: ["missing"],
    ]

    /// Of a reference also those for what is a part of something, and for canonical addresses with versions.
    private var known: [String] {
        let known = Self.modifiers[parameter.kind] ?? []
        guard parameter.kind == .reference else { return known }
        if hasParts { return ["above", "below"] + known }
        return isCanonical ? ["below"] + known : known
    }

    /// Any of them is enough.
    func tests(_ value: String, _ modifier: String?) throws(SearchError) -> [SearchTest] {
        if parameter.kind == .reference, let modifier, R4.isKnown(modifier) { return try references(value, modifier) }
        if let modifier {
            let known = known
            guard known.contains(modifier) else { throw .modifier(modifier, parameter, known: known) }
        }
        switch parameter.kind {
        case .token: return try tokens(value, modifier)
        case .string: return [try string(value, modifier)]
        case .reference:
            switch modifier {
            case "identifier": return [try referenceIdentifier(value)]
            case "above": return try hierarchy(value, .above)
            case "below": return try hierarchy(value, .below)
            default: return try references(value, nil)
            }
        case .uri: return [uri(value, modifier)]
        case .date:
            let (comparison, time) = try Self.time(value, parameter.code)
            return [.time(comparison, time)]
        case .number: return [try number(value)]
        case .quantity: return try quantities(value)
        case .composite: return try composites(value)
        case .special: return [try place(value)]
        }
    }

    private func refusal(_ remedy: String) -> SearchError { .value(parameter.code, remedy) }

    // MARK: Tokens

    private func tokens(_ value: String, _ modifier: String?) throws(SearchError) -> [SearchTest] {
        switch modifier {
        case "text":
            let text = EscapedText.plain(value)
            guard !FoldedText.of(text).isEmpty else { throw refusal("Behind `:text` stands the beginning of a text.") }
            return [.text(text)]
        case "in", "not-in": return [.member(of: EscapedText.plain(value))]
        case "above", "below":
            guard case .token(let system?, let code?) = try token(value), !system.isEmpty else {
                throw refusal("Write it as `SYSTEM|CODE`: without the code system nobody knows what is above or below a code.")
            }
            return [modifier == "below" ? .below(system: system, code: code) : .above(system: system, code: code)]
        case "of-type":
            let parts = EscapedText.parts(value, at: "|").map(EscapedText.plain)
            guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else {
                throw refusal("Behind `:of-type` stands `SYSTEM|CODE|VALUE`: the system and code of the identifier's type, and its value.")
            }
            return [.typed(system: parts[0], code: parts[1], value: parts[2])]
        default: return parameters.withoutSystem(try token(value), parameter)
        }
    }

    private func token(_ value: String) throws(SearchError) -> SearchTest {
        let parts = EscapedText.parts(value, at: "|", atMost: 2).map(EscapedText.plain)
        if parts.count == 1 { return .token(system: nil, code: parts[0]) }
        guard !parts[0].isEmpty || !parts[1].isEmpty else { throw refusal("Write it as `CODE`, `SYSTEM|CODE`, `|CODE` or `SYSTEM|`.") }
        return .token(system: parts[0], code: parts[1].isEmpty ? nil : parts[1])
    }

    // MARK: Texts

    private func string(_ value: String, _ modifier: String?) throws(SearchError) -> SearchTest {
        let text = EscapedText.plain(value)
        guard !FoldedText.of(text).isEmpty else { throw refusal("It needs a letter or a digit.") }
        return .string(text, modifier == "exact" ? .whole : modifier == "contains" ? .inside : .start)
    }

    private func uri(_ value: String, _ modifier: String?) -> SearchTest {
        let uri = EscapedText.plain(value)
        if modifier == "below", let version = Self.version(uri) { return version }
        return .uri(uri, modifier == "below" ? .below : modifier == "above" ? .above : .same)
    }

    /// `ADDRESS|VERSION`
    private static func version(_ text: String) -> SearchTest? {
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: true).map(String.init)
        return parts.count == 2 ? .version(of: LocalReference.withoutVersion(parts[0]), parts[1]) : nil
    }

    // MARK: References

    private func referenceIdentifier(_ value: String) throws(SearchError) -> SearchTest {
        guard case .token(let system, let code) = try token(value) else { throw refusal("Write it as `SYSTEM|VALUE`.") }
        return .identifier(system: system, code: code)
    }

    private func references(_ value: String, _ type: String?) throws(SearchError) -> [SearchTest] {
        if let type, !parameter.targets.contains(type) {
            throw .modifier(
                type, parameter, known: known + (parameter.targets.count > 20 ? [] : parameter.targets))
        }
        let text = EscapedText.plain(value)
        if let local = LocalReference(text, base: base) {
            if let type, type != local.type { throw refusal("It names another type than the modifier does.") }
            return [.reference(type: local.type, id: local.id, base: base)]
        }
        if ResourceID.isValid(text) {
            return (type.map { [$0] } ?? parameter.targets).map { .reference(type: $0, id: text, base: base) }
        }
        guard text.utf8.contains(UInt8(ascii: ":")) else {
            throw refusal("Write it as `Type/ID`, as the id alone, or as a whole address.")
        }
        return [.address(LocalReference.withoutVersion(text))]
    }

    /// Whether what it points at may be a part of another of its type.
    private var hasParts: Bool { parameter.targets.contains { parameters.hierarchy(of: $0) != nil } }

    private var isCanonical: Bool { parameters.program(parameter.type).forms(of: parameter.code).contains(.canonical) }

    private func hierarchy(_ value: String, _ level: SearchTest.Level) throws(SearchError) -> [SearchTest] {
        let text = EscapedText.plain(value)
        let tests = try references(value, nil)
        if case .address(let address)? = tests.first {
            guard level == .below, isCanonical else {
                throw refusal("What is elsewhere has no parts that are known here. Write it as `Type/ID`, or as the id alone.")
            }
            return [Self.version(text) ?? .address(address.hasSuffix("|") ? String(address.dropLast()) : address)]
        }
        let isNamed = LocalReference(text, base: base) != nil
        var found: [SearchTest] = []
        for test in tests {
            guard case .reference(let type, let id, let base) = test, parameters.hierarchy(of: type) != nil else {
                guard !isNamed else {
                    throw refusal(
                        "What is named there is never a part of another of its type. Leave out `:\(level == .below ? "below" : "above")`.")
                }
                found.append(test)
                continue
            }
            found.append(.hierarchy(level, type: type, id: id, base: base, through: []))
        }
        return found
    }

    // MARK: Put together

    private func composites(_ value: String) throws(SearchError) -> [SearchTest] {
        let parts = EscapedText.parts(value, at: "$")
        guard parts.count == parameter.components.count, parts.allSatisfy({ !$0.isEmpty }) else {
            throw refusal("It takes \(parameter.components.count) values with `$` between them.")
        }
        var alternatives: [[SearchTest]] = [[]]
        for (part, component) in zip(parts, parameter.components) {
            guard let definition = parameters.definition(of: component, in: parameter) else {
                throw SearchError(.unknown, "`\(parameter.code)` is put together of a parameter that is not known here.")
            }
            let reader = TestReader(parameters: parameters, base: base, parameter: definition)
            let tests = try reader.tests(part, nil)
            alternatives = alternatives.flatMap { before in tests.map { before + [$0] } }
        }
        return alternatives.map { .composite($0) }
    }

    /// `latitude|longitude|distance|unit`: https://hl7.org/fhir/R4/location.html#positional
    private func place(_ value: String) throws(SearchError) -> SearchTest {
        let parts = EscapedText.parts(value, at: "|")
        let numbers = parts.prefix(3).compactMap { DecimalNumber($0)?.double }
        let metres: Double? =
            switch parts.count > 3 ? parts[3] : "km" {
            case "km": 1000
            case "m": 1
            case "mi", "[mi_i]", "mi_us", "[mi_us]": 1609.344
            default: nil
            }
        guard (2...4).contains(parts.count), numbers.count == min(3, parts.count), let metres, abs(numbers[0]) <= 90,
            abs(numbers[1]) <= 180,
            numbers.count < 3 || numbers[2] >= 0
        else { throw refusal("Write it as `59.91|10.75|5|km`: latitude, longitude, distance, and km, m or mi.") }
        return .near(latitude: numbers[0], longitude: numbers[1], metres: (numbers.count > 2 ? numbers[2] : 10) * metres)
    }
}
