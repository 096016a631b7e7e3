import FHIR

/// Changes by place: https://www.rfc-editor.org/rfc/rfc6902
///
/// Values are written as they stand in the patch, digits included.
struct JSONPatch: Sendable {
    private enum Operation: Sendable {
        case add(JSONPointer, [UInt8])
        case remove(JSONPointer)
        case replace(JSONPointer, [UInt8])
        case move(from: JSONPointer, JSONPointer)
        case copy(from: JSONPointer, JSONPointer)
        case test(JSONPointer, Element)
    }

    private var operations: [Operation] = []

    static let maximumOperations = 10_000

    init(_ json: [UInt8], _ limits: Limits) throws(Problem) {
        let document: Document
        do { document = try Document(json: json, limits: limits) } catch { throw Problem(error) }
        guard document.root.kind == .array else {
            throw Problem(.malformed, "A JSON Patch is an array of operations; this is none. Send `[{\"op\": …}]`.")
        }
        guard document.root.count <= Self.maximumOperations else {
            throw Problem(.tooLarge, "A patch may have \(Self.maximumOperations) operations. Send the whole resource with PUT.")
        }
        for (index, item) in document.root.items.enumerated() {
            operations.append(try Self.operation(item, "[\(index)]"))
        }
    }

    private static func operation(_ item: Element, _ place: String) throws(Problem) -> Operation {
        func pointer(_ name: String) throws(Problem) -> JSONPointer {
            guard item.kind == .object, let text = item[name], text.kind == .string, let pointer = text.text.flatMap({ JSONPointer($0) })
            else {
                throw Problem(
                    .malformed, "`\(name)` of the operation is no JSON Pointer. Write it like `/name/0/family`, with `~1` for a slash.",
                    path: place)
            }
            return pointer
        }
        func value() throws(Problem) -> Element {
            guard let value = item["value"] else {
                throw Problem(.malformed, "The operation has no `value`. Add one.", path: place)
            }
            return value
        }
        let path = try pointer("path")
        switch item["op"]?.text {
        case "add": return .add(path, Array(try value().bytes))
        case "remove": return .remove(path)
        case "replace": return .replace(path, Array(try value().bytes))
        case "move": return .move(from: try pointer("from"), path)
        case "copy": return .copy(from: try pointer("from"), path)
        case "test": return .test(path, try value())
        default:
            throw Problem(
                .malformed, "The operation's `op` is none. It is add, remove, replace, move, copy or test.", path: place)
        }
    }

    func apply(to document: inout EditedDocument) throws(Problem) {
        for (index, operation) in operations.enumerated() {
            do {
                try Self.perform(operation, on: &document)
            } catch {
                var problem = error
                problem.path = "[\(index)]"
                throw problem
            }
        }
    }

    private static func perform(_ operation: Operation, on document: inout EditedDocument) throws(Problem) {
        switch operation {
        case .add(let place, let json): try add(json, place, &document)
        case .remove(let place):
            _ = try existing(place, document)
            try remove(place, &document)
        case .replace(let place, let json): try document.replace(existing(place, document), with: json)
        case .copy(let source, let place): try add(Array(existing(source, document).bytes), place, &document)
        case .move(let source, let place):
            let json = Array(try existing(source, document).bytes)
            guard !source.contains(place) else {
                throw Problem(.unprocessable, "An element cannot be moved into itself. Move it elsewhere.")
            }
            guard source != place else { return }
            try remove(source, &document)
            try add(json, place, &document)
        case .test(let place, let value):
            guard try existing(place, document).isEqual(to: value) else {
                throw Problem(
                    .unprocessable, "A `test` failed: something else stands there. Read the resource again, and repeat your change.")
            }
        }
    }

    private static func existing(_ place: JSONPointer, _ document: EditedDocument) throws(Problem) -> Element {
        guard let element = place.element(in: document.root) else { throw .nothingThere }
        return element
    }

    private static func remove(_ place: JSONPointer, _ document: inout EditedDocument) throws(Problem) {
        guard !place.steps.isEmpty else {
            throw Problem(.unprocessable, "A patch cannot remove the whole resource. Use DELETE.")
        }
        try document.remove(place)
    }

    private static func add(_ json: [UInt8], _ place: JSONPointer, _ document: inout EditedDocument) throws(Problem) {
        guard let step = place.steps.last else { return try document.replace(document.root, with: json) }
        let parent = try existing(place.parent, document)
        switch parent.kind {
        case .object: try document.set(step.text, of: parent, to: json)
        case .array:
            guard let index = step.text == "-" ? parent.count : step.index, index <= parent.count else {
                throw Problem(.unprocessable, "An array has no such place. Write the number of an item, or `-` for the end.")
            }
            try document.insert(json, at: index, of: parent)
        case .string, .number, .boolean, .null: throw .nothingThere
        }
    }
}

extension Problem {
    fileprivate static let nothingThere = Problem(
        .unprocessable, "There is nothing at the place that the operation names. Read the resource again, or add what is missing first.")
}
