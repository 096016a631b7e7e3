import FHIR

extension CareCommunication {
    /// What a Communication is about: its thread, category, topic, priority and episodes of care.
    ///
    /// The invariants medcom-careCommunication-5, 6 and 9 are kept; 15 (an Encounter must be referenced) is not, since senders were not
    /// held to it before June 2026.
    struct Subject: Sendable {
        let thread: String
        let category: String
        let topic: String?
        let priority: String?
        let episodes: [String]

        static let categories: Set<String> = [
            "acute-ambulant", "alcohol-and-drug-treatment", "assistive-devices", "carecoordination", "decease", "discharge",
            "examination-results", "extended-care-responsibility", "healthcare", "home-care-assessment", "medicine", "nursing", "other",
            "outpatient", "psychiatry-social-disability", "regarding-referral", "telemedicine", "training",
        ]

        init(_ communication: Element, _ header: MedComHeader) throws(Refusal) {
            func refusal(_ kind: Refusal.Kind, _ path: String, _ message: String) -> Refusal {
                header.refusal(kind, path, message, type: CareCommunication.type)
            }
            guard let thread = communication.string("identifier.value")?.nonBlank else {
                throw refusal(
                    .wrongStructure, "Communication.identifier",
                    "Communication.identifier is missing. Write the id of the conversation, or a new one.")
            }
            self.thread = UUIDText.normal(thread)
            let categories = communication.each("category")
            guard categories.count == 1, let code = categories[0].string("coding.code")?.nonBlank else {
                throw refusal(
                    .wrongStructure, "Communication.category",
                    "The Communication must have exactly one category with a code. Write one of the value set.")
            }
            guard Self.categories.contains(code) else {
                throw refusal(
                    .valueUnknown, "Communication.category",
                    "The category is not in its value set. Write one that is, or other with a topic.")
            }
            category = code
            topic = communication.string("topic.text")?.nonBlank
            if code == "other", topic == nil {
                throw refusal(
                    .wrongStructure, "Communication.topic", "The category is other, so Communication.topic must say what it is about.")
            }
            priority = communication.string("priority")?.nonBlank
            if let priority {
                guard code == "regarding-referral" else {
                    throw refusal(
                        .wrongStructure, "Communication.priority",
                        "A priority is for the category regarding-referral alone. Leave it out.")
                }
                guard priority == "routine" || priority == "asap" else {
                    throw refusal(.valueUnknown, "Communication.priority", "The priority must be routine or asap.")
                }
            }
            if let reference = communication["encounter"] {
                let encounter = header.bundle.resolve(reference, "Encounter")
                let ids = encounter.map(MedComHeader.episodes) ?? []
                guard !ids.isEmpty else {
                    throw refusal(
                        .wrongStructure, "Communication.encounter",
                        "The Encounter must be in the Bundle and have an identifier of the episode of care. Add it or leave it out.")
                }
                episodes = ids
            } else {
                episodes = header.bundle.all("Encounter").first.map(MedComHeader.episodes) ?? []
            }
        }
    }
}
