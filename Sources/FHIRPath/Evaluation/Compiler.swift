import FHIR

/// Turns syntax into steps, and refuses what can never mean anything.
struct Compiler {
    let functions: [String: CustomFunction]
    /// Whether the type of the input is known, and with it what can never be there.
    let isChecked: Bool

    typealias Compiled = (code: Code, type: StaticType)

    /// `input` is what the step is given, `context` what `$this` is; they differ right of a dot.
    func compile(_ syntax: Syntax, input: StaticType, context: StaticType, isAfterDot: Bool = false) throws -> Compiled {
        switch syntax {
        case .literal(let items, _): return (Self.literal(items), .unknown)
        case .this: return ({ _, focus in focus.context }, context)
        case .index: return ({ run, focus in run.give(.integer(Int64(focus.index)), at: run.top) }, .unknown)
        case .total: return ({ _, focus in focus.total }, .unknown)
        case .variable(let name, let offset): return (Variables.code(name, offset), .unknown)
        case .member(let name, let offset):
            let type = try input.member(name, atStart: !isAfterDot, offset)
            return (isAfterDot ? Self.member(name, offset) : Self.memberAtStart(name, offset), type)
        case .function(let name, let arguments, let offset):
            return try function(name, arguments, offset, input, context)
        case .invocation(let left, let right):
            let left = try compile(left, input: input, context: context, isAfterDot: isAfterDot)
            let right = try compile(right, input: left.type, context: context, isAfterDot: true)
            let (first, second) = (left.code, right.code)
            return (
                { run, focus in
                    let before = focus.items
                    focus.items = try first(&run, &focus)
                    defer { focus.items = before }
                    return try second(&run, &focus)
                }, right.type
            )
        case .indexer(let left, let inside, let offset):
            let left = try compile(left, input: input, context: context, isAfterDot: isAfterDot)
            let inside = try compile(inside, input: context, context: context).code
            let first = left.code
            return (
                { run, focus in
                    let items = try first(&run, &focus)
                    var outside = focus.outside
                    guard let at = try run.whole(inside(&run, &outside), "`[…]`", offset) else { return .empty }
                    return 0..<Int(items.count) ~= at ? items.part(at, at + 1) : .empty
                }, left.type
            )
        case .sign(let isMinus, let operand, let offset):
            let code = try compile(operand, input: input, context: context, isAfterDot: isAfterDot).code
            return (
                { run, focus in
                    let mark = run.top
                    let items = try code(&run, &focus)
                    return run.give(try Self.signed(run.items(items), isMinus, offset), at: mark)
                }, .unknown
            )
        case .binary(let binary, let left, let right, let offset):
            return try self.binary(binary, left, right, offset, context)
        case .typeTest(let isCast, let operand, let name, let offset):
            let operand = try compile(operand, input: input, context: context, isAfterDot: isAfterDot)
            return (TypeFunctions.code(isCast ? .cast : .test, name, operand.code, offset), isCast ? StaticType(name: name.name) : .unknown)
        }
    }

    private func binary(
        _ binary: Syntax.Operator, _ left: Syntax, _ right: Syntax, _ offset: Int, _ context: StaticType
    ) throws -> Compiled {
        let one = try compile(left, input: context, context: context)
        let other = try compile(right, input: context, context: context)
        var type = StaticType.unknown
        if binary == .union, let left = one.type.types, let right = other.type.types { type = StaticType(types: left.union(right)) }
        return (Operations.code(binary, one.code, other.code, offset), type)
    }

    private static func literal(_ items: [Item]) -> Code {
        guard items.count == 1, let item = items.first else { return { _, _ in .empty } }
        switch item {
        case .string(let text):
            let written = WrittenText(text)
            return { run, _ in run.give(.text(written.text), at: run.top) }
        case .boolean(let value): return { run, _ in run.give(.boolean(value), at: run.top) }
        case .integer(let value): return { run, _ in run.give(.integer(value), at: run.top) }
        case .decimal(let number):
            let digits = Digits(number)
            return { run, _ in run.give(.decimal(digits), at: run.top) }
        case .temporal(let value): return { run, _ in run.give(.temporal(value), at: run.top) }
        case .quantity, .node: return { run, _ in run.push([item]) }
        }
    }

    private static func member(_ name: String, _ offset: Int) -> Code {
        let name = ElementName.named(name)
        return { run, focus in
            let mark = run.top
            let items = focus.items
            try run.step(Int(items.count) &+ 1, offset)
            for at in items.lower..<items.upper {
                if case .node(let spot) = run[at] { run.pushChildren(of: spot, name) }
            }
            return Stretch(mark, run.top)
        }
    }

    /// The first name of an expression may name the type of the input instead of an element.
    private static func memberAtStart(_ text: String, _ offset: Int) -> Code {
        guard R4.table.index[text] != nil else { return member(text, offset) }
        let isKind = R4.table.types.indices.map { TypeTest.isKind(Int32($0), of: text) }
        let name = ElementName.named(text)
        return { run, focus in
            let mark = run.top
            let items = focus.items
            try run.step(Int(items.count) &+ 1, offset)
            for at in items.lower..<items.upper {
                guard case .node(let spot) = run[at] else { continue }
                if spot.type >= 0, isKind[Int(spot.type)] {
                    run.push(.node(spot))
                } else {
                    run.pushChildren(of: spot, name)
                }
            }
            return Stretch(mark, run.top)
        }
    }

    private static func signed(_ items: [Item], _ isMinus: Bool, _ offset: Int) throws -> Item? {
        let what = isMinus ? "`-`" : "`+`"
        guard let item = try items.single(what, offset) else { return nil }
        switch item.system {
        case .integer(let value): return isMinus ? value == .min ? nil : .integer(-value) : .integer(value)
        case .decimal(let value): return .decimal(isMinus ? value.negated : value)
        case .quantity(let value): return .quantity(isMinus ? value.negated : value)
        default: throw Fault(.execution, "\(what) takes a number or a quantity, and here is \(item.kindName).", offset)
        }
    }

    private func function(
        _ name: String, _ arguments: [Syntax], _ offset: Int, _ input: StaticType, _ context: StaticType
    ) throws -> Compiled {
        if let custom = functions[name] { return try self.custom(custom, name, arguments, offset, context) }
        guard let function = Function.all[name] else {
            throw Fault(.semantic, "There is no function `\(name)()`\(Function.nearest(name))", offset)
        }
        try Self.check(arguments.count, function.arity, name, offset)
        if function.needsOrder, input.isUnordered, isChecked {
            throw Fault(
                .semantic, "Nobody says in which order the items come, so `\(name)()` means nothing here; `sort(…)` them first.", offset)
        }
        var codes: [Argument] = []
        var literals: [String?] = []
        var descending: [Bool] = []
        var named: TypeName?
        var argumentType = StaticType.unknown
        for (index, syntax) in arguments.enumerated() {
            switch function.takes {
            case .values:
                if case .literal(let items, _) = syntax { literals.append(items.first?.asString) } else { literals.append(nil) }
                codes.append(Argument(code: try compile(syntax, input: context, context: context).code))
            case .expression:
                let compiled = try compile(syntax, input: input, context: input)
                if index == 0 { argumentType = compiled.type }
                codes.append(Argument(code: compiled.code))
            case .loop:
                // Its own answers are given to it again, and nobody knows their type.
                codes.append(Argument(code: try compile(syntax, input: .unknown, context: .unknown).code))
            case .sortKeys:
                if case .sign(isMinus: true, let key, _) = syntax {
                    codes.append(Argument(code: try compile(key, input: input, context: input).code))
                    descending.append(true)
                } else {
                    codes.append(Argument(code: try compile(syntax, input: input, context: input).code))
                    descending.append(false)
                }
            case .type:
                guard let type = syntax.typeName else {
                    throw Fault(.semantic, "`\(name)()` takes the name of a type, such as `Quantity`.", syntax.offset)
                }
                named = type
            }
        }
        let call = Call(name: name, offset: offset, arguments: codes, descending: descending, type: named, literals: literals)
        let type: StaticType =
            switch function.gives {
            case .input: function.takes == .sortKeys ? StaticType(types: input.types) : input
            case .argument: argumentType
            case .type: StaticType(name: call.type?.name)
            case .unknown: .unknown
            case .unordered: StaticType(types: nil, isUnordered: true)
            }
        return (try function.build(call), type)
    }

    private func custom(
        _ custom: CustomFunction, _ name: String, _ arguments: [Syntax], _ offset: Int, _ context: StaticType
    ) throws -> Compiled {
        try Self.check(arguments.count, custom.arity, name, offset)
        let codes = try arguments.map { syntax -> Code in
            if let type = syntax.typeName, type.name.first?.isUppercase == true { return Self.literal([.string(type.name)]) }
            return try compile(syntax, input: context, context: context).code
        }
        let body = custom.body
        return (
            { run, focus in
                try run.step(Int(focus.items.count) + 1, offset)
                let mark = run.top
                var values: [[Item]] = []
                for code in codes {
                    var outside = focus.outside
                    values.append(run.items(try code(&run, &outside)))
                }
                do throws(ExpressionError) {
                    return run.give(try body(run.items(focus.items), values, run.environment), at: mark)
                } catch {
                    throw Fault(error.kind, error.message, offset)
                }
            }, .unknown
        )
    }

    private static func check(_ count: Int, _ arity: ClosedRange<Int>, _ name: String, _ offset: Int) throws {
        guard !arity.contains(count) else { return }
        let wanted: String
        if arity.upperBound == .max {
            wanted = "at least \(arity.lowerBound)"
        } else if arity.lowerBound == arity.upperBound {
            wanted = arity.lowerBound == 0 ? "none" : "\(arity.lowerBound)"
        } else {
            wanted = "\(arity.lowerBound) to \(arity.upperBound)"
        }
        throw Fault(.semantic, "`\(name)()` has \(count) arguments, and takes \(wanted).", offset)
    }
}

extension Syntax {
    /// What is written like a type: `Patient`, `System.String`.
    var typeName: TypeName? {
        switch self {
        case .member(let name, let offset): TypeName(namespace: nil, name: name, offset: offset)
        case .invocation(.member(let namespace, let offset), .member(let name, _)):
            TypeName(namespace: namespace, name: name, offset: offset)
        default: nil
        }
    }
}
