extension Item: CustomStringConvertible {
    /// As `toString()` gives it; an element by its type.
    public var description: String {
        switch self {
        case .node(let node): node.primitive?.description ?? node.type ?? "element"
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .decimal(let value): value.description
        case .string(let text): text
        case .temporal(let value): value.description
        case .quantity(let value): value.description
        }
    }
}
