import Mustache

/// A page's values under their names, each value reflected once: Mustache by itself reflects every value around a tag anew for each tag.
final class Fields: MustacheParent, CustomStringConvertible {
    private let value: Any
    private lazy var members: [String: Any] = {
        var members: [String: Any] = [:]
        for case (let name?, let member) in Mirror(reflecting: value).children {
            // Nil is left out: Mustache then looks in what stands around.
            if let member = Self.wrapped(member) { members[name] = member }
        }
        return members
    }()

    init(_ value: Any) { self.value = value }

    func child(named name: String) -> Any? { members[name] }

    var description: String { String(describing: value) }

    /// Structures by their members, lists item by item, everything else as it is; nil for nil.
    private static func wrapped(_ value: Any) -> Any? {
        switch value {
        case is String, is Bool, is Int: return value
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { wrapped($0.value) }
        case .collection: return mirror.children.map { wrapped($0.value) ?? $0.value }
        case .struct, .class: return Fields(value)
        default: return value
        }
    }
}
