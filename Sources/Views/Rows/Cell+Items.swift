import FHIR
import FHIRPath

extension Cell {
    /// What an expression gave, where the column may have it.
    init(_ item: Item, _ column: ColumnPath) throws(ViewError) {
        let found: Column.Family
        switch item {
        case .node(let node):
            guard let element = node.element else {
                self = .null
                return
            }
            try self.init(element, column)
            return
        case .boolean(let value):
            self = .boolean(value)
            found = .boolean
        case .integer(let value):
            self = .number(String(value))
            found = .integer
        case .decimal(let value):
            let digits = value.description
            self = JSONValue.isNumber(digits) ? .number(digits) : .text(digits)
            found = digits.utf8.contains(0x2E) ? .decimal : .integer
        case .string(let text):
            self = .text(text)
            found = .text
        case .temporal(let value):
            self = .text(value.description)
            found = .text
        case .quantity(let value):
            self = .text(value.description)
            found = column.family == .object ? .object : .text
        }
        guard Cell.fits(found, column.family) else { throw Cell.error(found, column) }
    }

    /// A value as it stands in the resource.
    init(_ element: Element, _ column: ColumnPath) throws(ViewError) {
        let found: Column.Family
        switch element.kind {
        case .null:
            self = .null
            return
        case .string: found = .text
        case .boolean: found = .boolean
        case .number: found = column.family == .decimal || Cell.isWhole(element) ? .integer : .decimal
        case .object, .array: found = .object
        }
        guard Cell.fits(found, column.family) else { throw Cell.error(found, column) }
        self = .element(element)
    }

    /// Whether a value as it stands in the resource is one that the column may have.
    @inline(__always) static func fits(_ words: TapeWords, _ place: Int, _ family: Column.Family?) -> Bool {
        switch family {
        case nil: !words.isObject(place) && !words.isArray(place)
        case .text: words.isText(place)
        case .boolean: words.isBoolean(place)
        case .decimal: words.isNumber(place)
        case .object: words.isObject(place) || words.isArray(place)
        case .integer: words.isNumber(place) && !words.text(place).contains { $0 == 0x2E || $0 | 0x20 == 0x65 }
        }
    }

    private static func fits(_ found: Column.Family, _ wanted: Column.Family?) -> Bool {
        switch wanted {
        case nil: found != .object
        case found: true
        case .decimal: found == .integer
        default: false
        }
    }

    private static func isWhole(_ number: Element) -> Bool {
        !number.bytes.contains { $0 == 0x2E || $0 | 0x20 == 0x65 }
    }

    private static func error(_ found: Column.Family, _ column: ColumnPath) -> ViewError {
        let what =
            switch found {
            case .boolean: "a boolean"
            case .integer: "an integer"
            case .decimal: "a decimal"
            case .text: "a text"
            case .object: "a value with elements of its own"
            }
        guard column.family != nil else {
            return ViewError(
                .wrongType, at: column.path.place,
                "The column gave \(what), and has no type. Give the column the type of the value, or go on to an element in it.")
        }
        return ViewError(
            .wrongType, at: column.path.place, "The column gave \(what), which is not of its type. Give it the right type, or another path."
        )
    }
}
