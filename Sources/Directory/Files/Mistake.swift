/// Where something is written.
public struct Place: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var file: String
    /// Counted from 1; 0 when there are no lines, for instance in a flag.
    public var line: Int
    /// Counted from 1; 0 when only the line is known.
    public var column: Int

    public init(file: String, line: Int, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }

    public var description: String {
        guard line > 0 else { return file }
        return column > 0 ? "\(file):\(line):\(column)" : "\(file):\(line)"
    }

    public static func < (a: Place, b: Place) -> Bool {
        a.file == b.file ? (a.line, a.column) < (b.line, b.column) : a.file.precedes(b.file)
    }
}

/// One thing that is wrong in a directory or configuration file, as an operator reads it.
public struct Mistake: Hashable, Sendable, CustomStringConvertible {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Not CSV, not YAML, not UTF-8.
        case malformed
        /// A column or key that is unknown, missing or given twice.
        case key
        /// A value that is none of its kind.
        case value
        /// A reference to nothing, or to something that does not exist on those days.
        case reference
        /// Two that hold at one time where only one may.
        case overlap
        /// An organisation that is its own parent or successor.
        case cycle
        /// Something that is well written but not allowed.
        case forbidden
    }

    public var kind: Kind
    public var place: Place
    /// The column or key that it is about.
    public var key: String?
    /// A sentence without its full stop.
    public var what: String
    /// A sentence that says what to do.
    public var remedy: String

    public init(_ kind: Kind, _ place: Place, key: String? = nil, _ what: String, remedy: String) {
        self.kind = kind
        self.place = place
        self.key = key
        self.what = what
        self.remedy = remedy
    }

    /// `organisations.csv:4: The role "hospitl" is not known. Write "hospital".`
    public var description: String { "\(place): \(what). \(remedy)" }
}

/// Everything that is wrong in the files, sorted by place; never empty.
public struct Mistakes: Error, Hashable, Sendable, CustomStringConvertible {
    public var list: [Mistake]

    public init(_ list: [Mistake]) { self.list = list.sorted { $0.place < $1.place } }

    /// One line for each.
    public var description: String { list.map(\.description).joined(separator: "\n") }
}

extension String {
    /// The text in quotes as a message shows it: short, on one line.
    var quoted: String {
        let line = String(map { $0.isNewline || $0 == "\t" ? " " : $0 })
        return line.count > 60 ? "\"\(line.prefix(57))…\"" : "\"\(line)\""
    }
}
