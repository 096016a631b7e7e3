/// One line of a table, whether it came from CSV or YAML.
struct Row {
    struct Field {
        /// The pieces of a list; one for a plain value.
        var pieces: [String]
        var line: Int
        var isList: Bool
    }

    var place: Place
    var fields: [String: Field]

    func place(of key: String) -> Place { Place(file: place.file, line: fields[key]?.line ?? place.line) }

    /// The value, or nil when it is absent or blank.
    func text(_ key: String) -> String? {
        guard let text = fields[key]?.pieces.first?.trimmed, !text.isEmpty else { return nil }
        return text
    }

    /// The items of a list, or of a value separated by white space.
    func items(_ key: String) -> [String] {
        guard let field = fields[key] else { return [] }
        return field.pieces.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
    }
}

/// The kinds of table that directory files hold.
enum Table: String, CaseIterable {
    case organisations
    case parts

    var columns: [String] {
        switch self {
        case .organisations:
            ["id", "name", "roles", "country", "municipality", "serves", "parent", "addresses", "from", "to", "successor"]
        case .parts: ["for", "letter-type", "part", "from", "to"]
        }
    }

    var required: [String] {
        switch self {
        case .organisations: ["id", "name", "country"]
        case .parts: ["for", "part"]
        }
    }

    /// Those that may hold several values.
    static let lists: Set<String> = ["roles", "serves", "addresses"]
}

extension String {
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
