/// How a value of some type of R4 is read for a kind of parameter: https://hl7.org/fhir/R4/search.html#table
enum ValueForm: UInt8, Sendable, CaseIterable {
    case code, coding, concept, identifier, contact
    case text, name, address
    case reference, canonical, resource
    case uri
    case time, period, timing
    case number, numberRange, quantity, range, money
    case position
    /// Whether there is a value, and it is not false.
    case presence

    /// nil for what the parameter does not find: an Attachment has no reference, a string no date.
    init?(_ kind: SearchParameter.Kind, _ type: String) {
        switch kind {
        case .token:
            switch type {
            case "Coding": self = .coding
            case "CodeableConcept": self = .concept
            case "Identifier": self = .identifier
            case "ContactPoint": self = .contact
            case "code", "id", "uri", "url", "canonical", "oid", "uuid", "string", "markdown", "boolean", "integer", "positiveInt",
                "unsignedInt":
                self = .code
            default: return nil
            }
        case .string:
            switch type {
            case "HumanName": self = .name
            case "Address": self = .address
            case "string", "markdown", "code", "id", "uri", "url", "canonical": self = .text
            default: return nil
            }
        case .reference:
            switch type {
            case "Reference": self = .reference
            case "canonical", "uri", "url": self = .canonical
            case "Resource": self = .resource
            default: return nil
            }
        case .uri:
            guard ["uri", "url", "canonical", "oid", "uuid"].contains(type) else { return nil }
            self = .uri
        case .date:
            switch type {
            case "date", "dateTime", "instant": self = .time
            case "Period": self = .period
            case "Timing": self = .timing
            default: return nil
            }
        case .number:
            switch type {
            case "decimal", "integer", "positiveInt", "unsignedInt": self = .number
            case "Range": self = .numberRange
            default: return nil
            }
        case .quantity:
            switch type {
            case "Quantity", "Age", "Duration", "Count", "Distance", "SimpleQuantity", "MoneyQuantity": self = .quantity
            case "Range": self = .range
            case "Money": self = .money
            default: return nil
            }
        case .special:
            guard type == "Location.position" else { return nil }
            self = .position
        case .composite: return nil
        }
    }
}
