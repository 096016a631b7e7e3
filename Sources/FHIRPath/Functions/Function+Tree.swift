extension Function {
    /// https://hl7.org/fhirpath/N1/#tree-navigation
    static let tree: [String: Function] = [
        "children": plain(0...0, gives: .unordered) { input, _, _, _ in
            var found: [Item] = []
            for case .node(let node) in input { node.children(into: &found) }
            return found
        },
        "descendants": plain(0...0, gives: .unordered) { input, _, call, focus in
            var found: [Item] = []
            for case .node(let node) in input { node.children(into: &found) }
            var at = 0
            while at < found.count {
                try focus.run.step(1, call.offset)
                if case .node(let node) = found[at] { node.children(into: &found) }
                at += 1
            }
            return found
        },
    ]
}
