import FHIR
import FHIRPath

/// Reads a ViewDefinition whole and notes everything that is wrong with it.
/// https://sql-on-fhir.org/ig/latest/StructureDefinition-ViewDefinition.html
struct DefinitionReader {
    private(set) var problems: [ViewError] = []
    var constants: [String: [Item]] = [:]
    /// Constants that were refused: what uses them is not refused again.
    var refusedConstants: Set<String> = []

    mutating func note(_ kind: ViewError.Kind, _ path: String, _ message: String, position: ViewError.Position? = nil) {
        problems.append(ViewError(kind, at: path, message, position: position))
    }

    mutating func note(_ error: ViewError) {
        problems.append(error)
    }

    /// Nil, or worthless, when there are problems.
    mutating func view(_ root: Element) -> View? {
        guard root.kind == .object else {
            note(.noDefinition, "", "A ViewDefinition is a JSON object; this is none. Send {\"resource\": …, \"select\": […]}.")
            return nil
        }
        if let type = root["resourceType"], type.text?.hasSuffix("ViewDefinition") != true {
            note(.noDefinition, "resourceType", "The resourceType is not ViewDefinition. Send a ViewDefinition.")
            return nil
        }
        let resource = resourceType(root)
        var name: String?
        if root["name"] != nil { name = self.name(root, "name", "The view") }
        readConstants(root)
        let conditions = readConditions(root, resource)
        guard let selects = array(root, "select", "") else {
            if root["select"] == nil { note(.missing, "select", "The view selects nothing. Give it a select with at least one column.") }
            return nil
        }
        let trees = selects.enumerated().map { select($1, "select[\($0)]", resource) }
        var columns: [Column] = []
        let selection = joined(trees, &columns)
        refuseDuplicates(trees)
        if columns.isEmpty && problems.isEmpty {
            note(.missing, "select", "The view has no column. Give a select a column with a name and a path.")
        }
        var environment = Environment()
        environment.variables = constants
        return View(
            name: name, resource: resource ?? "", columns: columns, conditions: conditions, selection: selection, environment: environment)
    }

    private mutating func resourceType(_ root: Element) -> String? {
        guard let element = root["resource"] else {
            note(.missing, "resource", "The view does not say what it is over. Give resource the name of a resource, such as Patient.")
            return nil
        }
        guard element.kind == .string, let name = element.text else {
            note(.malformed, "resource", "resource is no text. Give it the name of a resource, such as Patient.")
            return nil
        }
        guard R4.isKnown(name) else {
            note(
                .unknownType, "resource",
                "R4 has no such resource. Give resource the name of one, such as Patient; mind its capital letters.")
            return nil
        }
        return name
    }

    private mutating func readConditions(_ root: Element, _ resource: String?) -> [Path] {
        var conditions: [Path] = []
        for (index, element) in (array(root, "where", "") ?? []).enumerated() {
            let place = "where[\(index)]"
            guard isObject(element, place), let text = text(element, "path", place, "The condition") else { continue }
            let path = compile(text, place + ".path", on: resource)
            if let type = StaticType(of: text, on: resource).name, Column.family(of: type) != .boolean {
                note(.wrongType, place + ".path", "The condition gives no boolean. Make it a condition, with exists() or a comparison.")
            }
            if let path { conditions.append(path) }
        }
        return conditions
    }

    // MARK: - Members

    /// The items of a member that is an array; nil when it is absent or something else.
    mutating func array(_ element: Element, _ name: String, _ place: String) -> [Element]? {
        guard let member = element[name] else { return nil }
        let path = place.isEmpty ? name : place + "." + name
        guard member.kind == .array else {
            note(.malformed, path, "\(name) is no array. Write it in brackets, with one item or more.")
            return nil
        }
        guard member.count > 0 else {
            note(.malformed, path, "\(name) is an empty array. Leave it out, or give it an item.")
            return nil
        }
        return Array(member.items)
    }

    mutating func isObject(_ element: Element, _ place: String) -> Bool {
        if element.kind == .object { return true }
        note(.malformed, place, "This is no object. Write its members in braces.")
        return false
    }

    /// A text that must be there.
    mutating func text(_ element: Element, _ name: String, _ place: String, _ subject: String) -> String? {
        let path = place.isEmpty ? name : place + "." + name
        guard let member = element[name] else {
            note(.missing, path, "\(subject) has no \(name). Give it one.")
            return nil
        }
        guard member.kind == .string, let text = member.text, !text.isEmpty else {
            note(.malformed, path, "\(name) is no text. Write it in quotation marks.")
            return nil
        }
        return text
    }

    /// A name that any database takes.
    mutating func name(_ element: Element, _ member: String, _ subject: String, in place: String = "") -> String? {
        guard let name = text(element, member, place, subject) else { return nil }
        let bytes = name.utf8
        let isName =
            bytes.first.map(Self.isLetter) == true
            && bytes.allSatisfy { Self.isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        guard isName else {
            note(
                .badName, place.isEmpty ? member : place + "." + member,
                "The name is not one that every database takes. Begin it with a letter from A to Z, and go on with letters, digits and _ only."
            )
            return nil
        }
        return name
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }

    // MARK: - Expressions

    /// Compiles an expression; notes what is wrong with it.
    mutating func compile(_ text: String, _ place: String, on type: String?) -> Path? {
        let variables = Variables(text)
        var isRefused = false
        for (name, offset) in variables.used
        where constants[name] == nil && !Variables.isStandard(name) && !variables.defined.contains(name) {
            isRefused = true
            guard !refusedConstants.contains(name) else { continue }
            note(
                .constant, place, "There is no constant of this name. Define it under constant, or use one that is defined.",
                position: Self.position(offset, in: text))
        }
        do throws(ExpressionError) {
            let expression = try Expression(text, functions: ViewFunctions.all, type: type)
            guard !isRefused else { return nil }
            return Path(
                expression: expression, direct: DirectPath(text, on: type), place: place,
                countsRows: variables.used.contains { $0.name == "rowIndex" })
        } catch {
            if !isRefused { note(ViewError(error, at: place)) }
            return nil
        }
    }

    private static func position(_ offset: Int, in text: String) -> ViewError.Position {
        let before = String(decoding: Array(text.utf8).prefix(offset), as: UTF8.self)
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        return ViewError.Position(line: lines.count, column: (lines.last?.count ?? 0) + 1)
    }
}
