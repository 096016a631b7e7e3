import FHIR

extension Function {
    /// https://hl7.org/fhirpath/N1/#utility-functions
    static let utility: [String: Function] = [
        "trace": Function(arity: 1...2, takes: .expression, gives: .input) { call in
            { focus in
                var outside = focus.outside
                let name = try call.arguments[0](&outside).text(call.what, call.offset) ?? ""
                guard let trace = focus.run.environment.trace else { return focus.items }
                guard call.arguments.count > 1 else {
                    trace(name, focus.items)
                    return focus.items
                }
                var shown: [Item] = []
                for (index, item) in focus.items.enumerated() {
                    var own = focus.on(item, index)
                    shown += try call.arguments[1](&own)
                }
                trace(name, shown)
                return focus.items
            }
        },
        "now": plain(0...0) { _, _, call, focus in [.temporal(try now(focus, call))] },
        "today": plain(0...0) { _, _, call, focus in try now(focus, call).asDate.map { [.temporal($0)] } ?? [] },
        "timeOfDay": plain(0...0) { _, _, call, focus in
            let text = try now(focus, call).description
            guard let mark = text.firstIndex(of: "T") else { return [] }
            let clock = text[text.index(after: mark)...].prefix { $0 != "Z" && $0 != "+" && $0 != "-" }
            return TemporalValue(time: clock).map { [.temporal($0)] } ?? []
        },
        "defineVariable": Function(arity: 1...2, takes: .expression, gives: .input) { call in
            { focus in
                var outside = focus.outside
                guard let name = try call.arguments[0](&outside).text(call.what, call.offset) else {
                    throw Fault(.execution, "\(call.what) takes the name of a variable.", call.offset)
                }
                var scope = focus.scope
                while let here = scope {
                    if here.name == name {
                        throw Fault(.execution, "There is a variable `%\(name)` already; give this one another name.", call.offset)
                    }
                    scope = here.next
                }
                guard !reserved.contains(name), focus.run.environment.variables[name] == nil else {
                    throw Fault(.execution, "`%\(name)` has a meaning already; give the variable another name.", call.offset)
                }
                var items = focus.items
                if call.arguments.count > 1 {
                    var own = focus
                    own.context = focus.items
                    items = try call.arguments[1](&own)
                }
                focus.scope = Scope(name, items, focus.scope)
                return focus.items
            }
        },
    ]

    private static let reserved: Set<String> = ["context", "resource", "rootResource", "sct", "loinc", "ucum"]

    private static func now(_ focus: Focus, _ call: Call) throws -> TemporalValue {
        guard let now = focus.run.environment.now else {
            throw Fault(.execution, "\(call.what) is not known here: nobody has said what time it is.", call.offset)
        }
        return now
    }

    /// https://hl7.org/fhirpath/N1/#types and #reflection
    static let types: [String: Function] = [
        "is": Function(arity: 1...1, takes: .type) { call in
            guard let type = call.type else { return { _ in [] } }
            return TypeFunctions.code(.test, type, { $0.items }, call.offset)
        },
        "as": Function(arity: 1...1, takes: .type, gives: .type) { call in
            guard let type = call.type else { return { _ in [] } }
            return TypeFunctions.code(.cast, type, { $0.items }, call.offset)
        },
        "ofType": Function(arity: 1...1, takes: .type, gives: .type) { call in
            guard let type = call.type else { return { _ in [] } }
            return TypeFunctions.code(.filter, type, { $0.items }, call.offset)
        },
        "type": plain(0...0) { input, _, _, _ in
            input.map { item in
                let (namespace, name) =
                    switch item {
                    case .node(let node): ("FHIR", node.type ?? "Element")
                    default: ("System", SystemType(item)?.rawValue ?? "Any")
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
        return { focus in
            let items = try operand(&focus)
            let test = try test.get()
            switch wish {
            case .filter: return items.filter { test.keeps($0) }
            case .test: return try items.single("`is`", offset).map { [.boolean(test.holds($0))] } ?? []
            case .cast: return try items.single("`as`", offset).map { test.keeps($0) ? [$0] : [] } ?? []
            }
        }
    }
}
