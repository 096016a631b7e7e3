import FHIR

/// A name as it stands in a document of a type, with all that is asked of its value. Plain numbers only: it is read in the innermost loop.
struct Member {
    /// What the value is.
    enum Form: UInt8 {
        case object
        case resource
        case primitive
    }

    /// The name, in `RuleTable.names`.
    var nameStart: Int32 = 0
    var nameCount: Int32 = 0
    /// The type of the object that the name stands in.
    var owner: Int32 = -1
    /// The type of the value.
    var type: Int32
    /// The field in `R4.table.fields`.
    var field: Int32 = -1
    /// The value set its codes must be from, in `RuleTable.codes`; -1 for none.
    var binding: Int32 = -1
    /// What a reference may point at, in `RuleTable.targets`; -1 for anything.
    var targets: Int32 = -1
    /// Invariants of the field, in `RuleTable.invariants`.
    var invariants: Range32 = .none
    /// Which field of the type it is; the types of a choice share one.
    var bit: UInt8 = 0
    var form: Form
    var primitive: Primitive = .string
    var isArray = false
    var isChoice = false

    /// The place of a whole resource, of any type.
    static let anyResource = Member(type: -1, form: .resource)
}

/// A range of a table, in eight bytes.
struct Range32 {
    var start: Int32
    var end: Int32

    static let none = Range32(start: 0, end: 0)

    var isEmpty: Bool { start == end }
    var indexes: Range<Int> { Int(start)..<Int(end) }
}

/// What is asked of the objects of a type.
struct TypeRule {
    /// Types with rules of their own.
    enum Role: UInt8 {
        case none
        case `extension`
        case bundle
        case elementDefinition
    }

    var role: Role = .none
    var isResource = false
    /// Whether it is an Element, which must not be empty.
    var isElement = false
    /// Fields that must be there, by `Member.bit`.
    var required: UInt64 = 0
    /// The bit of `id`.
    var id: UInt64 = 0
    var invariants: Range32 = .none
}
