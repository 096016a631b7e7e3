import FHIR
import Foundation

/// The kinds of search that are measured, and the values that they are asked with: those of the copies that stand in the store.
struct SearchShapes: Sendable {
    struct Shape: Sendable {
        var name: String
        var target: @Sendable (inout Dice) -> String
    }

    let shapes: [Shape]

    /// - Parameters:
    ///   - ids: the ids of the resources in the store, by type.
    ///   - copies: how many copies of each bundle the store holds.
    init(ids: [String: [String]], copies: Int) {
        let values = Values()
        let patients = ids["Patient"] ?? []
        @Sendable func patient(_ dice: inout Dice) -> String { dice.any(patients) }
        @Sendable func family(_ dice: inout Dice) -> String { SyntheaCopies.letters(dice.below(copies)) + dice.any(values.families) }
        @Sendable func number(_ dice: inout Dice) -> String { dice.any(values.numbers) + SyntheaCopies.letters(dice.below(copies)) }
        @Sendable func month(_ dice: inout Dice) -> String { "20\(10 + dice.below(9))-0\(1 + dice.below(9))" }
        @Sendable func second(_ dice: inout Dice) -> String {
            "\(month(&dice))-\(10 + dice.below(18))T\(10 + dice.below(14)):\(10 + dice.below(50)):00Z"
        }
        var shapes: [Shape] = []
        func add(_ name: String, _ target: @escaping @Sendable (inout Dice) -> String) {
            shapes.append(Shape(name: name) { dice in "/fhir/" + target(&dice) + "&_count=10" })
        }
        @Sendable func coded(_ dice: inout Dice) -> (code: String, value: String, unit: String) { dice.any(values.measured) }

        add("token: a patient's number") { "Patient?identifier=\(number(&$0))" }
        add("token: a code") { "Observation?code=http://loinc.org|\(coded(&$0).code)" }
        add("token: a code of a patient") { "Observation?patient=\(patient(&$0))&code=\(coded(&$0).code)" }
        add("token: a condition of a patient") { "Condition?patient=\(patient(&$0))&clinical-status=active" }
        add("token: a kind of encounter") { "Encounter?class=AMB&status=finished&subject=Patient/\(patient(&$0))" }
        add("token: two of many") { "Procedure?code=\($0.any(values.procedures)),\($0.any(values.procedures))" }
        add("date: a month") { "Encounter?date=\(month(&$0))" }
        add("date: between two moments") { "Observation?date=ge\(month(&$0))-01&date=lt\(second(&$0))" }
        add("date: since, of a patient") { "Observation?patient=\(patient(&$0))&date=ge\(month(&$0))-01" }
        add("date: from an hour on") { "Procedure?date=ge\(second(&$0))" }
        add("quantity: more than") { dice in
            let it = coded(&dice)
            return "Observation?code=\(it.code)&value-quantity=gt\(it.value)||\(it.unit)"
        }
        add("quantity: about a value, with its unit") { dice in
            let it = coded(&dice)
            return "Observation?value-quantity=\(it.value)|http://unitsofmeasure.org|\(it.unit)"
        }
        add("quantity: less than, of a patient") { dice in
            let it = coded(&dice)
            return "Observation?patient=\(patient(&dice))&value-quantity=lt\(it.value)"
        }
        add("string: a family name") { "Patient?family=\(family(&$0))" }
        add("string: the beginning of a name") { "Patient?name=\(family(&$0).prefix(6))" }
        add("string: a name in full") { "Patient?family:exact=\(family(&$0))" }
        add("string: a city and a sex") { "Patient?address-city=\($0.any(values.cities))&gender=female" }
        add("string: an organisation") { "Organization?name=\($0.any(values.organizations))" }
        add("reference: all of a patient") { "Encounter?subject=\(patient(&$0))" }
        add("reference: claims of a patient") { "Claim?patient=Patient/\(patient(&$0))" }
        add("reference: medicines of a patient") { "MedicationRequest?patient=\(patient(&$0))&status=active" }
        add("composite: code and value") { dice in
            let it = coded(&dice)
            return "Observation?code-value-quantity=\(it.code)$gt\(it.value)"
        }
        add("chained: by the patient's name") { "Encounter?subject:Patient.family=\(family(&$0))" }
        add("chained: by the patient's number") { "Condition?patient.identifier=\(number(&$0))" }
        add("_has: patients with a condition") { "Patient?_has:Condition:patient:code=\($0.any(values.conditions))" }
        add("_include: encounters with their patient") { "Encounter?subject=\(patient(&$0))&_include=Encounter:subject" }
        add("_revinclude: a patient with conditions") { "Patient?_id=\(patient(&$0))&_revinclude=Condition:subject" }
        add("sorted: a patient's latest") { "Observation?patient=\(patient(&$0))&_sort=-date" }
        add("sorted: patients by name") { "Patient?address-city=\($0.any(values.cities))&_sort=family" }
        add("sorted: the latest of a code") { "Observation?code=\(coded(&$0).code)&date=lt\(second(&$0))&_sort=-date" }
        self.shapes = shapes
    }

    /// What Synthea's bundles say.
    private struct Values: Sendable {
        var families: [String] = []
        var numbers: [String] = []
        var cities: [String] = []
        var organizations: [String] = []
        var conditions: [String] = []
        var procedures: [String] = []
        var measured: [(code: String, value: String, unit: String)] = []

        init() {
            for bytes in Corpus.synthea {
                guard let bundle = try? Resource(json: bytes) else { continue }
                for resource in bundle.root.each("entry.resource") { take(resource) }
            }
            families = Set(families).sorted()
            cities = Set(cities).sorted()
            organizations = Set(organizations).sorted()
            conditions = Set(conditions).sorted()
            procedures = Set(procedures).sorted()
        }

        private mutating func take(_ resource: Element) {
            func first(_ path: String) -> String? { resource.each(path).lazy.compactMap(\.text).first }
            func escaped(_ text: String) -> String {
                text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            }
            switch resource.string("resourceType") {
            case "Patient":
                if let family = first("name.family") { families.append(escaped(family)) }
                for identifier in resource.each("identifier") { identifier.string("value").map { numbers.append(escaped($0)) } }
                if let city = first("address.city") { cities.append(escaped(city)) }
            case "Organization": if let name = first("name") { organizations.append(escaped(String(name.prefix(12)))) }
            case "Condition": if let code = first("code.coding.code") { conditions.append(code) }
            case "Procedure": if let code = first("code.coding.code") { procedures.append(code) }
            case "Observation":
                if let code = first("code.coding.code"), let value = first("valueQuantity.value"), let unit = first("valueQuantity.code") {
                    measured.append((code, String(value.prefix(7)), escaped(unit)))
                }
            default: break
            }
        }
    }
}
