extension Function {
    /// https://hl7.org/fhirpath/N1/#tree-navigation
    static let tree: [String: Function] = [
        "children": direct(gives: .unordered) { run, input, _ in
            let mark = run.top
            for at in input.lower..<input.upper {
                if case .node(let spot) = run[at] { run.pushChildren(of: spot) }
            }
            return Stretch(mark, run.top)
        },
        "descendants": direct(gives: .unordered) { run, input, call in
            let mark = run.top
            for at in input.lower..<input.upper {
                if case .node(let spot) = run[at] { run.pushChildren(of: spot) }
            }
            var at = mark
            while at < run.top {
                try run.step(1, call.offset)
                if case .node(let spot) = run[at] { run.pushChildren(of: spot) }
                at &+= 1
            }
            return Stretch(mark, run.top)
        },
    ]
}
