import FHIR
import Journal

/// Which parameters a search for a type may use: those that the journal indexes, of elements that the type has.
enum KnownParameters {
    /// For every type, besides those of its own.
    static let general = ["_id", "_lastUpdated"]
    /// They say what to answer, not what to find.
    static let controls = ["_count", "_page", "_total"]

    static func of(_ type: String) -> [TermParameter] { table[type] ?? [] }

    private static let table = Dictionary(
        uniqueKeysWithValues: ResourceTypes.all.map { type in
            (type, TermParameter.of(type).filter { ResourceTypes.has($0.path, on: type) })
        })

    /// That there is no such parameter, with the names of those that there are.
    static func unknown(_ name: String, on type: String) -> Problem {
        let what =
            if name.contains(".") || name.hasPrefix("_has") {
                "Searching through references is not offered here"
            } else if of(type).contains(where: { name.hasPrefix($0.name + ":") }) {
                "This modifier is not offered here"
            } else {
                "\(Problem.shown(name)) is not known for \(type)"
            }
        let names = (of(type).map(\.name) + general + controls + Call.general).sorted().joined(separator: ", ")
        return Problem(
            .unknownParameter, "\(what). Known are: \(names). `Prefer: handling=lenient` searches without what is not known.")
    }
}

extension Problem {
    /// The name of a parameter, if it looks like one; what looks like anything else may be somebody's data in the wrong place.
    static func shown(_ name: String) -> String {
        let isPlain =
            name.utf8.count <= 40
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            }
        return isPlain && !name.isEmpty ? "The parameter `\(name)`" : "A parameter"
    }
}
