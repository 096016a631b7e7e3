import FHIR

/// What an expression gives, as far as R4 says without evaluating it.
enum StaticType: Hashable {
    /// A FHIR type by its name in R4's table.
    case known(String)
    /// Nothing: R4 has no such element there.
    case nothing
    /// Anything.
    case unknown

    /// - Parameter type: what the expression is asked of; nil when that is not known.
    init(of text: String, on type: String?) {
        self = type.map { .known($0) } ?? .unknown
        var lexemes = Lexemes(text)
        lexemes.skipSpace()
        var isFirst = true
        while let next = step(&lexemes, isFirst: isFirst) {
            self = next
            isFirst = false
            lexemes.skipSpace()
            while lexemes.skipIndex() { lexemes.skipSpace() }
            if lexemes.isAtEnd { return }
            guard lexemes.take(0x2E) else { break }
            lexemes.skipSpace()
        }
        // Something else than steps: an operator, a literal, a variable.
        self = .unknown
    }

    /// What the step that begins here leads to; nil when there is no step.
    private func step(_ lexemes: inout Lexemes, isFirst: Bool) -> StaticType? {
        if isFirst, lexemes.take(0x24) { return lexemes.name() == "this" ? self : nil }
        guard let name = lexemes.name() else { return nil }
        lexemes.skipSpace()
        if let arguments = lexemes.parenthesised() { return called(name, arguments) }
        return isFirst && self == .known(name) ? self : member(name)
    }

    private func member(_ name: String) -> StaticType {
        guard case .known(let type) = self else { return self }
        guard R4.form(of: type) == .object || R4.isKnown(type) else { return .unknown }
        guard let field = R4.fields(of: type).first(where: { $0.name == name }) else { return .nothing }
        guard field.types.count == 1, let only = field.types.first, R4.form(of: only) != nil, R4.form(of: only) != .resource else {
            return .unknown
        }
        return .known(only)
    }

    private func called(_ name: String, _ arguments: String) -> StaticType {
        switch name {
        case "where", "first", "last", "tail", "skip", "take", "distinct", "trace", "single", "sort":
            self
        case "exists", "empty", "not", "all", "hasValue", "startsWith", "endsWith", "contains", "matches", "allTrue", "anyTrue", "allFalse",
            "anyFalse", "isDistinct", "subsetOf", "supersetOf", "memberOf", "conformsTo", "is":
            .known("boolean")
        case "join", "getResourceKey", "getReferenceKey", "toString", "substring", "upper", "lower", "replace", "replaceMatches":
            .known("string")
        case "count", "indexOf", "length":
            .known("integer")
        case "extension":
            .known("Extension")
        case "ofType", "as":
            Self.specified(arguments)
        default:
            .unknown
        }
    }

    /// A type by its specifier: `Quantity`, `FHIR.string`.
    private static func specified(_ text: String) -> StaticType {
        let name = text.trimmingSpace
        if let type = name.split(separator: ".").last, name.hasPrefix("FHIR.") || !name.contains("."), R4.form(of: String(type)) != nil {
            return .known(String(type))
        }
        return .unknown
    }

    /// The one type of what repeated steps along `texts` lead to; unknown when there are several.
    static func repeating(_ texts: [String], on type: String?) -> StaticType {
        guard let type else { return .unknown }
        var found: Set<String> = []
        var open = [type]
        while let here = open.popLast() {
            for text in texts {
                switch StaticType(of: text, on: here) {
                case .unknown: return .unknown
                case .nothing: continue
                case .known(let next): if found.insert(next).inserted { open.append(next) }
                }
            }
        }
        guard found.count == 1, let only = found.first else { return .unknown }
        return .known(only)
    }

    var name: String? {
        if case .known(let name) = self { name } else { nil }
    }
}

extension String {
    /// Without white space at either end.
    var trimmingSpace: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return String(rest)
    }
}
