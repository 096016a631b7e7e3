import FHIR

extension Expression {
    /// How the expression was understood, as JSON: each part with `ExpressionType`, `Name` and `Arguments`, as public FHIRPath test pages draw it.
    public static func tree(_ text: String) throws(ExpressionError) -> [UInt8] {
        do {
            var writer = JSONWriter()
            try Parser.syntax(text).write(to: &writer)
            return writer.bytes
        } catch {
            throw Expression.error(error, in: text)
        }
    }
}

extension Syntax {
    fileprivate func write(to writer: inout JSONWriter, focus: Syntax? = nil) {
        switch self {
        case .literal(let items, let offset):
            part("ConstantExpression", items.first?.description ?? "{}", offset, [], &writer)
        case .this(let offset): part("VariableRefExpression", "$this", offset, [], &writer)
        case .index(let offset): part("VariableRefExpression", "$index", offset, [], &writer)
        case .total(let offset): part("VariableRefExpression", "$total", offset, [], &writer)
        case .variable(let name, let offset): part("VariableRefExpression", "%" + name, offset, [], &writer)
        case .member(let name, let offset): part("ChildExpression", name, offset, focus.map { [$0] } ?? [], &writer)
        case .function(let name, let arguments, let offset):
            part("FunctionCallExpression", name, offset, (focus.map { [$0] } ?? []) + arguments, &writer)
        case .invocation(let left, let right): right.write(to: &writer, focus: left)
        case .indexer(let left, let inside, let offset):
            let whole = focus.map { Syntax.invocation($0, left) } ?? left
            part("IndexerExpression", "[]", offset, [whole, inside], &writer)
        case .sign(let isMinus, let operand, let offset): part("UnaryExpression", isMinus ? "-" : "+", offset, [operand], &writer)
        case .binary(let binary, let left, let right, let offset):
            part("BinaryExpression", binary.rawValue, offset, [left, right], &writer)
        case .typeTest(let isCast, let operand, let type, let offset):
            let name = (type.namespace.map { $0 + "." } ?? "") + type.name
            part("BinaryExpression", isCast ? "as" : "is", offset, [operand, .member(name, offset: type.offset)], &writer)
        }
    }

    private func part(_ kind: String, _ name: String, _ offset: Int, _ arguments: [Syntax], _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("ExpressionType", kind)
            writer.field("Name", name)
            writer.field("Position", offset)
            if !arguments.isEmpty {
                writer.array("Arguments") { writer in for argument in arguments { argument.write(to: &writer) } }
            }
        }
    }
}
