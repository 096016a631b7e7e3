import FHIR
import FHIRPath

/// What one application has read and worked out so far: each expression's values, data and libraries once.
final class ApplicationRun {
    let application: Application
    let source: any ApplicationSource
    var issues: [ApplicationIssue] = []
    private var libraries: [String: CQLLibrary?] = [:]
    private var retrieved: [String: [Item]] = [:]
    private var defined: [String: [Item]] = [:]
    private var underWay: Set<String> = []
    private var members: [String: Set<CQLCode>] = [:]

    /// An evaluation may take this many steps, and this long.
    private static let maximumSteps = 2_000_000
    private static let maximumTime = Duration.seconds(5)

    init(_ application: Application, from source: any ApplicationSource) {
        self.application = application
        self.source = source
    }

    // MARK: Expressions

    /// The values of an Expression (https://hl7.org/fhir/R4/metadatatypes.html#Expression) of a definition; nil when it cannot be evaluated,
    /// with an issue that says why.
    func values(of expression: Element, in definition: Resource, at path: String) throws -> [Item]? {
        do {
            return try evaluate(expression, in: definition)
        } catch let error as CQLError {
            issues.append(ApplicationIssue("\(error.message) What depends on it is left out.", at: path))
        } catch let error as ExpressionError {
            issues.append(ApplicationIssue("The expression cannot be evaluated: \(error.description)", at: path))
        }
        return nil
    }

    private func evaluate(_ expression: Element, in definition: Resource) throws -> [Item] {
        let text = expression.string("expression") ?? ""
        switch expression.string("language") ?? "text/fhirpath" {
        case "text/fhirpath": return try fhirPath(text, in: definition)
        case "text/cql.identifier", "text/cql-identifier", "text/cql.name", "text/cql-name":
            return try named(text, in: library(of: expression, in: definition))
        case "text/cql", "text/cql.expression", "text/cql-expression":
            let library = try? library(of: expression, in: definition)
            // Older definitions name a definition of the library here.
            if let library, library.names(text) { return try named(text, in: library) }
            return try cql(text, in: library ?? CQLLibrary.empty)
        case let language:
            let other = expression.each("extension").flatMap { Array($0.items) }.first { one in
                one.string("url") == "http://hl7.org/fhir/StructureDefinition/cqf-alternativeExpression"
            }
            if let other = other?["valueExpression"] { return try evaluate(other, in: definition) }
            throw CQLError("Expressions in the language `\(language.prefix(40))` are not evaluated here: FHIRPath and plain CQL are.")
        }
    }

    private func fhirPath(_ text: String, in definition: Resource) throws -> [Item] {
        var environment = try environment()
        var variables = environment.variables
        func isNamed(_ name: String) -> Bool { text.contains("%" + name) || text.contains("%`\(name)`") || text.contains("%'\(name)'") }
        if isNamed("resources") { variables["resources"] = try source.resources(of: nil).map { .node(Node($0)) } }
        for name in ["definition", "planDefinition", "activityDefinition"] where isNamed(name) {
            variables[name] = [.node(Node(definition))]
        }
        environment.variables = variables
        let subject = variables["subject"] ?? []
        return try Expression(text).evaluate(subject, in: environment)
    }

    /// What every expression can name: who is meant, and what the question says besides.
    private func environment() throws -> Environment {
        var variables: [String: [Item]] = [:]
        for (name, reference) in [
            ("subject", application.subject), ("encounter", application.encounter), ("practitioner", application.practitioner),
            ("organization", application.organization),
        ] {
            guard let reference else {
                variables[name] = []
                continue
            }
            variables[name] = try source.resource(reference).map { [.node(Node($0))] } ?? []
        }
        variables["patient"] = application.subject.hasPrefix("Patient/") ? variables["subject"] : []
        for name in ["userType", "userLanguage", "userTaskContext", "setting", "settingContext"] {
            variables[name] = application.context[name].map { [.node(Node($0, type: "CodeableConcept"))] } ?? []
        }
        for parameter in application.parameters?.root["parameter"].map({ Array($0.items) }) ?? [] {
            guard let name = parameter.string("name") else { continue }
            let values = (try? Expression("value | resource").evaluate(Node(parameter, type: "Parameters.parameter"))) ?? []
            variables[name, default: []] += values
        }
        var environment = Environment()
        environment.variables = variables
        environment.now = TemporalValue(dateTime: application.now.description)
        environment.maximumSteps = Self.maximumSteps
        environment.maximumTime = Self.maximumTime
        if case .node(let node)? = variables["subject"]?.first { environment.resource = node }
        return environment
    }

    // MARK: CQL

    private func library(of expression: Element, in definition: Resource) throws -> CQLLibrary {
        let canonicals = expression.string("reference").map { [$0] } ?? definition.root["library"].map { $0.items.compactMap(\.text) } ?? []
        guard let canonical = canonicals.first else { throw CQLError("The definition names no library that the expression could be in.") }
        guard let library = try library(canonical) else {
            throw CQLError("The library of the expression is not here, or has no text in CQL.")
        }
        return library
    }

    private func library(_ canonical: String) throws -> CQLLibrary? {
        if let known = libraries[canonical] { return known }
        var library: CQLLibrary?
        if let resource = try source.definition(canonical) { library = try CQLLibrary(resource) }
        libraries[canonical] = library
        return library
    }

    /// The value of a definition of a library.
    private func named(_ name: String, in library: CQLLibrary) throws -> [Item] {
        let plain = name.hasPrefix("\"") && name.hasSuffix("\"") && name.count > 1 ? String(name.dropFirst().dropLast()) : name
        let key = "\(library.key)\u{0}\(plain)"
        if let known = defined[key] { return known }
        guard underWay.insert(key).inserted else { throw CQLError("A definition of the library is defined by itself.") }
        defer { underWay.remove(key) }
        let values = try evaluate(try library.definition(plain), in: library)
        defined[key] = values
        return values
    }

    private func cql(_ text: String, in library: CQLLibrary) throws -> [Item] { try evaluate(try library.read(text), in: library) }

    private func evaluate(_ made: CQLExpression, in library: CQLLibrary) throws -> [Item] {
        var environment = try environment()
        var variables = environment.variables
        for (variable, name) in made.definitions {
            if let (alias, inner) = name.library.map({ ($0, name.name) }) {
                guard let canonical = library.includes[alias], let other = try self.library(canonical) else {
                    throw CQLError("The library that is included as `\(alias)` is not here.")
                }
                variables[variable] = try named(inner, in: other)
            } else if library.names(name.name) {
                variables[variable] = try named(name.name, in: library)
            } else {
                // A parameter of the library.
                guard let parameter = library.parameters[name.name] else {
                    throw CQLError("The library defines no `\(name.name.prefix(60))`.")
                }
                if let given = variables[name.name] {
                    variables[variable] = given
                } else {
                    variables[variable] = try parameter.map { try cql($0, in: library) } ?? []
                }
            }
        }
        for (variable, code) in made.codes { variables[variable] = [code.item] }
        for type in made.types where variables["retrieve_\(type)"] == nil { variables["retrieve_\(type)"] = try retrieve(type) }
        for set in made.valueSets where members[set] == nil { members[set] = try codes(of: set) }
        environment.variables = variables
        let expression = try Expression(made.text, functions: CQLFunctions.all(members: members, now: application.now))
        return try expression.evaluate(variables["patient"] ?? [], in: environment)
    }

    private func retrieve(_ type: String) throws -> [Item] {
        if let known = retrieved[type] { return known }
        guard R4.isKnown(type) else { throw CQLError("R4 has no resource `\(type.prefix(40))`.") }
        let found: [Item] = try source.resources(of: type).map { .node(Node($0)) }
        retrieved[type] = found
        return found
    }

    /// The codes of a value set that lists them.
    private func codes(of canonical: String) throws -> Set<CQLCode> {
        guard let set = try source.definition(canonical) else {
            throw CQLError("The value set that the library names is not here. Store the ValueSet, and apply again.")
        }
        var codes: Set<CQLCode> = []
        func expand(_ element: Element) {
            for contained in element["contains"].map({ Array($0.items) }) ?? [] {
                if let code = contained.string("code") { codes.insert(CQLCode(system: contained.string("system") ?? "", code: code)) }
                expand(contained)
            }
        }
        if let expansion = set["expansion"] { expand(expansion) }
        for include in set["compose"]?["include"].map({ Array($0.items) }) ?? [] where codes.isEmpty || set["expansion"] == nil {
            let system = include.string("system") ?? ""
            guard let concepts = include["concept"] else {
                throw CQLError("The value set that the library names does not list its codes. Store it with an expansion, and apply again.")
            }
            for concept in concepts.items { concept.string("code").map { _ = codes.insert(CQLCode(system: system, code: $0)) } }
        }
        return codes
    }

    // MARK: What is made of it

    /// The extensions of a definition's element that the request has too: those that speak of the artefact stay with it.
    static func extensions(of element: Element) -> [Part] {
        guard element["extension"] != nil else { return [] }
        return (element["extension"].map { Array($0.items) } ?? []).filter { one in
            let url = one.string("url") ?? ""
            return !["/StructureDefinition/cqf-", "/StructureDefinition/cpg-", "/StructureDefinition/cqfm-", "/StructureDefinition/crmi-"]
                .contains { url.contains($0) }
        }.map { Part($0, as: "Extension") }
    }

    func outcome(id: String) -> Part {
        .object([
            ("resourceType", .text("OperationOutcome")), ("id", .text(id)),
            (
                "issue",
                .array(
                    issues.map { issue in
                        .object([
                            ("severity", .text("warning")), ("code", .text("processing")), ("diagnostics", .text(issue.message)),
                            ("expression", .array([.text(issue.path)])),
                        ])
                    })
            ),
        ])
    }
}
