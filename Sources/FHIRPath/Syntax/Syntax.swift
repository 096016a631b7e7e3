/// An expression as it was read. https://hl7.org/fhirpath/N1/grammar.html
indirect enum Syntax: Sendable {
    /// `{}` or a literal.
    case literal([Item], offset: Int)
    case this(offset: Int)
    case index(offset: Int)
    case total(offset: Int)
    case variable(String, offset: Int)
    /// A name on the focus: an element, or at the start the type of the input.
    case member(String, offset: Int)
    case function(String, [Syntax], offset: Int)
    /// What stands right of a dot, on what stands left.
    case invocation(Syntax, Syntax)
    case indexer(Syntax, Syntax, offset: Int)
    case sign(isMinus: Bool, Syntax, offset: Int)
    case binary(Operator, Syntax, Syntax, offset: Int)
    case typeTest(isCast: Bool, Syntax, TypeName, offset: Int)

    var offset: Int {
        switch self {
        case .literal(_, let offset), .this(let offset), .index(let offset), .total(let offset), .variable(_, let offset),
            .member(_, let offset), .function(_, _, let offset), .indexer(_, _, let offset), .sign(_, _, let offset),
            .binary(_, _, _, let offset), .typeTest(_, _, _, let offset):
            offset
        case .invocation(let left, _): left.offset
        }
    }

    enum Operator: String, Sendable, CaseIterable {
        case times = "*"
        case over = "/"
        case div
        case mod
        case plus = "+"
        case minus = "-"
        case join = "&"
        case union = "|"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case equal = "="
        case equivalent = "~"
        case notEqual = "!="
        case notEquivalent = "!~"
        case isIn = "in"
        case contains
        case and
        case or
        case xor
        case implies

        /// The larger binds the tighter.
        var strength: Int {
            switch self {
            case .times, .over, .div, .mod: 11
            case .plus, .minus, .join: 10
            // 9: is, as
            case .union: 8
            case .less, .lessOrEqual, .greater, .greaterOrEqual: 7
            case .equal, .equivalent, .notEqual, .notEquivalent: 6
            case .isIn, .contains: 5
            case .and: 4
            case .or, .xor: 3
            case .implies: 2
            }
        }

        static let typeStrength = 9
    }
}

/// `Patient`, `FHIR.Patient`, `System.String`.
struct TypeName: Sendable, Hashable {
    var namespace: String?
    var name: String
    var offset = 0
}
