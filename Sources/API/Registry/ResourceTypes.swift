import FHIR

/// What the R4 table knows, as searches and routes ask for it.
enum ResourceTypes {
    static var all: [String] { R4.resourceTypes }

    static func isKnown(_ type: String) -> Bool { R4.isKnown(type) }

    /// Whether a type has the element at a dotted path.
    static func has(_ path: String, on type: String) -> Bool { R4.element("\(type).\(path)") != nil }
}
