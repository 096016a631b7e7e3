extension Function {
    /// https://hl7.org/fhirpath/N1/#subsetting
    static let subsetting: [String: Function] = [
        "single": direct(gives: .input) { run, input, call in
            _ = try run.single(input, call.what, call.offset)
            return input
        },
        "first": direct(gives: .input, needsOrder: true) { _, input, _ in input.part(0, min(1, Int(input.count))) },
        "last": direct(gives: .input, needsOrder: true) { _, input, _ in input.part(max(0, Int(input.count) - 1), Int(input.count)) },
        "tail": direct(gives: .input, needsOrder: true) { _, input, _ in input.part(min(1, Int(input.count)), Int(input.count)) },
        "skip": direct(gives: .input, needsOrder: true) { run, input, argument, call, _ in
            guard let count = try run.whole(argument, call.what, call.offset) else { return .empty }
            return input.part(min(max(0, count), Int(input.count)), Int(input.count))
        },
        "take": direct(gives: .input, needsOrder: true) { run, input, argument, call, _ in
            guard let count = try run.whole(argument, call.what, call.offset) else { return .empty }
            return input.part(0, min(max(0, count), Int(input.count)))
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
        "union": direct { run, input, argument, _, mark in
            let start = run.top
            run.copy(input)
            run.copy(argument)
            return run.lay(run.distinct(from: start), at: mark)
        },
        "combine": direct { run, input, argument, _, mark in
            let start = run.top
            run.copy(input)
            run.copy(argument)
            return run.lay(Stretch(start, run.top), at: mark)
        },
    ]
}
