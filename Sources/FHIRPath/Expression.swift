import FHIR

/// An expression of FHIRPath, read and checked once, evaluated as often as wanted. https://hl7.org/fhirpath/N1/
///
/// ```swift
/// let family = try Expression("Patient.name.where(use = 'official').family", type: "Patient")
/// try family.evaluate(Node(patient))                 // [.node(…)]: one for each name
/// try Expression("name.given.count()").evaluate(Node(patient)).first?.asInteger      // 2
/// try Expression("name.givn", type: "Patient")       // throws: HumanName has no `givn` (1:6)
/// ```
/// What is asked for and not there gives the empty collection; what can never be there is refused, if `type` says what the input is.
public struct Expression: Sendable {
    public let text: String
    private let code: Code

    /// - Parameters:
    ///   - functions: functions beyond the language, by name.
    ///   - type: the type of the input in R4 (`Patient`, `HumanName`); without it, elements are not checked before evaluation.
    public init(_ text: String, functions: [String: CustomFunction] = [:], type: String? = nil) throws(ExpressionError) {
        self.text = text
        do {
            let syntax = try Parser.syntax(text)
            let input = StaticType(name: type)
            code = try Compiler(functions: functions, isChecked: type != nil).compile(syntax, input: input, context: input).code
        } catch {
            throw Expression.error(error, in: text)
        }
    }

    // A run points at the document of its input and does not keep it. The caller does, as long as these are not inlined.

    /// `%resource` and `$this` are the node, unless the environment names another resource.
    @inline(never)
    public func evaluate(_ node: Node, in environment: Environment = Environment()) throws(ExpressionError) -> [Item] {
        let input = Spot(node, in: 0)
        return try evaluate(environment, node.document) { run in run.push(.node(input)) }
    }

    @inline(never)
    public func evaluate(_ input: [Item], in environment: Environment = Environment()) throws(ExpressionError) -> [Item] {
        var document: BorrowedDocument?
        for case .node(let node) in input where document == nil { document = node.document }
        return try evaluate(environment, document) { run in
            for item in input { run.push(item) }
        }
    }

    private func evaluate(
        _ environment: Environment, _ document: BorrowedDocument?, _ pushInput: (inout Run) -> Void
    ) throws(ExpressionError) -> [Item] {
        do {
            // What most evaluations need, and small enough to lie on the thread's own stack.
            return try withUnsafeTemporaryAllocation(of: Value.self, capacity: 40) { lent in
                var run = Run(environment, document, lent: lent)
                pushInput(&run)
                run.input = Stretch(0, run.top)
                var focus = Focus(run.input)
                return run.items(try code(&run, &focus))
            }
        } catch {
            throw Expression.error(error, in: text)
        }
    }

    static func error(_ error: any Error, in text: String) -> ExpressionError {
        switch error {
        case let fault as Fault: fault.error(in: text)
        case let error as ExpressionError: error
        default: ExpressionError(.execution, "The expression failed.", offset: 0)
        }
    }
}

/// A function beyond the language, such as those that views add.
///
/// Its arguments are evaluated where the function stands; the name of a type that no element has reaches it as a string.
public struct CustomFunction: Sendable {
    public typealias Body =
        @Sendable (_ input: [Item], _ arguments: [[Item]], _ environment: Environment) throws(ExpressionError) -> [Item]

    let arity: ClosedRange<Int>
    let body: Body

    public init(arguments: ClosedRange<Int>, _ body: @escaping Body) {
        arity = arguments
        self.body = body
    }
}
