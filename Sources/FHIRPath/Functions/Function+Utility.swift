import FHIR

extension Function {
    /// https://hl7.org/fhirpath/N1/#utility-functions
    static let utility: [String: Function] = [
        "trace": Function(arity: 1...2, takes: .expression, gives: .input) { call in
            { run, focus in
                let mark = run.top
                var outside = focus.outside
                let name = try run.text(call.arguments[0].code(&run, &outside), call.what, call.offset)?.string ?? ""
                guard let trace = run.environment.trace else { return focus.items }
                guard call.arguments.count > 1 else {
                    trace(name, run.items(focus.items))
                    return focus.items
                }
                var shown: [Item] = []
                for position in 0..<focus.items.count {
                    var own = focus.on(position)
                    shown += run.items(try call.arguments[1].code(&run, &own))
                }
                run.fall(to: mark)
                trace(name, shown)
                return focus.items
            }
        },
        "now": direct { run, _, call in run.give(.temporal(try now(run, call)), at: run.top) },
        "today": direct { run, _, call in
            guard let date = try now(run, call).asDate else { return .empty }
            return run.give(.temporal(date), at: run.top)
        },
        "timeOfDay": plain(0...0) { _, _, call, run in
            let text = try now(run, call).description
            guard let mark = text.firstIndex(of: "T") else { return [] }
            let clock = text[text.index(after: mark)...].prefix { $0 != "Z" && $0 != "+" && $0 != "-" }
            return TemporalValue(time: clock).map { [.temporal($0)] } ?? []
        },
        "defineVariable": Function(arity: 1...2, takes: .expression, gives: .input) { call in
            { run, focus in
                var outside = focus.outside
                guard let name = try run.text(call.arguments[0].code(&run, &outside), call.what, call.offset)?.string else {
                    throw Fault(.execution, "\(call.what) takes the name of a variable.", call.offset)
                }
                var scope = run.scope(focus.scope)
                while let here = scope {
                    if here.name == name {
                        throw Fault(.execution, "There is a variable `%\(name)` already; give this one another name.", call.offset)
                    }
                    scope = run.scope(here.next)
                }
                guard !reserved.contains(name), run.environment.variables[name] == nil else {
                    throw Fault(.execution, "`%\(name)` has a meaning already; give the variable another name.", call.offset)
                }
                var items = focus.items
                if call.arguments.count > 1 {
                    var own = focus
                    own.context = focus.items
                    items = try call.arguments[1].code(&run, &own)
                }
                // The stack may be taken down before the variable is asked for.
                let values = (items.lower..<items.upper).map { run[$0] }
                focus.scope = run.keep(Scope(name: name, values: values, next: focus.scope))
                return focus.items
            }
        },
    ]

    private static let reserved: Set<String> = ["context", "resource", "rootResource", "sct", "loinc", "ucum"]

    private static func now(_ run: borrowing Run, _ call: Call) throws -> TemporalValue {
        guard let now = run.environment.now else {
            throw Fault(.execution, "\(call.what) is not known here: nobody has said what time it is.", call.offset)
        }
        return now
    }

    /// https://hl7.org/fhirpath/N1/#types and #reflection
    static let types: [String: Function] = [
        "is": Function(arity: 1...1, takes: .type) { call in
            guard let type = call.type else { return { _, _ in .empty } }
            return TypeFunctions.code(.test, type, { _, focus in focus.items }, call.offset)
        },
        "as": Function(arity: 1...1, takes: .type, gives: .type) { call in
            guard let type = call.type else { return { _, _ in .empty } }
            return TypeFunctions.code(.cast, type, { _, focus in focus.items }, call.offset)
        },
        "ofType": Function(arity: 1...1, takes: .type, gives: .type) { call in
            guard let type = call.type else { return { _, _ in .empty } }
            return TypeFunctions.code(.filter, type, { _, focus in focus.items }, call.offset)
        },
        "type": plain(0...0) { input, _, _, run in
            input.map { item in
                let (namespace, name) =
                    switch item {
                    case .node(let node): ("FHIR", node.type ?? "Element")
                    default: ("System", SystemType(run.value(item))?.rawValue ?? "Any")
                    }
                // A value with elements, of a type that is none of R4's.
                return .node(
                    Node(
                        Resource.build("") { json in
                            json.field("namespace", namespace)
                            json.field("name", name)
                        }))
            }
        },
    ]
}

/// `is`, `as` and `ofType`, as functions and as operators.
enum TypeFunctions {
    enum Wish: Sendable { case test, cast, filter }

    static func code(_ wish: Wish, _ name: TypeName, _ operand: @escaping Code, _ offset: Int) -> Code {
        // A name that means nothing is an error of the evaluation: the input may be empty.
        let test = Result { try TypeTest(name) }
        return { run, focus in
            let mark = run.top
            let items = try operand(&run, &focus)
            let test = try test.get()
            switch wish {
            case .filter:
                let start = run.top
                for at in items.lower..<items.upper where test.keeps(run[at], run) { run.push(run[at]) }
                return run.lay(Stretch(start, run.top), at: mark)
            case .test:
                guard let value = try run.single(items, "`is`", offset) else { return .empty }
                return run.give(.boolean(test.holds(value)), at: mark)
            case .cast:
                guard let value = try run.single(items, "`as`", offset) else { return .empty }
                return test.keeps(value, run) ? items : .empty
            }
        }
    }
}
