extension Function {
    /// https://hl7.org/fhirpath/N1/#subsetting
    static let subsetting: [String: Function] = [
        "single": plain(0...0, gives: .input) { input, _, call, _ in try input.single(call.what, call.offset).map { [$0] } ?? [] },
        "first": plain(0...0, gives: .input, needsOrder: true) { input, _, _, _ in Array(input.prefix(1)) },
        "last": plain(0...0, gives: .input, needsOrder: true) { input, _, _, _ in Array(input.suffix(1)) },
        "tail": plain(0...0, gives: .input, needsOrder: true) { input, _, _, _ in Array(input.dropFirst()) },
        "skip": plain(1...1, gives: .input, needsOrder: true) { input, arguments, call, _ in
            guard let count = try arguments[0].whole(call.what, call.offset) else { return [] }
            return Array(input.dropFirst(max(0, count)))
        },
        "take": plain(1...1, gives: .input, needsOrder: true) { input, arguments, call, _ in
            guard let count = try arguments[0].whole(call.what, call.offset) else { return [] }
            return Array(input.prefix(max(0, count)))
        },
        "intersect": plain(1...1, gives: .input) { input, arguments, _, _ in
            let other = DistinctItems(arguments[0])
            return DistinctItems(input.filter { other.contains($0) }).items
        },
        "exclude": plain(1...1, gives: .input) { input, arguments, _, _ in
            let other = DistinctItems(arguments[0])
            return input.filter { !other.contains($0) }
        },
    ]

    /// https://hl7.org/fhirpath/N1/#combining
    static let combining: [String: Function] = [
        "union": plain(1...1) { input, arguments, _, _ in DistinctItems(input + arguments[0]).items },
        "combine": plain(1...1) { input, arguments, _, _ in input + arguments[0] },
    ]
}
