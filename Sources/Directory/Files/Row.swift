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

    /// The one of `known` that was probably meant, if any is near.
    func nearest(in known: some Sequence<String>) -> String? {
        let reach = Swift.max(1, Swift.min(4, count / 2))
        let measured = known.map { ($0, distance(to: $0)) }.filter { $0.1 <= reach }
        return measured.min { $0.1 == $1.1 ? $0.0.precedes($1.0) : $0.1 < $1.1 }?.0
    }

    /// How many letters must be changed, added or dropped to get from one to the other.
    private func distance(to other: String) -> Int {
        let a = Array(lowercased())
        let b = Array(other.lowercased())
        var row = Array(0...b.count)
        for i in 0..<a.count {
            var diagonal = row[0]
            row[0] = i + 1
            for j in 0..<b.count {
                let cost = a[i] == b[j] ? diagonal : 1 + Swift.min(diagonal, row[j], row[j + 1])
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}
