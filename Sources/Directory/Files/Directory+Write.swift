import FHIR

extension Directory {
    /// The organisations of the files as CSV; reading it gives them again.
    public var organisationsCSV: String {
        CSV.text(
            Table.organisations.columns,
            organisations.map { value in
                [
                    value.id.text, value.name, value.kinds.sorted().map(\.code).joined(separator: " "), value.country.rawValue,
                    value.municipality ?? "", value.serves.joined(separator: " "), value.parent?.text ?? "",
                    value.addresses.map(\.description).joined(separator: " "), value.validity.from?.description ?? "",
                    value.validity.to?.description ?? "", value.successor?.text ?? "",
                ]
            })
    }

    /// The hub's parts as CSV; reading it gives them again.
    public var partsCSV: String {
        CSV.text(
            Table.parts.columns,
            parts.map { rule in
                [
                    rule.subject.description, rule.letterType ?? "*", rule.part.rawValue, rule.validity.from?.description ?? "",
                    rule.validity.to?.description ?? "",
                ]
            })
    }
}

extension CSV {
    static func text(_ header: [String], _ lines: [[String]]) -> String {
        ([header] + lines).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { [10, 13, UInt8(ascii: ","), UInt8(ascii: "\"")].contains($0) }) else { return text }
        return "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }
}
