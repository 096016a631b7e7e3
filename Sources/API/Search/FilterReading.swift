import FHIR

/// Reads the text of a `_filter`.
struct FilterReading {
    private let bytes: [UInt8]
    private var at = 0
    private var depth = 0
    private var comparisons = 0

    /// What nests deeper, or compares more, is refused.
    private static let maximumDepth = 20
    private static let maximumComparisons = 200

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func whole() throws(Problem) -> Filter {
        let filter = try filter()
        guard at == bytes.count else { throw .badFilter("something stands after its end", at: at) }
        return filter
    }

    private mutating func filter() throws(Problem) -> Filter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw .badFilter("it nests deeper than \(Self.maximumDepth)", at: at) }
        var left = try term()
        while true {
            let before = at
            skipSpace()
            switch word() {
            case "and": left = Self.joined(left, try term(), all: true)
            case "or": left = Self.joined(left, try term(), all: false)
            default:
                // What stands here belongs to somebody else: a parenthesis, or the end.
                at = before
                skipSpace()
                return left
            }
        }
    }

    private static func joined(_ left: Filter, _ right: Filter, all: Bool) -> Filter {
        switch left {
        case .all(let filters) where all: .all(filters + [right])
        case .any(let filters) where !all: .any(filters + [right])
        case .compares, .not, .all, .any: all ? .all([left, right]) : .any([left, right])
        }
    }

    private mutating func term() throws(Problem) -> Filter {
        skipSpace()
        if take("(") {
            // A group keeps together, whatever is joined to it.
            let inner = try filter()
            guard take(")") else { throw .badFilter("a parenthesis is not closed", at: at) }
            return .all([inner])
        }
        let before = at
        if word() == "not" {
            skipSpace()
            if take("(") {
                let inner = try filter()
                guard take(")") else { throw .badFilter("a parenthesis is not closed", at: at) }
                return .not(inner)
            }
        }
        at = before
        return try comparison()
    }

    private mutating func comparison() throws(Problem) -> Filter {
        comparisons += 1
        guard comparisons <= Self.maximumComparisons else {
            throw .badFilter("it compares more than \(Self.maximumComparisons) times", at: at)
        }
        var steps: [Filter.Step] = []
        repeat {
            guard let code = word() else { throw .badFilter("the name of a parameter is missing", at: at) }
            var step = Filter.Step(code: code)
            if take(":") {
                guard let target = word() else { throw .badFilter("the name of a type is missing", at: at) }
                step.target = target
            }
            if take("[") {
                step.filter = try filter()
                guard take("]") else { throw .badFilter("a bracket is not closed", at: at) }
            }
            steps.append(step)
        } while take(".")
        guard steps.count <= Self.maximumDepth else { throw .badFilter("it nests deeper than \(Self.maximumDepth)", at: at) }
        skipSpace()
        guard let name = word(), let comparing = Filter.Operator(rawValue: name) else {
            let names = Filter.Operator.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badFilter("one of \(names) is missing", at: at)
        }
        skipSpace()
        return .compares(steps, comparing, try value())
    }

    /// A string as in JSON, or everything up to a space or a closing bracket.
    private mutating func value() throws(Problem) -> String {
        let start = at
        if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
            at += 1
            while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
            guard at < bytes.count else { throw .badFilter("a string is not closed", at: start) }
            at += 1
            guard let text = (try? Document(json: Array(bytes[start..<at])))?.root.text, !text.isEmpty else {
                throw .badFilter("a string is empty or not as in JSON", at: start)
            }
            return text
        }
        while at < bytes.count, bytes[at] != UInt8(ascii: " "), bytes[at] != UInt8(ascii: ")"), bytes[at] != UInt8(ascii: "]") { at += 1 }
        guard at > start else { throw .badFilter("a value is missing", at: start) }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func word() -> String? {
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                at += 1
            default: return at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
            }
        }
        return at > start ? String(decoding: bytes[start..<at], as: UTF8.self) : nil
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: sign) else { return false }
        at += 1
        return true
    }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] == UInt8(ascii: " ") { at += 1 }
    }
}
