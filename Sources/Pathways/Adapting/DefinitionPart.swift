/// A part of a definition that has an id: what a local change names, and what a comparison goes by.
public struct DefinitionPart: Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case role, phase, goal, measurement, choice, step, figure, price

        /// The key of the list that it stands in.
        var list: String {
            switch self {
            case .role: "roles"
            case .phase: "phases"
            case .goal: "goals"
            case .measurement: "measurements"
            case .choice: "choices"
            case .step: "steps"
            case .figure: "adherence"
            case .price: "prices"
            }
        }

        /// The key of its id.
        var key: String { self == .figure ? "name" : rawValue }

        var table: KeyTable {
            switch self {
            case .role: .role
            case .phase: .phase
            case .goal: .goal
            case .measurement: .measurement
            case .choice: .choice
            case .step: .step
            case .figure: .adherence
            case .price: .price
            }
        }
    }

    public var kind: Kind
    public var id: String

    public init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }

    /// `step answer`
    public var description: String { "\(kind.rawValue) \(id)" }
}

extension DefinitionTree {
    /// Ids of the parts of a kind, in their order.
    func ids(of kind: DefinitionPart.Kind) -> [String] { (self[kind.list]?.items ?? []).compactMap { $0[kind.key]?.text } }

    /// A part by its id; setting nil takes it away, setting a new one puts it last.
    subscript(part: DefinitionPart) -> DefinitionTree? {
        get { self[part.kind.list]?.items.first { $0[part.kind.key]?.text == part.id } }
        set {
            var items = self[part.kind.list]?.items ?? []
            let index = items.firstIndex { $0[part.kind.key]?.text == part.id }
            if let newValue {
                if let index { items[index] = newValue } else { items.append(newValue) }
            } else if let index {
                items.remove(at: index)
            }
            let place = self[part.kind.list]?.place ?? place
            self[part.kind.list] = items.isEmpty ? nil : DefinitionTree(.list(items), at: place)
        }
    }

    /// Puts a part behind another one; last when that is not there.
    mutating func insert(_ part: DefinitionTree, _ name: DefinitionPart, after id: String?) {
        var items = self[name.kind.list]?.items ?? []
        let index = id.flatMap { id in items.firstIndex { $0[name.kind.key]?.text == id } }
        items.insert(part, at: index.map { $0 + 1 } ?? items.count)
        self[name.kind.list] = DefinitionTree(.list(items), at: self[name.kind.list]?.place ?? part.place)
    }
}
