import FHIR

extension Entries {
    /// Reads files of both kinds; every line that is well formed is read, so that all mistakes are told at once.
    static func read(_ files: [SourceFile], letterTypes: Set<String>, into mistakes: inout [Mistake]) -> Entries {
        var entries = Entries()
        for file in files {
            for (table, rows) in tables(file, &mistakes) {
                for row in rows {
                    switch table {
                    case .organisations:
                        if let value = RowReader.organisation(row, &mistakes) { entries.organisations.append(row.entry(value)) }
                    case .parts:
                        if let value = RowReader.part(row, letterTypes, &mistakes) { entries.parts.append(row.entry(value)) }
                    }
                }
            }
        }
        return entries
    }

    private static func tables(_ file: SourceFile, _ mistakes: inout [Mistake]) -> [(table: Table, rows: [Row])] {
        let name = file.name.lowercased()
        if name.hasSuffix(".csv") { return Row.read(csv: file, into: &mistakes).map { [$0] } ?? [] }
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return Row.read(yaml: file, into: &mistakes) }
        mistakes.append(
            Mistake(
                .malformed, Place(file: file.name, line: 1), "The name does not say what the file is",
                remedy: "Name it .csv, .yaml or .yml."))
        return []
    }
}

extension Row {
    func entry<Value>(_ value: Value) -> Entry<Value> {
        Entry(value: value, place: place, places: fields.mapValues { Place(file: place.file, line: $0.line) })
    }
}

/// Turns the text of a row into values and notes what is none.
struct RowReader {
    private let row: Row
    private var mistakes: [Mistake] = []

    private init(_ row: Row) { self.row = row }

    static func organisation(_ row: Row, _ mistakes: inout [Mistake]) -> Organisation? {
        var reader = RowReader(row)
        let value = reader.organisation()
        mistakes += reader.mistakes
        return reader.mistakes.isEmpty ? value : nil
    }

    static func part(_ row: Row, _ letterTypes: Set<String>, _ mistakes: inout [Mistake]) -> PartRule? {
        var reader = RowReader(row)
        let value = reader.part(letterTypes)
        mistakes += reader.mistakes
        return reader.mistakes.isEmpty ? value : nil
    }

    private mutating func organisation() -> Organisation? {
        let id = identifier("id", required: true)
        let name = required("name")
        let country = one("country", Country.allCases.map(\.rawValue)).flatMap(Country.init)
        let kinds = row.items("roles").compactMap { known($0, "roles", "role", Role.known.map(\.code)).map(Role.init) }
        let municipality = row.text("municipality").flatMap { self.municipality($0, "municipality", country) }
        let serves = row.items("serves").compactMap { self.municipality($0, "serves", nil) }
        let addresses = row.items("addresses").compactMap { address($0, "addresses") }
        for (index, address) in addresses.enumerated() where addresses[..<index].contains(address) {
            note(.value, "addresses", "The address \(address) is there twice", "Remove one.")
        }
        let parent = identifier("parent", required: false)
        let successor = identifier("successor", required: false)
        let validity = validity()
        guard let id, let name, let country, let validity else { return nil }
        return Organisation(
            id: id, name: name, parent: parent, kinds: Set(kinds), addresses: addresses, municipality: municipality, serves: serves,
            country: country, validity: validity, successor: successor)
    }

    private mutating func part(_ letterTypes: Set<String>) -> PartRule? {
        let subject = subject()
        let part = one("part", Part.allCases.map(\.rawValue)).flatMap(Part.init)
        var letterType = row.text("letter-type")
        if letterType == "*" { letterType = nil }
        if let letterType, !letterTypes.isEmpty {
            _ = known(letterType, "letter-type", "letter type", letterTypes.sorted { $0.precedes($1) })
        }
        let validity = validity()
        guard let subject, let part, let validity else { return nil }
        return PartRule(subject, letterType: letterType, part: part, validity: validity)
    }

    private mutating func subject() -> PartRule.Subject? {
        guard let text = required("for") else { return nil }
        if text.contains(":") { return address(text, "for").map { .address($0) } }
        return identifier("for", required: true).map { .organisation($0) }
    }

    private mutating func identifier(_ key: String, required isRequired: Bool) -> OrganisationID? {
        guard let text = isRequired ? required(key) : row.text(key) else { return nil }
        let isGood = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 } && !text.hasPrefix("-")
        if !isGood {
            note(.value, key, "\(text.quoted) is no id", "Use the letters a to z, digits and hyphens, for instance \"fjordby-home-care\".")
        }
        return isGood ? OrganisationID(text) : nil
    }

    private mutating func address(_ text: String, _ key: String) -> Address? {
        let schemes = Address.Scheme.allCases.map(\.rawValue)
        guard let colon = text.firstIndex(of: ":") else {
            note(.value, key, "The address \(text.quoted) does not say its scheme", "Write the scheme first, for instance her:990000101.")
            return nil
        }
        guard known(String(text[..<colon]), key, "scheme", schemes) != nil else { return nil }
        guard let address = Address(text) else {
            note(.value, key, "The address \(text.quoted) has no number", "Write the number after the colon.")
            return nil
        }
        if let remark = Address.remark(on: address) {
            note(.value, key, "The number in \(text.quoted) \(remark)", "Correct it.")
            return nil
        }
        return address
    }

    private mutating func municipality(_ text: String, _ key: String, _ country: Country?) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let named = parts.count == 2 ? Country(rawValue: String(parts[0])) : nil
        guard let named, parts[1].utf8.count == named.municipalityDigits, parts[1].utf8.allSatisfy({ (48...57).contains($0) }) else {
            note(.value, key, "\(text.quoted) is no municipality", "Write the country and its number, for instance no:9901 or dk:991.")
            return nil
        }
        if let country, country != named {
            note(.value, key, "The municipality \(text.quoted) is not in the country \"\(country.rawValue)\"", "Correct one of them.")
        }
        return text
    }

    private mutating func validity() -> Validity? {
        let from = day("from")
        let to = day("to")
        if let from, let to, to < from {
            note(.value, "to", "The last day \(to) is before the first day \(from)", "Exchange or correct them.")
            return nil
        }
        return Validity(from: from, to: to)
    }

    private mutating func day(_ key: String) -> Day? {
        guard let text = row.text(key) else { return nil }
        if let day = Day(text) { return day }
        note(.value, key, "\(text.quoted) in \"\(key)\" is no date", "Write year, month and day, for instance 2026-01-31.")
        return nil
    }

    private mutating func one(_ key: String, _ known: [String]) -> String? {
        required(key).flatMap { self.known($0, key, key, known) }
    }

    private mutating func known(_ text: String, _ key: String, _ noun: String, _ known: [String]) -> String? {
        if known.contains(text) { return text }
        let near = text.nearest(in: known).map { "Write \"\($0)\"." }
        note(.value, key, "The \(noun) \(text.quoted) is not known", near ?? "Use one of \(known.joined(separator: ", ")).")
        return nil
    }

    private mutating func required(_ key: String) -> String? {
        if let text = row.text(key) { return text }
        note(.key, key, "\"\(key)\" is missing", "Write it.")
        return nil
    }

    private mutating func note(_ kind: Mistake.Kind, _ key: String, _ what: String, _ remedy: String) {
        mistakes.append(Mistake(kind, row.place(of: key), key: key, what, remedy: remedy))
    }
}
