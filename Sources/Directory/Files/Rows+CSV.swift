extension Row {
    /// The rows of a CSV file: its first line names the columns and so tells which table it is.
    static func read(csv file: SourceFile, into mistakes: inout [Mistake]) -> (table: Table, rows: [Row])? {
        let records: [CSV.Record]
        do {
            records = try CSV.records(file.text, file: file.name)
        } catch {
            mistakes += error.list
            return nil
        }
        guard let header = records.first else {
            mistakes.append(
                Mistake(
                    .malformed, Place(file: file.name, line: 1), "The file is empty",
                    remedy: "Begin it with the names of the columns: \(Table.organisations.columns.joined(separator: ","))."))
            return nil
        }
        let place = Place(file: file.name, line: header.line)
        let names = header.fields.map(\.trimmed)
        guard let table = table(of: names, place, &mistakes) else { return nil }
        let rows = records.dropFirst().compactMap { record -> Row? in
            guard record.fields.count == names.count else {
                mistakes.append(
                    Mistake(
                        .malformed, Place(file: file.name, line: record.line),
                        "The line has \(record.fields.count) values where the first line has \(names.count) columns",
                        remedy: "Add or remove commas; put a value that has a comma in quotation marks."))
                return nil
            }
            let fields = zip(names, record.fields).map { ($0, Field(pieces: [$1], line: record.line, isList: false)) }
            return Row(place: Place(file: file.name, line: record.line), fields: Dictionary(fields) { first, _ in first })
        }
        return (table, rows)
    }

    private static func table(of names: [String], _ place: Place, _ mistakes: inout [Mistake]) -> Table? {
        let found = Table.allCases.map { table in (table, names.count(where: table.columns.contains)) }.max { $0.1 < $1.1 }
        guard let (table, hits) = found, hits > 0 else {
            let separated = names.count == 1 && names[0].contains(";")
            mistakes.append(
                Mistake(
                    .key, place, "The first line names no columns of a directory",
                    remedy: separated
                        ? "Save the file with commas, not semicolons, between the values."
                        : "Begin the file with id,name,country,… for organisations or with for,part,… for the hub's part."))
            return nil
        }
        let before = mistakes.count
        for (index, name) in names.enumerated() {
            if names[..<index].contains(name) {
                mistakes.append(Mistake(.key, place, key: name, "The column \(name.quoted) is there twice", remedy: "Remove one."))
            } else if !table.columns.contains(name) {
                mistakes.append(unknownKey(name, place, table.columns, "column"))
            }
        }
        for name in table.required where !names.contains(name) {
            mistakes.append(Mistake(.key, place, key: name, "The column \"\(name)\" is missing", remedy: "Add it."))
        }
        return mistakes.count == before ? table : nil
    }

    static func unknownKey(_ name: String, _ place: Place, _ known: [String], _ noun: String) -> Mistake {
        let near = name.nearest(in: known).map { "Write \"\($0)\"." }
        return Mistake(
            .key, place, key: name, "The \(noun) \(name.quoted) is not known",
            remedy: near ?? "Use one of \(known.joined(separator: ", ")).")
    }
}
