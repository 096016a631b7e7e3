extension Function {
    /// https://hl7.org/fhirpath/N1/#string-manipulation
    static let strings: [String: Function] = [
        "indexOf": text(1...1) { text, arguments, call in
            guard let part = try arguments[0].text(call.what, call.offset) else { return [] }
            return [.integer(Int64(Characters(text).first(of: part) ?? -1))]
        },
        "lastIndexOf": text(1...1) { text, arguments, call in
            guard let part = try arguments[0].text(call.what, call.offset) else { return [] }
            return [.integer(Int64(Characters(text).last(of: part) ?? -1))]
        },
        "substring": text(1...2) { text, arguments, call in
            guard let start = try arguments[0].whole(call.what, call.offset) else { return [] }
            let characters = Characters(text)
            guard start >= 0, start < characters.count else { return [] }
            guard arguments.count > 1, let length = try arguments[1].whole(call.what, call.offset) else {
                return [.string(characters.text(start, characters.count))]
            }
            return [.string(length <= 0 ? "" : characters.text(start, min(characters.count, start + min(length, characters.count))))]
        },
        "startsWith": text(1...1) { text, arguments, call in
            guard let part = try arguments[0].text(call.what, call.offset) else { return [] }
            return [.boolean(text.unicodeScalars.starts(with: part.unicodeScalars))]
        },
        "endsWith": text(1...1) { text, arguments, call in
            guard let part = try arguments[0].text(call.what, call.offset) else { return [] }
            return [.boolean(text.unicodeScalars.reversed().starts(with: part.unicodeScalars.reversed()))]
        },
        "contains": text(1...1) { text, arguments, call in
            guard let part = try arguments[0].text(call.what, call.offset) else { return [] }
            return [.boolean(Characters(text).first(of: part) != nil)]
        },
        "upper": text(0...0) { text, _, _ in [.string(text.uppercased())] },
        "lower": text(0...0) { text, _, _ in [.string(text.lowercased())] },
        "replace": text(2...2) { text, arguments, call in
            guard let part = try arguments[0].text(call.what, call.offset), let other = try arguments[1].text(call.what, call.offset) else {
                return []
            }
            return [.string(Characters(text).replacing(part, with: other))]
        },
        "matches": patterned(1...1) { pattern, text, _, steps throws(PatternError) in [.boolean(try pattern.matches(text, budget: &steps))]
        },
        "matchesFull": patterned(1...1) { pattern, text, _, steps throws(PatternError) in
            [.boolean(try pattern.matchesWhole(text, budget: &steps))]
        },
        "replaceMatches": patterned(2...2) { pattern, text, substitution, steps throws(PatternError) in
            [.string(try pattern.replacing(in: text, with: substitution, budget: &steps))]
        },
        "length": text(0...0) { text, _, _ in [.integer(Int64(Characters(text).count))] },
        "toChars": text(0...0) { text, _, _ in text.unicodeScalars.map { .string(String($0)) } },
        "trim": text(0...0) { text, _, _ in [.string(text.trimmed)] },
        "split": text(1...1) { text, arguments, call in
            guard let mark = try arguments[0].text(call.what, call.offset) else { return [] }
            return Characters(text).split(mark).map { .string($0) }
        },
        "join": plain(0...1) { input, arguments, call, _ in
            let mark = try arguments.first?.text(call.what, call.offset) ?? ""
            if input.isEmpty { return [] }
            return [.string(try input.compactMap { try [$0].text(call.what, call.offset) }.joined(separator: mark))]
        },
    ]

    /// A function on a single string.
    static func text(
        _ arity: ClosedRange<Int>, _ body: @escaping @Sendable (_ text: String, _ arguments: [[Item]], _ call: Call) throws -> [Item]
    ) -> Function {
        plain(arity) { input, arguments, call, _ in
            guard let text = try input.text(call.what, call.offset) else { return [] }
            return try body(text, arguments, call)
        }
    }

    /// A function with a regular expression: one that is written out is read before anything is evaluated, and once.
    private static func patterned(
        _ arity: ClosedRange<Int>,
        _ body: @escaping @Sendable (Pattern, _ text: String, _ substitution: String, _ steps: inout Int) throws(PatternError) -> [Item]
    ) -> Function {
        Function(arity: arity) { call in
            let written = try call.literals.first.flatMap { $0 }.map { try pattern($0, .semantic, call) }
            return { focus in
                var values: [[Item]] = []
                for code in call.arguments {
                    var outside = focus.outside
                    values.append(try code(&outside))
                }
                guard let text = try focus.items.text(call.what, call.offset), let source = try values[0].text(call.what, call.offset),
                    let substitution = try values.count > 1 ? values[1].text(call.what, call.offset) : ""
                else { return [] }
                let pattern = try written ?? pattern(source, .execution, call)
                return try focus.run.spend(call.offset) { steps throws(PatternError) in try body(pattern, text, substitution, &steps) }
            }
        }
    }

    private static func pattern(_ text: String, _ kind: ExpressionError.Kind, _ call: Call) throws -> Pattern {
        do throws(PatternError) {
            return try Pattern(text)
        } catch {
            throw Fault(kind, "\(call.what): \(error.message)", call.offset)
        }
    }
}

/// A text by its characters (Unicode scalars), counted from 0.
private struct Characters {
    private let scalars: [Unicode.Scalar]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    var count: Int { scalars.count }

    func text(_ start: Int, _ end: Int) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<end])
        return String(text)
    }

    func first(of part: String, from: Int = 0) -> Int? {
        let part = Array(part.unicodeScalars)
        guard scalars.count >= part.count + from else { return nil }
        return (from...scalars.count - part.count).first { scalars[$0..<$0 + part.count].elementsEqual(part) }
    }

    func last(of part: String) -> Int? {
        let part = Array(part.unicodeScalars)
        guard scalars.count >= part.count else { return nil }
        return (0...scalars.count - part.count).last { scalars[$0..<$0 + part.count].elementsEqual(part) }
    }

    /// An empty part stands before each character and at the end.
    func replacing(_ part: String, with other: String) -> String {
        if part.isEmpty { return other + scalars.map { String($0) + other }.joined() }
        return split(part).joined(separator: other)
    }

    func split(_ mark: String) -> [String] {
        let width = mark.unicodeScalars.count
        if width == 0 { return scalars.map { String($0) } }
        var parts: [String] = []
        var start = 0
        while let at = first(of: mark, from: start) {
            parts.append(text(start, at))
            start = at + width
        }
        return parts + [text(start, scalars.count)]
    }
}

extension String {
    /// Without white space at either end.
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(self[first...last])
    }
}
