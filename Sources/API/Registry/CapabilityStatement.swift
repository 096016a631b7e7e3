import FHIR
import Journal

/// What the registry holds, as FHIR says it: https://hl7.org/fhir/R4/capabilitystatement.html
///
/// Nothing is listed here by hand that could be left behind: interactions come from the registry, types from the R4 table, parameters from
/// what the journal can be searched by.
enum CapabilityStatement {
    /// When what the API does last changed.
    static let date = "2026-11-22"

    static func write(_ registry: Registry, _ parameters: SearchParameters, base: String) -> [UInt8] {
        var writer = JSONWriter(capacity: 2_000_000)
        writer.object { writer in
            writer.field("resourceType", "CapabilityStatement")
            writer.field("status", "active")
            writer.field("date", date)
            writer.field("kind", "instance")
            writer.object("software") { $0.field("name", "Helhet") }
            writer.object("implementation") { writer in
                writer.field("description", "One journal and one pathway for each citizen")
                writer.field("url", base)
            }
            writer.field("fhirVersion", "4.0.1")
            writer.array("format") { writer in
                for format in Format.allCases { writer.value(format.mediaType) }
                for format in Format.allCases { writer.value(format.rawValue) }
            }
            writer.array("rest") { writer in writer.object { rest(registry, parameters, &$0) } }
        }
        return writer.bytes
    }

    private static func rest(_ registry: Registry, _ parameters: SearchParameters, _ writer: inout JSONWriter) {
        writer.field("mode", "server")
        writer.field("documentation", policy)
        var interactions: [String] = []
        for case .type(let code) in registry.interactions.map(\.listing) where !interactions.contains(code) { interactions.append(code) }
        var conditional: Set<String> = []
        for case .conditional(let code) in registry.interactions.map(\.listing) { conditional.insert(code) }
        writer.array("resource") { writer in
            let pointing = pointing(parameters)
            for type in ResourceTypes.all {
                let operations = registry.interactions.compactMap { interaction -> (String, String)? in
                    guard case .typeOperation(let name, let definition, let types) = interaction.listing else { return nil }
                    return types?.contains(type) ?? true ? (name, definition) : nil
                }
                writer.object { writer in
                    resource(type, interactions, conditional, operations, &writer)
                    search(type, parameters, pointing, &writer)
                }
            }
        }
        writer.array("interaction") { writer in
            var listed: Set<String> = []
            for case .system(let codes) in registry.interactions.map(\.listing) {
                for code in codes where listed.insert(code).inserted { writer.object { $0.field("code", code) } }
            }
        }
        searchOfAll(&writer)
        writer.array("operation") { writer in
            var listed: Set<String> = []
            for case .operation(let name, let definition) in registry.interactions.map(\.listing) where listed.insert(name).inserted {
                operation(name, definition, &writer)
            }
        }
    }

    private static func operation(_ name: String, _ definition: String, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", name)
            writer.field("definition", definition)
        }
    }

    private static func resource(
        _ type: String, _ interactions: [String], _ conditional: Set<String>, _ operations: [(String, String)], _ writer: inout JSONWriter
    ) {
        writer.field("type", type)
        writer.array("interaction") { writer in
            for code in interactions { writer.object { $0.field("code", code) } }
        }
        writer.field("versioning", "versioned")
        writer.field("readHistory", true)
        writer.field("updateCreate", true)
        writer.field("conditionalCreate", true)
        writer.field("conditionalRead", "full-support")
        writer.field("conditionalUpdate", conditional.contains("update"))
        writer.field("conditionalDelete", conditional.contains("delete") ? "single" : "not-supported")
        writer.array("referencePolicy") { writer in
            writer.value("literal")
            writer.value("local")
        }
        // More than one interaction may stand for an operation: by GET and by POST.
        var listed: Set<String> = []
        writer.array("operation") { writer in
            for (name, definition) in operations where listed.insert(name).inserted { operation(name, definition, &writer) }
        }
    }

    private static let policy = """
        PUT makes a resource under an id of the client's where there is none; ids of the forms that the server gives are refused. A deleted \
        resource is gone (410), and its versions stay. What the hub works out from letters can be read and found, and is changed by letters \
        alone. A condition that fits several resources is refused (412). Letters of any kind go to `/letters` beside this address. A search \
        parameter that is not known is refused unless the client sends `Prefer: handling=lenient`. `$validate` checks R4, and the profiles that \
        this hub has definitions of.
        """
}
