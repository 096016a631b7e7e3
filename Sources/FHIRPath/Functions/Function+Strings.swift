extension Function {
    /// https://hl7.org/fhirpath/N1/#string-manipulation
    static let strings: [String: Function] = [
        "indexOf": part { text, part in text.first(of: part).map { .integer(Int64(text.scalar(atOffset: $0))) } ?? .integer(-1) },
        "lastIndexOf": part { text, part in text.last(of: part).map { .integer(Int64(text.scalar(atOffset: $0))) } ?? .integer(-1) },
        "substring": Function(arity: 1...2) { call in
            let first = call.arguments[0].code
            let second = call.arguments.count > 1 ? call.arguments[1] : nil
            return { run, focus in
                try run.step(Int(focus.items.count) &+ 1, call.offset)
                let mark = run.top
                var outside = focus.outside
                let start = try first(&run, &outside)
                outside = focus.outside
                let length = try second?.code(&run, &outside)
                guard let text = try run.text(focus.items, call.what, call.offset),
                    let start = try run.whole(start, call.what, call.offset), start >= 0, let from = text.offset(ofScalar: start)
                else { return .empty }
                guard let length = try length.flatMap({ try run.whole($0, call.what, call.offset) }) else {
                    return run.give(.text(text.part(from, text.count)), at: mark)
                }
                let rest = text.part(from, text.count)
                return run.give(.text(rest.part(0, length <= 0 ? 0 : rest.offset(ofScalar: length) ?? rest.count)), at: mark)
            }
        },
        "startsWith": part { text, part in .boolean(text.starts(with: part)) },
        "endsWith": part { text, part in .boolean(text.ends(with: part)) },
        "contains": part { text, part in .boolean(text.first(of: part) != nil) },
        "upper": text(0...0) { text, _, _ in [.string(text.uppercased())] },
        "lower": text(0...0) { text, _, _ in [.string(text.lowercased())] },
        "replace": plain(2...2) { input, arguments, call, run in
            guard let text = try input.text(call.what, call.offset), let part = try arguments[0].text(call.what, call.offset),
                let other = try arguments[1].text(call.what, call.offset)
            else { return [] }
            let parts = Characters(text).split(part)
            try run.grow(text.utf8.count + (parts.count + 1) * other.utf8.count, call.offset)
            // An empty part stands before each character and at the end.
            return [.string(part.isEmpty ? other + parts.map { $0 + other }.joined() : parts.joined(separator: other))]
        },
        "matches": patterned(1...1) { pattern, text, _, steps throws(PatternError) in .boolean(try pattern.matches(text, budget: &steps)) },
        "matchesFull": patterned(1...1) { pattern, text, _, steps throws(PatternError) in
            .boolean(try pattern.matchesWhole(text, budget: &steps))
        },
        "replaceMatches": patterned(2...2) { pattern, text, substitution, steps throws(PatternError) in
            .string(try pattern.replacing(in: text, with: substitution, budget: &steps))
        },
        "length": direct { run, input, call in
            guard let text = try run.text(input, call.what, call.offset) else { return .empty }
            return run.give(.integer(Int64(text.scalarCount)), at: run.top)
        },
        "toChars": plain(0...0) { input, _, call, run in
            guard let text = try input.text(call.what, call.offset) else { return [] }
            try run.step(text.utf8.count, call.offset)
            return text.unicodeScalars.map { .string(String($0)) }
        },
        "trim": text(0...0) { text, _, _ in [.string(text.trimmed)] },
        "split": text(1...1) { text, arguments, call in
            guard let mark = try arguments[0].text(call.what, call.offset) else { return [] }
            return Characters(text).split(mark).map { .string($0) }
        },
        "join": plain(0...1) { input, arguments, call, run in
            let mark = try arguments.first?.text(call.what, call.offset) ?? ""
            if input.isEmpty { return [] }
            let texts = try input.compactMap { try [$0].text(call.what, call.offset) }
            try run.grow(texts.reduce(0) { $0 + $1.utf8.count + mark.utf8.count }, call.offset)
            return [.string(texts.joined(separator: mark))]
        },
    ]

    /// What a text says of a part of it.
    private static func part(_ body: @escaping @Sendable (_ text: Text, _ part: Text) -> Value) -> Function {
        direct { run, input, argument, call, mark in
            guard let text = try run.text(input, call.what, call.offset), let part = try run.text(argument, call.what, call.offset) else {
                return .empty
            }
            return run.give(body(text, part), at: mark)
        }
    }

    /// A function on a single string.
    static func text(
        _ arity: ClosedRange<Int>, _ body: @escaping @Sendable (_ text: String, _ arguments: [[Item]], _ call: Call) throws -> [Item]
    ) -> Function {
        plain(arity) { input, arguments, call, run in
            guard let text = try input.text(call.what, call.offset) else { return [] }
            try run.grow(text.utf8.count, call.offset)
            return try body(text, arguments, call)
        }
    }

    /// A function with a regular expression: one that is written out is read before anything is evaluated, and once.
    private static func patterned(
        _ arity: ClosedRange<Int>,
        _ body: @escaping @Sendable (Pattern, _ text: String, _ substitution: String, _ steps: inout Int) throws(PatternError) -> Item
    ) -> Function {
        Function(arity: arity) { call in
            let written = try call.literals.first.flatMap { $0 }.map { try pattern($0, .semantic, call) }
            return { run, focus in
                let mark = run.top
                var values: [[Item]] = []
                for argument in call.arguments {
                    var outside = focus.outside
                    values.append(run.items(try argument.code(&run, &outside)))
                }
                guard let text = try run.items(focus.items).text(call.what, call.offset),
                    let source = try values[0].text(call.what, call.offset),
                    let substitution = try values.count > 1 ? values[1].text(call.what, call.offset) : ""
                else { return .empty }
                // Reading a pattern is work of its own, once for each text where it is not written out.
                if written == nil { try run.step(source.utf8.count, call.offset) }
                let pattern = try written ?? pattern(source, .execution, call)
                let answer = try run.spend(call.offset) { steps throws(PatternError) in try body(pattern, text, substitution, &steps) }
                return run.give(answer, at: mark)
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

    private func text(_ start: Int, _ end: Int) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[start..<end])
        return String(text)
    }

    private func first(of part: String, from: Int) -> Int? {
        let part = Array(part.unicodeScalars)
        guard scalars.count >= part.count + from else { return nil }
        return (from...scalars.count - part.count).first { scalars[$0..<$0 + part.count].elementsEqual(part) }
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
