import FHIR
import Journal

/// What a type can be found by, and what comes along: made of the parameters that searches are made of.
extension CapabilityStatement {
    static func search(_ type: String, _ parameters: SearchParameters, _ pointing: [String: [String]], _ writer: inout JSONWriter) {
        let own = parameters.of(type)
        let references = Inclusion.references(of: type, in: parameters)
        if !references.isEmpty {
            writer.array("searchInclude") { writer in
                writer.value("*")
                for parameter in references { writer.value("\(type):\(parameter.code)") }
            }
        }
        if let names = pointing[type] {
            writer.array("searchRevInclude") { writer in
                writer.value("*")
                for name in names { writer.value(name) }
            }
        }
        writer.array("searchParam") { writer in
            for parameter in own { writer.object { describe(parameter, &$0) } }
        }
    }

    /// `TYPE:PARAMETER` of all that may refer to a type, by that type.
    static func pointing(_ parameters: SearchParameters) -> [String: [String]] {
        var pointing: [String: [String]] = [:]
        for type in ResourceTypes.all {
            for parameter in Inclusion.references(of: type, in: parameters) {
                for target in parameter.targets { pointing[target, default: []].append("\(type):\(parameter.code)") }
            }
        }
        return pointing
    }

    /// What searches of every kind may have besides.
    static func searchOfAll(_ writer: inout JSONWriter) {
        writer.array("searchParam") { writer in
            for (name, kind, text) in [
                ("_type", "special", "The types that are searched, where the address names none."),
                ("_filter", "special", "An expression: https://hl7.org/fhir/R4/search_filter.html"),
                ("_list", "special", "Members of the List with this id."),
            ] {
                writer.object { writer in
                    writer.field("name", name)
                    writer.field("type", kind)
                    writer.field("documentation", text)
                }
            }
        }
        writer.array("compartment") { writer in
            for compartment in Compartment.allCases {
                writer.value("http://hl7.org/fhir/CompartmentDefinition/\(compartment.rawValue.lowercasedFirst)")
            }
        }
    }

    private static func describe(_ parameter: SearchParameter, _ writer: inout JSONWriter) {
        writer.field("name", parameter.code)
        writer.field("definition", parameter.url)
        writer.field("type", parameter.kind.rawValue)
        let targets = parameter.targets.count > 20 ? "any type" : parameter.targets.joined(separator: ", ")
        let text =
            switch parameter.kind {
            case .number: "A number, with the precision it is written in; prefixes eq, ne, gt, lt, ge, le, ap."
            case .date: "A date or time; prefixes eq, ne, gt, lt, ge, le, sa, eb, ap."
            case .string: "How a text begins; :contains and :exact."
            case .token: "CODE, SYSTEM|CODE, |CODE or SYSTEM|; :not, :text and others."
            case .reference: "TYPE/ID, of \(targets); chains and :identifier."
            case .composite: "Values of its parts with $ between them, which must hold together."
            case .quantity: "NUMBER, NUMBER|SYSTEM|UNIT or NUMBER||UNIT; prefixes as of numbers."
            case .uri: "A uri as it is written; :below and :above."
            case .special: "As R4 describes it."
            }
        writer.field("documentation", text)
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
