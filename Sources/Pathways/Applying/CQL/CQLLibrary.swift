import Exchange
import FHIR
import FHIRPath

/// A library of definitions in CQL, as far as they say what FHIRPath can say too.
///
/// What is here: definitions that name each other, codes and value sets, retrieves, queries over one source, conditions, comparisons,
/// arithmetic, ages. What is not (functions of the library's own, intervals, several sources) is refused where it is used; the other
/// definitions stand.
struct CQLLibrary {
    /// Tells it from other libraries.
    var key: String
    /// Canonical addresses of the libraries that are included, by their names here.
    var includes: [String: String] = [:]
    var codes: [String: [CQLCode]] = [:]
    var valueSets: [String: String] = [:]
    /// Parameters, with the text of what they are when nothing is given.
    var parameters: [String: String?] = [:]
    private var systems: [String: String] = [:]
    private var definitions: [String: [CQLToken]] = [:]

    static let empty = CQLLibrary(key: "")

    private init(key: String) { self.key = key }

    /// Nil-text libraries are refused by whoever asks for them; ELM alone is not read.
    init(_ resource: Resource) throws(CQLError) {
        key = resource.root.string("url") ?? resource.id ?? ""
        let contents = resource.root["content"].map { Array($0.items) } ?? []
        guard let data = contents.first(where: { $0.string("contentType") == "text/cql" })?["data"],
            let bytes = Base64.decode(data), let text = String(validating: bytes, as: UTF8.self)
        else { throw CQLError("The library has no text in CQL; add it as `content` with `text/cql`.") }
        let related = resource.root["relatedArtifact"].map { Array($0.items) } ?? []
        try read(try CQLToken.all(text), related: related.compactMap { $0.string("resource") })
    }

    func names(_ name: String) -> Bool { definitions[name] != nil }

    func definition(_ name: String) throws(CQLError) -> CQLExpression {
        guard let tokens = definitions[name] else { throw CQLError("The library defines no `\(name.prefix(60))`.") }
        return try CQLReader.expression(tokens, in: self)
    }

    func read(_ text: String) throws(CQLError) -> CQLExpression { try CQLReader.expression(CQLToken.all(text), in: self) }

    private static let statements: Set<String> = [
        "library", "using", "include", "codesystem", "valueset", "code", "concept", "parameter", "context", "define", "public", "private",
    ]

    /// Divides the text at the words that begin a statement.
    private mutating func read(_ tokens: [CQLToken], related: [String]) throws(CQLError) {
        var statements: [[CQLToken]] = []
        var depth = 0
        for token in tokens where token.kind != .end {
            if token.isSign("{") || token.isSign("(") || token.isSign("[") { depth += 1 }
            if token.isSign("}") || token.isSign(")") || token.isSign("]") { depth -= 1 }
            let before = statements.last?.last
            // `X.code` and `code` as an alias's element are no statements.
            let begins = token.kind == .word && Self.statements.contains(token.text) && depth == 0 && !(before?.isSign(".") ?? false)
            if begins, statements.isEmpty || !["public", "private", "define"].contains(before?.text ?? "") || before?.kind != .word {
                statements.append([token])
            } else if !statements.isEmpty {
                statements[statements.count - 1].append(token)
            }
        }
        for statement in statements { try read(statement: statement, related) }
    }

    private mutating func read(statement: [CQLToken], _ related: [String]) throws(CQLError) {
        var words = statement[...]
        if words.first.map({ $0.isWord("public") || $0.isWord("private") }) ?? false { words = words.dropFirst() }
        guard let verb = words.popFirst()?.text else { return }
        if verb == "define",
            words.first.map({ $0.isWord("public") || $0.isWord("private") || $0.isWord("function") || $0.isWord("fluent") }) ?? false
        {
            // Functions of one's own are refused where they are called.
            guard !(words.first?.isWord("function") ?? false), !(words.first?.isWord("fluent") ?? false) else { return }
            words = words.dropFirst()
        }
        guard let name = words.popFirst()?.text else { return }
        func after(_ word: String) -> CQLToken? {
            words.firstIndex { $0.isWord(word) }.flatMap { $0 + 1 < words.endIndex ? words[$0 + 1] : nil }
        }
        func afterColon() -> ArraySlice<CQLToken> { words.firstIndex { $0.isSign(":") }.map { words[($0 + 1)...] } ?? [] }
        switch verb {
        case "include":
            let canonical = related.first { one in
                let plain = one.split(separator: "|").first.map(String.init) ?? one
                return plain.hasSuffix("/" + name)
            }
            includes[after("called")?.text ?? name] = canonical ?? name
        case "codesystem": systems[name] = afterColon().first?.text ?? ""
        case "valueset": valueSets[name] = afterColon().first?.text ?? ""
        case "code":
            codes[name] = [
                CQLCode(
                    system: after("from").map { systems[$0.text] ?? "" } ?? "", code: afterColon().first?.text ?? "",
                    display: after("display")?.text)
            ]
        case "concept": codes[name] = afterColon().filter { $0.kind == .quoted }.flatMap { codes[$0.text] ?? [] }
        case "parameter":
            let value = words.firstIndex { $0.isWord("default") }.map { words[($0 + 1)...].map(\.source).joined(separator: " ") }
            parameters[name] = .some(value)
        case "define": definitions[name] = Array(afterColon()) + [CQLToken(kind: .end, text: "", line: statement.last?.line ?? 0)]
        default: break
        }
    }
}

/// A code of a library.
struct CQLCode: Hashable, Sendable {
    var system: String
    var code: String
    var display: String?

    static func == (left: Self, right: Self) -> Bool { left.code == right.code && left.system == right.system }

    func hash(into hasher: inout Hasher) {
        hasher.combine(system)
        hasher.combine(code)
    }

    /// As a Coding.
    var item: Item {
        var writer = JSONWriter()
        writer.object { json in
            if !system.isEmpty { json.field("system", system) }
            json.field("code", code)
            json.field("display", display)
        }
        guard let document = try? Document(json: writer.bytes) else { return .string(code) }
        return .node(Node(document.root, type: "Coding"))
    }
}

extension CQLToken {
    /// As it stands in a text.
    var source: String {
        switch kind {
        case .text: "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
        case .quoted: "\"\(text)\""
        case .word, .number, .time, .sign, .end: text
        }
    }
}
