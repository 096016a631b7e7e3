import XML

/// A coded value as KITH writes it: `V` code, `DN` its name, `S` the code system. Genuine letters carry stray blanks; they are trimmed.
struct Coded: Sendable, Hashable {
    var code: String
    var name: String?
    var system: String?

    /// nil when the element is absent or has no code.
    init?(_ node: XMLNode?) {
        guard let node, let code = node.attribute("V")?.trimmed else { return nil }
        self.code = code
        name = node.attribute("DN")?.trimmed
        system = node.attribute("S")?.trimmed
    }

    /// Whether the code is from this code system; a letter that names none means the one its place expects.
    func isFrom(_ number: Int) -> Bool {
        guard let system else { return true }
        return system.hasSuffix(".\(number)")
    }
}

extension String {
    /// Without white space and no-break spaces around it; nil when nothing is left.
    var trimmed: String? {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return nil }
        return String(scalars[first...last])
    }
}
