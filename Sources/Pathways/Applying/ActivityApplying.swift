import FHIR

/// Makes the request that an ActivityDefinition describes.
/// https://hl7.org/fhir/R4/activitydefinition.html#12.17.4.3
struct ActivityApplying {
    private let run: ApplicationRun

    init(_ run: ApplicationRun) { self.run = run }

    /// A draft, proposed unless the definition says otherwise.
    func request(of definition: Resource) throws -> Part {
        let root = definition.root
        let type = root.string("kind") ?? "Task"
        guard let kind = RequestKind.all[type] else {
            throw ApplicationRefusal(
                "Of the kind \(type) no request is made. Known are: \(RequestKind.all.keys.sorted().joined(separator: ", ")).",
                at: "ActivityDefinition.kind")
        }
        let asked = run.application
        var made: Part = .object([("resourceType", .text(type))])
        made.put("id", definition.id.map { .text($0) })
        if let profile = root.string("profile") { made.put("meta", .object([("profile", .array([.text(profile)]))])) }
        made.put("language", asked.language.map { .text($0) })
        var extensions = ApplicationRun.extensions(of: root)
        let wanted = extensions.first { $0["url"]?.string == Self.targetStatus }
        extensions.removeAll { $0["url"]?.string == Self.targetStatus }
        made.put("extension", .array(extensions))
        let canonical = root.string("url").map { url in root.string("version").map { "\(url)|\($0)" } ?? url }
        made.fill("instantiatesCanonical", canonical.map { PartValue(part: .text($0), type: "canonical") }, in: type)
        made.fill("status", PartValue(part: wanted?["valueString"] ?? wanted?["valueCode"] ?? .text(kind.status), type: "code"), in: type)
        made.fill("intent", PartValue(part: .text(root.string("intent") ?? "proposal"), type: "code"), in: type)
        func reference(_ text: String?) -> PartValue? { text.map { PartValue(part: .reference($0), type: "Reference") } }
        made.fill(kind.subject, reference(asked.subject), in: type)
        made.fill("encounter", reference(asked.encounter), in: type)
        made.fill(kind.requester, reference(asked.practitioner ?? asked.organization), in: type)
        for (from, to) in kind.elements {
            guard let element = root[from.name] else { continue }
            let value = PartValue(part: Part(element, as: from.type), type: from.type)
            // Several of one thing, and what takes one alone: the first.
            if case .array(let items) = value.part {
                made.set(to, to: items.map { PartValue(part: $0, type: from.type) }, in: type)
            } else {
                made.set(to, to: [value], in: type)
            }
        }
        for (name, type) in Self.timings {
            guard let element = root[name], let to = kind.timing else { continue }
            made.fill(to, PartValue(part: Part(element, as: type), type: type), in: made["resourceType"]?.string ?? "")
        }
        for participant in root["participant"].map({ Array($0.items) }) ?? [] { fill(participant, kind, &made, type) }
        let dynamic = root["dynamicValue"].map { Array($0.items) } ?? []
        for (place, value) in dynamic.enumerated() {
            let at = "ActivityDefinition.dynamicValue[\(place)]"
            guard let path = value.string("path"), let expression = value["expression"],
                let items = try run.values(of: expression, in: definition, at: at)
            else { continue }
            let prefix = type + "."
            let own = path.hasPrefix("%") ? String(path.dropFirst()) : path
            made.set(own.hasPrefix(prefix) ? String(own.dropFirst(prefix.count)) : own, to: items.compactMap { PartValue($0) }, in: type)
        }
        if root["transform"] != nil {
            run.issues.append(
                ApplicationIssue("The StructureMap is not run: what it would add is missing.", at: "ActivityDefinition.transform"))
        }
        return made
    }

    /// The status that a definition wants its Task to have.
    private static let targetStatus = "http://hl7.org/fhir/us/ecr/StructureDefinition/targetStatus"

    private static let timings = [
        ("timingTiming", "Timing"), ("timingDateTime", "dateTime"), ("timingAge", "Age"), ("timingPeriod", "Period"),
        ("timingRange", "Range"), ("timingDuration", "Duration"),
    ]

    /// Who is to do it: whoever the question says has that part, else a role.
    private func fill(_ participant: Element, _ kind: RequestKind, _ made: inout Part, _ type: String) {
        let asked = run.application
        let who: String? =
            switch participant.string("type") {
            case "patient": asked.subject
            case "practitioner": asked.practitioner
            default: nil
            }
        if let who {
            made.fill(kind.performer, PartValue(part: .reference(who), type: "Reference"), in: type)
        } else if let role = participant["role"] {
            made.fill(kind.performerRole, PartValue(part: Part(role, as: "CodeableConcept"), type: "CodeableConcept"), in: type)
        }
    }
}

extension Part {
    /// Sets an element if the type has it and can hold a value of that type.
    mutating func fill(_ name: String?, _ value: PartValue?, in type: String) {
        guard let name, let value, let field = R4.element("\(type).\(name)") else { return }
        guard !field.isChoice || value.type.map(field.types.contains) ?? true else { return }
        set(name, to: [value], in: type)
    }

    /// Gives a request to who is to do it, where nobody is named yet.
    mutating func assign(_ who: Part) {
        guard let type = self["resourceType"]?.string, let name = RequestKind.all[type]?.performer, self[name] == nil else { return }
        fill(name, PartValue(part: who, type: "Reference"), in: type)
    }
}

/// What a kind of request calls what every ActivityDefinition has. Kinds: https://hl7.org/fhir/R4/valueset-request-resource-types.html
struct RequestKind {
    typealias Source = (name: String, type: String)

    var status = "draft"
    var subject = "subject"
    var requester: String? = "requester"
    var performer: String? = "performer"
    var performerRole: String? = "performerType"
    var timing: String? = "occurrence"
    var elements: [(from: Source, to: String)] = []

    private static let code: Source = ("code", "CodeableConcept")
    private static let priority: (Source, String) = (("priority", "code"), "priority")
    private static let doNotPerform: (Source, String) = (("doNotPerform", "boolean"), "doNotPerform")
    private static let product: Source = ("productCodeableConcept", "CodeableConcept")
    private static let productReference: Source = ("productReference", "Reference")
    private static let quantity: Source = ("quantity", "Quantity")
    private static let description: Source = ("description", "markdown")

    static let all: [String: RequestKind] = [
        "Task": RequestKind(
            subject: "for", performer: "owner", timing: nil,
            elements: [(code, "code"), priority, (description, "description"), (("location", "Reference"), "location")]),
        "ServiceRequest": RequestKind(
            elements: [
                (code, "code"), priority, doNotPerform, (("bodySite", "CodeableConcept"), "bodySite"), (quantity, "quantityQuantity"),
                (("location", "Reference"), "locationReference"),
            ]),
        "MedicationRequest": RequestKind(
            timing: nil,
            elements: [
                (product, "medicationCodeableConcept"), (productReference, "medicationReference"),
                (("dosage", "Dosage"), "dosageInstruction"),
                priority, doNotPerform, (quantity, "dispenseRequest.quantity"),
            ]),
        "CommunicationRequest": RequestKind(
            performer: "recipient", performerRole: nil,
            elements: [(("code", "CodeableConcept"), "reasonCode"), priority, doNotPerform, (description, "payload[0].contentString")]),
        "DeviceRequest": RequestKind(
            elements: [(product, "codeCodeableConcept"), (productReference, "codeReference"), (code, "codeCodeableConcept"), priority]),
        "SupplyRequest": RequestKind(
            subject: "deliverTo", performer: "supplier", performerRole: nil,
            elements: [
                (product, "itemCodeableConcept"), (productReference, "itemReference"), (code, "category"), (quantity, "quantity"), priority,
            ]),
        "NutritionOrder": RequestKind(subject: "patient", requester: "orderer", performer: nil, performerRole: nil, timing: "dateTime"),
        "VisionPrescription": RequestKind(subject: "patient", requester: "prescriber", performer: nil, performerRole: nil, timing: nil),
        "Appointment": RequestKind(
            status: "proposed", subject: "participant[0].actor", requester: nil, performer: nil, performerRole: nil, timing: nil,
            elements: [(code, "serviceType"), (description, "description")]),
        "AppointmentResponse": RequestKind(
            subject: "actor", requester: nil, performer: nil, performerRole: nil, timing: nil, elements: [(description, "comment")]),
        "ImmunizationRecommendation": RequestKind(
            subject: "patient", requester: "authority", performer: nil, performerRole: nil, timing: nil),
        "CarePlan": RequestKind(
            requester: "author", performer: nil, performerRole: nil, timing: "period",
            elements: [(code, "category"), (description, "description")]),
        "RequestGroup": RequestKind(
            requester: "author", performer: nil, performerRole: nil, timing: nil, elements: [(code, "code"), priority]),
        "Claim": RequestKind(
            subject: "patient", requester: "provider", performer: nil, performerRole: nil, timing: nil, elements: [(code, "type")]),
        "Contract": RequestKind(requester: "author", performer: nil, performerRole: nil, timing: nil, elements: [(code, "type")]),
        "EnrollmentRequest": RequestKind(subject: "candidate", requester: "provider", performer: nil, performerRole: nil, timing: nil),
    ]
}
