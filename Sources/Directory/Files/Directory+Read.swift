extension Directory {
    /// Reads directory files, all together; a line of one may name an organisation in another.
    ///
    /// With `merging`, an organisation or a subject of parts that the files name replaces all its earlier lines, and the rest stays,
    /// learned parties too. `letterTypes` are the ones that parts may name; when empty, any.
    ///
    /// Throws everything that is wrong at once, each with file, line and remedy.
    public static func read(
        _ files: [SourceFile], merging older: Directory? = nil, unknownParties: UnknownParties = .learn, letterTypes: Set<String> = []
    ) throws(Mistakes) -> Directory {
        var mistakes: [Mistake] = []
        var entries = Entries.read(files, letterTypes: letterTypes, into: &mistakes)
        if !mistakes.isEmpty { throw Mistakes(mistakes) }
        if let older { entries = older.entries.replaced(by: entries) }
        try entries.check()
        let result = Directory(register: Register(entries), unknownParties: unknownParties)
        return older.map { result.learning($0.learnedParties) } ?? result
    }

    /// What it was read from, without the places.
    private var entries: Entries {
        func place(_ file: String, _ index: Int) -> Place { Place(file: "\(file) already in the directory", line: index + 1) }
        var entries = Entries()
        entries.organisations = organisations.enumerated().map { Entry(value: $0.element, place: place("organisations", $0.offset)) }
        entries.parts = parts.enumerated().map { Entry(value: $0.element, place: place("parts", $0.offset)) }
        return entries
    }
}
