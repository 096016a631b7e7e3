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

extension Problem {
    static let noPage = Problem(.badValue, "`_page` is not from a link of ours. Follow the `next` link of the page before, or begin anew.")
}
