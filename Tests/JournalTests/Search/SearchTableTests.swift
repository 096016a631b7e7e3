import FHIR
import FHIRPath
import Samples
import Testing

@testable import Journal

@Suite("The table of R4's search parameters") struct SearchTableTests {
    @Test("has a parameter for each code of a type") func whole() {
        #expect(R4SearchTable.shared.parameters.count == 1706)
        #expect(SearchParameters.r4.of("Patient").map(\.code).contains("_text"))
        #expect(!SearchParameters.r4.of("Bundle").map(\.code).contains("_text"))
        #expect(SearchParameters.r4.of("Patient").map(\.code) == SearchParameters.r4.of("Patient").map(\.code).sorted())
        #expect(SearchParameters.r4.of("Nothing").isEmpty)
        #expect(SearchParameters.r4.parameter("patient", of: "Observation")?.targets == ["Patient"])
        #expect(SearchParameters.r4.parameter("focus", of: "Task")?.targets == R4.resourceTypes)
        #expect(SearchParameters.r4.parameter("status", of: "Observation")?.systems == ["http://hl7.org/fhir/observation-status"])
    }

    @Test("has expressions that can be read, and gone down without evaluating", arguments: R4.resourceTypes)
    func expressions(_ type: String) throws {
        for parameter in SearchParameters.r4.of(type) where !parameter.expression.isEmpty {
            _ = try Expression(parameter.expression, type: type)
            for component in parameter.components {
                #expect(component.kind != nil, "\(type) \(parameter.code)")
                #expect(SearchParameters.r4.definition(of: component, in: parameter) != nil, "\(type) \(parameter.code)")
            }
        }
        #expect(SearchParameters.r4.program(type).expressions.isEmpty)
        let composites = SearchParameters.r4.of(type).filter { $0.kind == .composite }.count
        #expect(SearchParameters.r4.program(type).composites.count == composites)
    }

    @Test(
        "knows compartments",
        arguments: [
            (Compartment.patient, "Observation", ["subject", "performer"]), (.patient, "Organization", []), (.device, "Media", ["subject"]),
            (.encounter, "Condition", ["encounter"]), (.practitioner, "Account", ["subject"]), (.relatedPerson, "Patient", ["link"]),
        ])
    func compartments(_ compartment: Compartment, _ type: String, _ codes: [String]) {
        #expect(compartment.parameters(of: type) == codes)
        for code in codes { #expect(SearchParameters.r4.parameter(code, of: type) != nil) }
        #expect(compartment.types.contains(type) == !codes.isEmpty)
        #expect(compartment.types.contains(compartment.rawValue))
    }

    @Test("puts resources in compartments") func inCompartment() async throws {
        let bench = try await SearchBench(SearchValueTests.observations + SearchMeaningTests.patients)
        let criterion = try #require(Compartment.patient.criterion("Observation", id: "kari", in: .r4, base: SearchBench.base))
        #expect(try await bench.find("Observation", [criterion]) == ["kilo"])
        let itself = try #require(Compartment.patient.criterion("Patient", id: "kari", in: .r4, base: SearchBench.base))
        #expect(try await bench.find("Patient", [itself]) == ["kari"])
        #expect(Compartment.patient.criterion("Organization", id: "kari", in: .r4, base: "") == nil)
    }

    @Test("gives a population's resources few entries", .enabled(if: SharedData.has("data/synthea"))) func entries() throws {
        var counts: [String: (resources: Int, entries: Int)] = [:]
        for file in SharedData.files("data/synthea", endingIn: ".json.gz").prefix(4) {
            let bundle = try Resource(json: SharedData.bytes(file))
            for root in bundle.root.each("entry.resource") {
                let type = root.string("resourceType") ?? ""
                counts[type, default: (0, 0)].resources += 1
                counts[type, default: (0, 0)].entries += SearchParameters.r4.entries(of: root, type: type).count
            }
        }
        let (resources, entries) = counts.values.reduce((0, 0)) { ($0.0 + $1.resources, $0.1 + $1.entries) }
        #expect(resources > 500)
        #expect(entries / max(1, resources) <= 60, "\(counts)")
    }

    @Test("references are what an include brings") func references() throws {
        let root = try Resource(
            json: Array(
                ##"{"resourceType":"Observation","performer":[{"reference":"Practitioner/1/_history/2"},{"reference":"http://b.example/Practitioner/2"},{"reference":"#x"},{"reference":"Practitioner/1"}]}"##
                    .utf8)
        ).root
        let parameter = try #require(SearchParameters.r4.parameter("performer", of: "Observation"))
        #expect(SearchParameters.r4.references(parameter, of: root) == [LocalReference(type: "Practitioner", id: "1")])
    }
}
