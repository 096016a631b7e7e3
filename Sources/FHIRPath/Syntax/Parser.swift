/// Reads an expression by the strength of its operators.
struct Parser {
    private let tokens: [Token]
    private var at = 0
    private var depth = 0
    private var links = 0

    /// An expression nested deeper than this would need more stack than there is.
    private static let maximumDepth = 200
    /// So would one with more operators, dots and brackets than this, since each of them holds what stands before it.
    private static let maximumLinks = 1000
    /// In bytes: expressions come from outside, and each word takes memory before anything is known about it.
    private static let maximumLength = 100_000

    static func syntax(_ text: String) throws -> Syntax {
        guard text.utf8.count <= maximumLength else {
            throw Fault(.syntax, "The expression is longer than \(maximumLength) bytes; cut it into parts.", 0)
        }
        var parser = Parser(tokens: try Lexer.tokens(text))
        let syntax = try parser.expression(above: 0)
        guard parser.token.kind == .end else {
            throw Fault(.syntax, "Here is \(parser.token.shown), where an operator or the end was expected.", parser.token.offset)
        }
        return syntax
    }

    private init(tokens: [Token]) { self.tokens = tokens }

    private var token: Token { tokens[at] }

    @discardableResult private mutating func take() -> Token {
        defer { if at < tokens.count - 1 { at += 1 } }
        return tokens[at]
    }

    private func stands(_ symbol: String) -> Bool { token.kind == .symbol(symbol) }

    private mutating func expect(_ symbol: String) throws {
        guard stands(symbol) else { throw Fault(.syntax, "Here is \(token.shown), where `\(symbol)` was expected.", token.offset) }
        take()
    }

    private var binary: Syntax.Operator? {
        switch token.kind {
        case .symbol(let text), .identifier(let text): Syntax.Operator(rawValue: text)
        default: nil
        }
    }

    private mutating func link() throws {
        links += 1
        guard links <= Self.maximumLinks else {
            throw Fault(.syntax, "The expression has more than \(Self.maximumLinks) operators and steps; cut it into parts.", token.offset)
        }
    }

    private mutating func expression(above strength: Int) throws -> Syntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw Fault(.syntax, "The expression is nested too deep; cut it into parts.", token.offset)
        }
        var left = try term()
        while true {
            let offset = token.offset
            if let binary, binary.strength > strength {
                try link()
                take()
                left = .binary(binary, left, try expression(above: binary.strength), offset: offset)
            } else if case .identifier(let word) = token.kind, word == "is" || word == "as", Syntax.Operator.typeStrength > strength {
                try link()
                take()
                left = .typeTest(isCast: word == "as", left, try typeName(), offset: offset)
            } else {
                return left
            }
        }
    }

    private mutating func typeName() throws -> TypeName {
        let offset = token.offset
        let first = try name("the name of a type")
        guard stands(".") else { return TypeName(namespace: nil, name: first, offset: offset) }
        take()
        return TypeName(namespace: first, name: try name("the name of a type"), offset: offset)
    }

    private mutating func name(_ what: String) throws -> String {
        switch token.kind {
        case .identifier(let name), .quotedIdentifier(let name):
            take()
            return name
        default: throw Fault(.syntax, "Here is \(token.shown), where \(what) was expected.", token.offset)
        }
    }

    /// A term with what hangs on it: dots and brackets bind tightest; a sign takes all of that.
    private mutating func term() throws -> Syntax {
        let offset = token.offset
        if stands("-") || stands("+") {
            let isMinus = stands("-")
            depth += 1
            defer { depth -= 1 }
            guard depth <= Self.maximumDepth else { throw Fault(.syntax, "There are too many signs in a row.", offset) }
            take()
            return .sign(isMinus: isMinus, try term(), offset: offset)
        }
        var left = try primary()
        while true {
            let offset = token.offset
            if stands(".") {
                try link()
                take()
                left = .invocation(left, try invocation())
            } else if stands("[") {
                try link()
                take()
                let inside = try expression(above: 0)
                try expect("]")
                left = .indexer(left, inside, offset: offset)
            } else {
                return left
            }
        }
    }

    private mutating func invocation() throws -> Syntax {
        let offset = token.offset
        switch token.kind {
        case .dollar: return dollar()
        default:
            let word = try name("the name of an element or function")
            return stands("(") ? .function(word, try arguments(), offset: offset) : .member(word, offset: offset)
        }
    }

    private mutating func dollar() -> Syntax {
        let token = take()
        switch token.kind {
        case .dollar("index"): return .index(offset: token.offset)
        case .dollar("total"): return .total(offset: token.offset)
        default: return .this(offset: token.offset)
        }
    }

    private mutating func arguments() throws -> [Syntax] {
        try expect("(")
        if stands(")") {
            take()
            return []
        }
        var arguments = [try argument()]
        while stands(",") {
            take()
            arguments.append(try argument())
        }
        try expect(")")
        return arguments
    }

    /// `sort` may be told a direction by a word.
    private mutating func argument() throws -> Syntax {
        let syntax = try expression(above: 0)
        guard case .identifier(let word) = token.kind, word == "asc" || word == "desc" else { return syntax }
        let offset = take().offset
        return word == "asc" ? syntax : .sign(isMinus: true, syntax, offset: offset)
    }

    private mutating func primary() throws -> Syntax {
        let token = token
        switch token.kind {
        case .symbol("("):
            take()
            let inside = try expression(above: 0)
            try expect(")")
            return inside
        case .symbol("{"):
            take()
            try expect("}")
            return .literal([], offset: token.offset)
        case .percent(let name):
            take()
            return .variable(name, offset: token.offset)
        case .identifier("true"), .identifier("false"):
            take()
            return .literal([.boolean(token.kind == .identifier("true"))], offset: token.offset)
        case .string(let text):
            take()
            return .literal([.string(text)], offset: token.offset)
        case .number(let digits): return try number(digits)
        case .date(let text): return try literal(TemporalValue(date: text), "date")
        case .dateTime(let text): return try literal(TemporalValue(dateTime: text), "date with time")
        case .time(let text): return try literal(TemporalValue(time: text), "time")
        case .identifier, .quotedIdentifier, .dollar: return try invocation()
        default:
            throw Fault(
                .syntax, "Here is \(token.shown), where a value, a name or `(` was expected.", token.offset)
        }
    }

    private mutating func literal(_ value: TemporalValue?, _ what: String) throws -> Syntax {
        let token = take()
        guard let value else { throw Fault(.syntax, "There is no such \(what).", token.offset) }
        return .literal([.temporal(value)], offset: token.offset)
    }

    /// Words for a calendar's durations, which need no quotation marks.
    static let durations: Set<String> = [
        "year", "month", "week", "day", "hour", "minute", "second", "millisecond", "years", "months", "weeks", "days", "hours", "minutes",
        "seconds", "milliseconds",
    ]

    /// A number, or a quantity when a unit follows.
    private mutating func number(_ digits: String) throws -> Syntax {
        let offset = take().offset
        guard let value = DecimalNumber(digits) else { throw Fault(.syntax, "The number has more digits than can be kept.", offset) }
        switch token.kind {
        case .string(let unit):
            take()
            return .literal([.quantity(Quantity(value, unit: unit, isCalendar: false))], offset: offset)
        case .identifier(let word) where Self.durations.contains(word):
            take()
            return .literal([.quantity(Quantity(value, unit: word, isCalendar: true))], offset: offset)
        default: break
        }
        if digits.contains(".") { return .literal([.decimal(value)], offset: offset) }
        guard let whole = Int64(digits) else { throw Fault(.syntax, "The whole number does not fit; write it with a point.", offset) }
        return .literal([.integer(whole)], offset: offset)
    }
}
