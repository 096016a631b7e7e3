public import FHIR

/// A place in a resource: a value with its type, or a primitive that has nothing but extensions.
///
/// What R4 does not know (a member of a name that the type does not have) has no type and is only reached by its own name.
public struct Node: Sendable {
    /// The value; nil for a primitive that only has an id or extensions.
    public let element: Element?
    /// The object with the id and the extensions of a primitive (`_birthDate`).
    public let companion: Element?
    /// Index in R4's table; nil when R4 does not know the place.
    package let typeIndex: Int32?

    package init(element: Element?, companion: Element?, typeIndex: Int32?) {
        self.element = element
        self.companion = companion
        self.typeIndex = typeIndex
    }

    /// A whole resource.
    public init(_ resource: Resource) { self.init(resource.root) }

    /// An object that says its `resourceType`.
    public init(_ root: Element) {
        self.init(element: root, companion: nil, typeIndex: root.string("resourceType").flatMap { R4.table.index[$0] })
    }

    /// A place whose type the caller knows: `HumanName`, `Patient.contact`.
    public init(_ element: Element, type: String) {
        self.init(element: element, companion: nil, typeIndex: R4.table.index[type])
    }

    /// The name of its type in R4 (`Patient`, `HumanName`, `date`, `Patient.contact`); nil when R4 does not know the place.
    public var type: String? { typeIndex.map { R4.table.types[Int($0)].name } }

    /// Whether it stands in the document as text, number or boolean, or would if it had a value.
    public var isPrimitive: Bool {
        guard let typeIndex else { return element.map { $0.kind != .object } ?? true }
        switch R4.table.types[Int(typeIndex)].form {
        case .string, .number, .boolean, .xhtml: return true
        case .object, .resource: return false
        }
    }
}
