import FHIR
import Journal

/// A resource that a search parameter finds, built from what the R4 table says of its element.
enum Sample {
    /// The JSON and the value to search by; nil when the element is of a type that the parameter's kind cannot index.
    static func of(_ name: String, _ kind: String, on type: String) -> (json: String, value: String)? {
        guard let parameter = TermParameter.of(type).first(where: { $0.name == name }),
            let leaf = leaf(R4.element("\(type).\(parameter.path)")?.types.first ?? "", kind, patient: name == "patient")
        else { return nil }
        var json = leaf.json
        var steps = parameter.path.split(separator: ".").map(String.init)
        while let step = steps.last {
            if R4.element(([type] + steps).joined(separator: "."))?.isArray == true { json = "[\(json)]" }
            json = #"{"\#(step)":\#(json)}"#
            steps.removeLast()
        }
        return (#"{"resourceType":"\#(type)","# + json.dropFirst(), leaf.value)
    }

    private static func leaf(_ type: String, _ kind: String, patient: Bool) -> (json: String, value: String)? {
        switch (kind, type) {
        case ("token", "Identifier"): (#"{"system":"urn:s","value":"v"}"#, "urn:s|v")
        case ("token", "CodeableConcept"): (#"{"coding":[{"system":"urn:s","code":"c"}]}"#, "urn:s|c")
        case ("token", "Coding"): (#"{"system":"urn:s","code":"c"}"#, "urn:s|c")
        case ("token", "boolean"): ("true", "true")
        case ("token", "code"): (#""c""#, "c")
        case ("reference", "Reference"): (#"{"reference":"\#(patient ? "Patient" : "Location")/x"}"#, patient ? "x" : "Location/x")
        case ("uri", "uri"), ("uri", "canonical"): (#""urn:u""#, "urn:u")
        default: nil
        }
    }
}
