import FHIR
import Journal

/// A resource that a search parameter finds, built from what the parameter looks at and what the R4 table says of it.
struct Sample {
    var json: String
    /// What finds it, and what does not.
    var value: String
    var other: String

    /// nil for what is put together of other parameters, and what no single element has.
    init?(_ parameter: SearchParameter) {
        switch parameter.code {
        case "_id", "_lastUpdated", "_text", "_content": return nil
        default: break
        }
        for alternative in parameter.expression.split(separator: " | ") {
            let path = Steps(String(alternative))
            guard let found = Self.build(parameter.type, path.steps[...], parameter) else { continue }
            json = #"{"resourceType":"\#(parameter.type)","# + found.json.dropFirst()
            (value, other) = (found.value, found.other)
            return
        }
        return nil
    }

    private typealias Built = (json: String, value: String, other: String)

    /// An object of the type with the element at the end of the steps.
    private static func build(_ type: String, _ steps: ArraySlice<Steps.Step>, _ parameter: SearchParameter) -> Built? {
        guard let step = steps.first, let field = R4.element("\(type).\(step.name)") else { return nil }
        let rest = steps.dropFirst()
        for elementType in field.types {
            if let wanted = step.type, wanted != elementType { continue }
            let inner =
                rest.isEmpty ? leaf(elementType, parameter, step.target) : build(elementType, rest, parameter)
            guard var found = inner else { continue }
            for (name, value) in step.conditions {
                found.json = #"{"\#(name)":"\#(value)","# + found.json.dropFirst()
            }
            let name = field.isChoice ? field.name + elementType.prefix(1).uppercased() + elementType.dropFirst() : field.name
            return (#"{"\#(name)":\#(field.isArray ? "[\(found.json)]" : found.json)}"#, found.value, found.other)
        }
        return nil
    }

    private static func leaf(_ type: String, _ parameter: SearchParameter, _ target: String?) -> Built? {
        switch (parameter.kind, type) {
        case (.token, "Identifier"): return (#"{"system":"urn:s","value":"v"}"#, "urn:s|v", "other")
        case (.token, "CodeableConcept"): return (#"{"coding":[{"system":"urn:s","code":"c"}]}"#, "urn:s|c", "other")
        case (.token, "Coding"): return (#"{"system":"urn:s","code":"c"}"#, "urn:s|c", "other")
        case (.token, "ContactPoint"): return (#"{"value":"7"}"#, "7", "other")
        case (.token, "boolean"): return ("true", "true", "false")
        case (.token, "code"), (.token, "string"), (.token, "id"), (.token, "uri"): return (#""c""#, "c", "other")
        case (.reference, "Reference"):
            let target = target ?? parameter.targets.first { $0 != "Patient" } ?? "Patient"
            return (#"{"reference":"\#(target)/x"}"#, "\(target)/x", "\(target)/y")
        case (.reference, "Resource"):
            // The first entry of a Bundle.
            let target = parameter.targets.first ?? "Composition"
            return (#"{"resourceType":"\#(target)","id":"x"}"#, "\(target)/x", "\(target)/y")
        case (.reference, "canonical"), (.reference, "uri"): return (#""http://a.example/x""#, "http://a.example/x", "http://a.example/y")
        case (.uri, "uri"), (.uri, "url"), (.uri, "canonical"), (.uri, "oid"): return (#""urn:u""#, "urn:u", "urn:v")
        case (.string, "string"), (.string, "markdown"), (.string, "code"): return (#""Prøve""#, "pr", "other")
        case (.string, "HumanName"): return (#"{"family":"Prøve"}"#, "pr", "other")
        case (.string, "Address"): return (#"{"city":"Prøve"}"#, "pr", "other")
        case (.date, "date"), (.date, "dateTime"): return (#""2026-01-10""#, "2026-01-10", "2025")
        case (.date, "instant"): return (#""2026-01-10T10:00:00Z""#, "2026-01-10", "2025")
        case (.date, "Period"): return (#"{"start":"2026-01-10","end":"2026-01-10"}"#, "2026-01-10", "2025")
        case (.date, "Timing"): return (#"{"event":["2026-01-10"]}"#, "ge2026-01-01", "lt2025")
        case (.number, "decimal"), (.number, "integer"), (.number, "positiveInt"), (.number, "unsignedInt"): return ("5", "5", "6")
        case (.number, "Range"), (.quantity, "Range"): return (#"{"low":{"value":5},"high":{"value":5}}"#, "ge4", "gt6")
        case (.quantity, "Quantity"), (.quantity, "Age"), (.quantity, "Duration"), (.quantity, "SimpleQuantity"):
            return (#"{"value":5,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}"#, "5|http://unitsofmeasure.org|mg", "6")
        case (.quantity, "Money"): return (#"{"value":5,"currency":"NOK"}"#, "5", "6")
        default: return nil
        }
    }
}

/// A path of the kind that search parameters have: `telecom.where(system='email')`, `value.ofType(Quantity)`.
private struct Steps {
    struct Step {
        var name: String
        var type: String?
        /// Of `where(resolve() is Patient)`.
        var target: String?
        var conditions: [(name: String, value: String)] = []
    }

    var steps: [Step] = []

    init(_ path: String) {
        for part in Self.parts(path) {
            if let type = Self.inside("ofType", part) {
                change { $0.type = type }
            } else if let type = Self.inside("where", part).flatMap({ Self.after("resolve() is ", $0) }) {
                change { $0.target = type }
            } else if let condition = Self.inside("where", part) {
                let sides = condition.split(separator: "=").map { $0.filter { $0 != "'" && $0 != " " } }
                guard sides.count == 2 else { continue }
                change { $0.conditions.append((String(sides[0]), String(sides[1]))) }
            } else {
                steps.append(Step(name: String(part.prefix { $0 != "[" })))
            }
        }
    }

    private mutating func change(_ body: (inout Step) -> Void) {
        if !steps.isEmpty { body(&steps[steps.count - 1]) }
    }

    private static func parts(_ path: String) -> [String] {
        var parts = [""]
        var depth = 0
        for sign in path {
            depth += sign == "(" ? 1 : sign == ")" ? -1 : 0
            if sign == ".", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(sign) }
        }
        return parts
    }

    private static func inside(_ function: String, _ part: String) -> String? {
        after(function + "(", part).map { String($0.dropLast()) }
    }

    private static func after(_ start: String, _ text: String) -> String? {
        text.hasPrefix(start) ? String(text.dropFirst(start.count)) : nil
    }
}
