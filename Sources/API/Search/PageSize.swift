/// How many entries a page has.
enum PageSize {
    static let standard = 50
    /// Who asks for more gets this many and a link to the rest.
    static let maximum = 1000

    static func read(_ value: String) throws(Problem) -> Int {
        guard let count = Int(value), count >= 0 else { throw Problem(.badValue, "`_count` must be a whole number: 0, 1, 2 …") }
        return min(count, maximum)
    }
}

/// Where a page begins: at a key of the journal's, in a search of several types below the type that it belongs to.
struct PagePlace: Sendable, Hashable {
    /// Empty where only one type is searched.
    var type: String
    /// nil: at the type's first resource.
    var key: String?

    /// The type of a page that goes through several types in one order; its key says how far in each.
    static let merged = "*"

    init(type: String, key: String?) {
        self.type = type
        self.key = key
    }

    /// Reads what ``text`` wrote. A key that the journal never made is the journal's to refuse.
    init(_ text: String, among types: [String]) throws(Problem) {
        guard types.count > 1 else {
            self.init(type: types.first ?? "", key: text)
            return
        }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let type = parts.first.map(String.init), types.contains(type) || type == Self.merged else { throw .noPage }
        self.init(type: type, key: parts.count > 1 ? String(parts[1]) : nil)
    }

    /// What a link says.
    func text(among types: [String]) -> String {
        types.count > 1 ? type + (key.map { "." + $0 } ?? "") : key ?? ""
    }
}

extension Problem {
    static let noPage = Problem(.badValue, "`_page` is not from a link of ours. Follow the `next` link of the page before, or begin anew.")
}
