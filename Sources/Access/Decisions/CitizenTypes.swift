/// Which types of resources tell something of a citizen: all but those that are known not to.
public enum CitizenTypes {
    public static func tell(_ type: String) -> Bool { !others.contains(type) }

    /// Definitions, terminology and the service itself, none of which has a subject.
    private static let others: Set<String> = [
        "ActivityDefinition", "CapabilityStatement", "ChargeItemDefinition", "CodeSystem", "CompartmentDefinition", "ConceptMap",
        "EffectEvidenceSynthesis", "Endpoint", "EventDefinition", "Evidence", "EvidenceVariable", "ExampleScenario", "GraphDefinition",
        "HealthcareService", "ImplementationGuide", "InsurancePlan", "Library", "Location", "Measure", "Medication", "MedicationKnowledge",
        "MessageDefinition", "NamingSystem", "ObservationDefinition", "OperationDefinition", "Organization", "OrganizationAffiliation",
        "PlanDefinition", "Practitioner", "PractitionerRole", "Questionnaire", "ResearchDefinition", "ResearchElementDefinition",
        "RiskEvidenceSynthesis", "SearchParameter", "SpecimenDefinition", "StructureDefinition", "StructureMap", "Substance",
        "SubstanceNucleicAcid", "SubstancePolymer", "SubstanceProtein", "SubstanceReferenceInformation", "SubstanceSourceMaterial",
        "SubstanceSpecification", "TerminologyCapabilities", "TestReport", "TestScript", "ValueSet",
    ]
}
