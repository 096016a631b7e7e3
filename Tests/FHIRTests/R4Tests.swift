import FHIR
import Testing

@Suite("What R4 has") struct R4Tests {
    @Test("is 146 resources and no abstract ones") func resources() {
        #expect(R4.resourceTypes.count == 146)
        #expect(R4.isKnown("Patient") && R4.isKnown("Bundle"))
        #expect(!R4.isKnown("Resource") && !R4.isKnown("DomainResource") && !R4.isKnown("HumanName") && !R4.isKnown("Nothing"))
    }

    @Test(
        "are elements with types and cardinality",
        arguments: [
            ("Patient.name.given", ["string"], true, false), ("Patient.deceasedBoolean", ["boolean"], false, false),
            ("Patient.deceased", ["boolean", "dateTime"], false, false), ("Patient.contact.name", ["HumanName"], false, false),
            ("Patient.contained", ["Resource"], true, false), ("Patient.id", ["id"], false, false),
            ("Patient.name.id", ["string"], false, true), ("Extension.url", ["string"], false, true),
            ("Bundle.entry.link", ["Bundle.link"], true, false), ("Bundle.entry.link.relation", ["string"], false, false),
            ("Parameters.parameter.part.part.valueCoding", ["Coding"], false, false),
            ("Timing.repeat.boundsPeriod", ["Period"], false, false),
            ("Questionnaire.item.item.item.linkId", ["string"], false, false), ("Narrative.div", ["xhtml"], false, false),
        ])
    func elements(_ path: String, _ types: [String], _ isArray: Bool, _ isAttribute: Bool) throws {
        let field = try #require(R4.element(path))
        #expect(field.types == types)
        #expect(field.isArray == isArray)
        #expect(field.isAttribute == isAttribute)
    }

    @Test(
        "is not what it has not",
        arguments: ["Patient.nothing", "Nothing", "Patient.deceasedString", "Bundle.entry.resource.meta.nothing", ""])
    func unknown(_ path: String) {
        #expect(R4.element(path) == nil)
    }

    @Test("is in the order of XML") func order() {
        let names = R4.fields(of: "Patient").map(\.name)
        #expect(
            names.prefix(9) == [
                "id", "meta", "implicitRules", "language", "text", "contained", "extension", "modifierExtension", "identifier",
            ])
        #expect(R4.fields(of: "Patient.contact").map(\.name).prefix(4) == ["id", "extension", "modifierExtension", "relationship"])
        #expect(R4.form(of: "decimal") == .number && R4.form(of: "code") == .string && R4.form(of: "HumanName") == .object)
    }
}
