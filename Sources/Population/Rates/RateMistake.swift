/// One thing that is wrong in a file of rates: where, what, and what to do.
public struct RateMistake: Sendable, Hashable, CustomStringConvertible {
    public var file: String
    /// From 1 on.
    public var line: Int
    /// A sentence without its full stop.
    public var what: String
    /// A sentence that says what to do.
    public var remedy: String

    /// `no.yaml:12: The shares add up to 0.98. Make them add up to 1.`
    public var description: String { "\(file):\(line): \(what). \(remedy)" }
}

/// All that is wrong, by line; never empty.
public struct RateMistakes: Error, Sendable, Hashable, CustomStringConvertible {
    public var list: [RateMistake]

    public init(_ list: [RateMistake]) { self.list = list.sorted { $0.line < $1.line } }

    public var description: String { list.map(\.description).joined(separator: "\n") }
}
