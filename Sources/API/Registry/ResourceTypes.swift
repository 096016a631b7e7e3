import FHIR

/// What the R4 table knows, as searches and routes ask for it.
enum ResourceTypes {
    static var all: [String] { R4.resourceTypes }

    static func isKnown(_ type: String) -> Bool { R4.isKnown(type) }

    /// Whether a type has the element at a dotted path.
    static func has(_ path: String, on type: String) -> Bool { R4.element("\(type).\(path)") != nil }

    /// Whether the element is a plain value: a code without a system, a boolean.
    static func isPrimitive(_ path: String, on type: String) -> Bool {
        guard let types = R4.element("\(type).\(path)")?.types else { return false }
        return types.allSatisfy { R4.form(of: $0) != .object }
    }

    /// The types that a reference parameter may point at; empty when it may be any, so that an id alone says too little.
    /// https://hl7.org/fhir/R4/searchparameter-registry.html
    static func targets(of parameter: String, on type: String) -> [String] {
        switch (parameter, type) {
        case ("subject", "Composition"), ("subject", "QuestionnaireResponse"), ("subject", "Task"): []
        case ("subject", _):
            ["Patient", "Group", "Device", "Location", "Practitioner", "Organization", "Medication", "PlanDefinition", "Procedure"]
        case ("encounter", _), ("context", _): ["Encounter", "EpisodeOfCare"]
        case ("episode-of-care", _): ["EpisodeOfCare"]
        case ("service-provider", _), ("organization", _): ["Organization"]
        case ("partof", _), ("part-of", "Encounter"), ("part-of", "Task"): [type]
        case ("practitioner", _): ["Practitioner"]
        case ("beneficiary", _): ["Patient"]
        case ("general-practitioner", _): ["Practitioner", "Organization", "PractitionerRole"]
        case ("link", _): ["Patient", "RelatedPerson"]
        case ("actor", _), ("agent", _), ("owner", _), ("recipient", _), ("requester", _), ("sender", _):
            [
                "Practitioner", "PractitionerRole", "Organization", "Patient", "RelatedPerson", "CareTeam", "Device", "HealthcareService",
                "Group", "Location",
            ]
        default: []
        }
    }
}
