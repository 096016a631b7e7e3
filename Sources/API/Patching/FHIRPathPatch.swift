import FHIR
import FHIRPath

/// Changes by FHIRPath: https://hl7.org/fhir/R4/fhirpatch.html
struct FHIRPathPatch: Sendable {
    private enum Kind: String, CaseIterable {
        case add, insert, delete, replace, move
    }

    private struct Operation: Sendable {
        var kind: Kind
        var path: Expression
        /// The parts by name.
        var name: String?
        var value: Element?
        var index: Int?
        var source: Int?
        var destination: Int?
    }

    private var operations: [Operation] = []

    static let maximumOperations = 1_000
    /// Steps of evaluation for each path: the writer that others wait for evaluates it.
    static let maximumSteps = 100_000
    static let maximumTime = Duration.milliseconds(20)

    init(_ parameters: Resource) throws(Problem) {
        let asked = parameters.root["parameter"].map { Array($0.items) } ?? []
        guard !asked.isEmpty, asked.count <= Self.maximumOperations else {
            throw Problem(
                .invalid, "A FHIRPath Patch has 1 to \(Self.maximumOperations) parameters `operation`. Send the whole resource with PUT.",
                path: "Parameters.parameter")
        }
        for (index, parameter) in asked.enumerated() {
            do {
                operations.append(try Self.operation(parameter))
            } catch {
                throw Self.place(error, index)
            }
        }
    }

    private static func place(_ problem: Problem, _ index: Int) -> Problem {
        var problem = problem
        problem.path = "Parameters.parameter[\(index)]"
        return problem
    }

    private static func operation(_ parameter: Element) throws(Problem) -> Operation {
        guard parameter.string("name") == "operation" else {
            throw Problem(.invalid, "The parameters of a FHIRPath Patch are called `operation`. Write each change as one.")
        }
        var parts: [String: Element] = [:]
        for part in parameter["part"].map({ Array($0.items) }) ?? [] {
            guard let name = part.string("name") else { continue }
            parts[name] = part
        }
        func text(_ name: String) -> String? {
            parts[name].flatMap { $0.string("valueString") ?? $0.string("valueCode") ?? $0.string("valueUri") }
        }
        func number(_ name: String) throws(Problem) -> Int {
            guard let number = parts[name]?["valueInteger"]?.int, number >= 0 else {
                throw Problem(.invalid, "The operation has no `\(name)`. Write it as a valueInteger, from 0.")
            }
            return number
        }
        guard let kind = text("type").flatMap(Kind.init(rawValue:)) else {
            let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.invalid, "The operation's `type` is none. It is one of \(known), as a valueCode.")
        }
        guard let path = text("path") else {
            throw Problem(.invalid, "The operation has no `path`. Write it as a valueString.")
        }
        var operation: Operation
        do {
            operation = Operation(kind: kind, path: try Expression(path))
        } catch {
            throw Problem(.unprocessable, "The path cannot be used: \(error.description)")
        }
        switch kind {
        case .add:
            guard let name = text("name") else { throw Problem(.invalid, "The operation has no `name`. Write it as a valueString.") }
            operation.name = name
        case .insert: operation.index = try number("index")
        case .move: (operation.source, operation.destination) = (try number("source"), try number("destination"))
        case .delete, .replace: break
        }
        switch kind {
        case .add, .insert, .replace:
            guard let value = parts["value"] else {
                throw Problem(.invalid, "The operation has no `value`. Write it under the name of its type, such as valueString.")
            }
            operation.value = value
        case .delete, .move: break
        }
        return operation
    }

    func apply(to document: inout EditedDocument, at now: Instant) throws(Problem) {
        for (index, operation) in operations.enumerated() {
            do {
                try Self.perform(operation, on: &document, at: now)
            } catch {
                throw Self.place(error, index)
            }
        }
    }

    private static func perform(_ operation: Operation, on document: inout EditedDocument, at now: Instant) throws(Problem) {
        let found = try places(operation.path, in: document, at: now)
        switch operation.kind {
        case .add:
            guard let name = operation.name, let value = operation.value else { return }
            try document.add(name, value, to: try one(found))
        case .insert:
            guard let value = operation.value, let index = operation.index else { return }
            let list = try list(found, operation.path, in: document, at: now)
            try document.insert(value, at: index, into: list)
        case .delete:
            guard let place = found.first else { return }
            guard found.count == 1 else { throw .several }
            try document.delete(place)
        case .replace:
            guard let value = operation.value else { return }
            try document.replace(try one(found), value)
        case .move:
            guard let source = operation.source, let destination = operation.destination else { return }
            let list = try list(found, operation.path, in: document, at: now)
            try document.move(source, to: destination, within: list)
        }
    }

    private static func one(_ places: [JSONPointer]) throws(Problem) -> JSONPointer {
        guard let place = places.first else {
            throw Problem(.unprocessable, "The path finds nothing. Read the resource again, or add what is missing first.")
        }
        guard places.count == 1 else { throw .several }
        return place
    }

    /// The list that the places are the items of. One that is not there yet is where the path's last name would stand.
    private static func list(
        _ places: [JSONPointer], _ path: Expression, in document: EditedDocument, at now: Instant
    ) throws(Problem) -> JSONPointer {
        if let first = places.first {
            guard first.steps.last?.index != nil, places.allSatisfy({ $0.parent == first.parent }) else {
                throw Problem(.unprocessable, "The path finds no list. Name the element whose items are meant, such as `Patient.name`.")
            }
            return first.parent
        }
        guard let dot = path.text.lastIndex(of: ".") else { throw .several }
        let name = path.text[path.text.index(after: dot)...]
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLetter }) else { throw .several }
        let parent: Expression
        do {
            parent = try Expression(String(path.text[..<dot]))
        } catch {
            throw Problem(.unprocessable, "The path cannot be used: \(error.description)")
        }
        return try one(Self.places(parent, in: document, at: now)).appending(String(name))
    }

    /// Where what the path finds stands. A primitive that has extensions alone stands where its value would.
    private static func places(_ path: Expression, in document: EditedDocument, at now: Instant) throws(Problem) -> [JSONPointer] {
        var environment = Environment()
        environment.now = TemporalValue(dateTime: now.description)
        environment.maximumSteps = maximumSteps
        environment.maximumTime = maximumTime
        let items: [Item]
        do {
            items = try path.evaluate(Node(document.root), in: environment)
        } catch {
            throw Problem(.unprocessable, "The path cannot be used: \(error.description)")
        }
        var places: [JSONPointer] = []
        for item in items {
            guard case .node(let node) = item, let element = node.element ?? node.companion else {
                throw Problem(.unprocessable, "The path finds a value that stands nowhere in the resource. Name an element.")
            }
            var place = JSONPointer(of: element, in: document.root)
            if node.element == nil { place = place.withoutCompanion }
            if !places.contains(place) { places.append(place) }
        }
        return places
    }
}

extension Problem {
    fileprivate static let several = Problem(
        .unprocessable, "The path finds several elements, and one is wanted. Choose it, such as by `[0]` or `where(…)`.")
}

extension JSONPointer {
    /// The place of the value beside which a companion (`_birthDate`, an item of `_given`) stands.
    fileprivate var withoutCompanion: JSONPointer {
        var steps = steps
        if let at = steps.lastIndex(where: { $0.index == nil }), steps[at].text.hasPrefix("_") { steps[at].text.removeFirst() }
        return JSONPointer(steps)
    }
}
