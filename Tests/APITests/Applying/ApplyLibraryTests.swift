import Testing

@Suite("A plan's library in CQL") struct ApplyLibraryTests {
    private static let cql = #"""
        library Logic version '1'
        using FHIR version '4.0.1'
        include FHIRHelpers version '4.0.1' called FHIRHelpers
        codesystem "ICD-10": 'http://hl7.org/fhir/sid/icd-10'
        codesystem "LOINC": 'http://loinc.org'
        valueset "COPD": 'http://helhet.example/fhir/ValueSet/copd'
        code "Saturation": '59408-5' from "LOINC" display 'Oxygen saturation'
        parameter "Limit" Integer default 88
        context Patient
        // Ages, retrieves and comparisons.
        define "Is old": AgeInYears() >= 65
        define "Is child": AgeInYears() < 18
        define "Has COPD": exists ([Condition: "COPD"])
        define "Inpatient": exists ([Encounter] E where E.status = 'in-progress' and E.class.code.value = 'IMP')
        define "Low saturation": exists ([Observation: "Saturation"] O where O.value.value < "Limit")
        define "High saturation": exists ([Observation: "Saturation"] O where (O.value as FHIR.Quantity).value > 95)
        define "Both": "Is old" and "Has COPD" and not "Is child"
        define "Either": "Is child" or "Inpatient"
        define "Nothing": null
        define "Is nothing": "Nothing" is null
        define "Text": if "Is old" then 'Old ' + First(Patient.name).given[0] else 'Young'
        define "Case": case when "Is child" then 'child' when "Is old" then 'old' else 'grown' end
        define "Count": Count([Condition]) + 1
        define "In interval": AgeInYears() in Interval[70, 80)
        define "Between": AgeInYears() between 76 and 77
        define "Coalesced": Coalesce("Nothing", true)
        define "Helped": FHIRHelpers.ToString(Patient.gender) = 'female'
        define "Loop": "Loop"
        define function Twice(x Integer): x * 2
        define "Own function": Twice(2) = 4
        define "Overlapping": exists ([Encounter] E with [Condition] C such that true)
        """#

    private static func hub(_ plan: String) async throws -> Hub {
        try await Plans.hub([
            Plans.library(cql), Plans.plan(#""library":["\#(Plans.base)/Library/logic"],\#(plan)"#),
            """
            {"resourceType":"ValueSet","id":"copd-value-set-one","url":"http://helhet.example/fhir/ValueSet/copd","status":"active",\
            "compose":{"include":[{"system":"http://hl7.org/fhir/sid/icd-10","concept":[{"code":"J44.0"},{"code":"J44.1"}]}]}}
            """,
        ])
    }

    @Test(
        "is evaluated where it says what FHIRPath can say",
        arguments: [
            ("Is old", true), ("Is child", false), ("Has COPD", true), ("Inpatient", true), ("Low saturation", true),
            ("High saturation", false),
            ("Both", true), ("Either", true), ("Nothing", false), ("Is nothing", true), ("In interval", true), ("Between", true),
            ("Coalesced", true), ("Helped", true),
        ])
    func definitions(_ name: String, holds: Bool) async throws {
        for language in ["text/cql.identifier", "text/cql-identifier", "text/cql"] {
            let hub = try await Self.hub(#""action":[{"title":"a",\#(Plans.when(Plans.expression(language, name)))}]"#)
            let reply = await Plans.apply(hub)
            #expect(reply.issues == [], "\(language)")
            #expect(reply.titles == (holds ? ["a"] : []), "\(language)")
        }
    }

    @Test("can be asked inline") func inline() async throws {
        let hub = try await Self.hub(
            #""action":[{"title":"a",\#(Plans.when(Plans.expression("text/cql", #""Is old" and exists [Condition]"#)))}]"#)
        let reply = await Plans.apply(hub)
        #expect(reply.titles == ["a"], "\(reply.issues)")
    }

    @Test("gives values", arguments: [("Text", "Old Ada"), ("Case", "old"), ("Count", "2")])
    func values(_ name: String, value: String) async throws {
        let hub = try await Self.hub(
            #""action":[{"dynamicValue":[{"path":"action.title","expression":\#(Plans.expression("text/cql.identifier", name))}]}]"#)
        let reply = await Plans.apply(hub)
        #expect(reply.titles == [value], "\(reply.issues)")
    }

    @Test(
        "is refused where it is not, with the reason",
        arguments: [
            ("Loop", "is defined by itself."), ("Own function", "The function `Twice` is not known here."),
            ("Overlapping", "`with` is not done here in a query"), ("Absent", "The library defines no `Absent`."),
        ])
    func refusals(_ name: String, says: String) async throws {
        let hub = try await Self.hub(
            #""action":[{"title":"a",\#(Plans.when(Plans.expression("text/cql.identifier", name)))},{"title":"b"}]"#)
        let reply = await Plans.apply(hub)
        #expect(reply.titles == ["b"])
        #expect(reply.issues.count == 1)
        #expect(reply.issues.first?.contains(says) ?? false, "\(reply.issues)")
    }
}
