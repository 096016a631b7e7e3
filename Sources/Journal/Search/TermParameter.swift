/// A search parameter that the journal can answer, and where its values stand.
public struct TermParameter: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        /// An Identifier: `value`, `system|value`, `|value` (no system) and `system|`.
        case identifier
        /// A code, Coding or CodeableConcept: `code`, `system|code`, `|code` (no system).
        case token
        /// A reference: `Patient/x`, or the absolute address as written.
        case reference
        /// A uri, as written.
        case uri
    }

    public var name: String
    public var kind: Kind
    /// The path below the resource, dotted.
    public var path: String

    /// The parameters of a type, by name. `_id` and `_lastUpdated` come on top of these for every type.
    /// Names and meanings: https://hl7.org/fhir/R4/searchparameter-registry.html
    public static func of(_ type: String) -> [TermParameter] { table[type] ?? common }

    /// Types that have parameters of their own here.
    public static var types: [String] { table.keys.sorted() }

    private static let common = [
        TermParameter(name: "identifier", kind: .identifier, path: "identifier"),
        TermParameter(name: "status", kind: .token, path: "status"),
    ]

    // A line for each type: `name` or `name=path`, `@` marks a reference, `#` a uri, `!` an identifier; the rest are tokens.
    private static let table: [String: [TermParameter]] = {
        var table: [String: [TermParameter]] = [:]
        for line in lines.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let type = words.first else { continue }
            table[String(type)] = words.dropFirst().map { word in
                let kind: Kind =
                    switch word.last {
                    case "@": .reference
                    case "#": .uri
                    case "!": .identifier
                    default: .token
                    }
                let bare = kind == .token ? word : word.dropLast()
                let parts = bare.split(separator: "=")
                return TermParameter(name: String(parts[0]), kind: kind, path: String(parts[parts.count - 1]))
            }
        }
        return table
    }()

    private static let lines = """
        Appointment identifier! status patient=participant.actor@ actor=participant.actor@
        AllergyIntolerance identifier! patient@ clinical-status=clinicalStatus code
        AuditEvent patient=agent.who@ entity=entity.what@
        CarePlan identifier! status patient=subject@ subject@ encounter@ intent instantiates-canonical=instantiatesCanonical#
        CareTeam identifier! status patient=subject@ subject@ encounter@
        Communication identifier! status patient=subject@ subject@ encounter@ sender@ recipient@ part-of=partOf@ based-on=basedOn@ category
        CommunicationRequest identifier! status patient=subject@ subject@ encounter@ sender@ recipient@ based-on=basedOn@
        Composition identifier! status patient=subject@ subject@ encounter@ type
        Condition identifier! patient=subject@ subject@ encounter@ clinical-status=clinicalStatus code category
        Consent identifier! status patient@ category
        Coverage identifier! status patient=beneficiary@ beneficiary@
        DiagnosticReport identifier! status patient=subject@ subject@ encounter@ code category
        DocumentReference identifier! status patient=subject@ subject@ encounter=context.encounter@ type category
        Encounter identifier! status patient=subject@ subject@ class episode-of-care=episodeOfCare@ part-of=partOf@ service-provider=serviceProvider@
        EpisodeOfCare identifier! status patient@ organization=managingOrganization@ type
        Flag identifier! status patient=subject@ subject@ encounter@
        Goal identifier! lifecycle-status=lifecycleStatus patient=subject@ subject@
        HealthcareService identifier! active organization=providedBy@
        Immunization identifier! status patient@
        List identifier! status patient=subject@ subject@ encounter@ code
        Location identifier! status organization=managingOrganization@ partof=partOf@
        MedicationRequest identifier! status patient=subject@ subject@ encounter@ intent
        MedicationStatement identifier! status patient=subject@ subject@ context@
        MessageHeader event=eventCoding sender@
        Observation identifier! status patient=subject@ subject@ encounter@ code category
        Organization identifier! active partof=partOf@ type
        Patient identifier! active organization=managingOrganization@ general-practitioner=generalPractitioner@ link=link.other@
        PlanDefinition identifier! status url#
        Practitioner identifier! active
        PractitionerRole identifier! active practitioner@ organization@ role=code
        Procedure identifier! status patient=subject@ subject@ encounter@ code
        Provenance patient=target@ target@ agent=agent.who@
        Questionnaire identifier! status url#
        QuestionnaireResponse identifier! status patient=subject@ subject@ encounter@ based-on=basedOn@ questionnaire#
        RelatedPerson identifier! active patient@
        ServiceRequest identifier! status patient=subject@ subject@ encounter@ based-on=basedOn@ intent code category
        Task identifier! status patient=for@ subject=for@ owner@ requester@ focus@ based-on=basedOn@ part-of=partOf@ encounter@ intent code business-status=businessStatus
        """
}
