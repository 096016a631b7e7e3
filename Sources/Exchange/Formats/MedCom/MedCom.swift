/// The names that MedCom's FHIR messages use: systems, events and extensions.
///
/// Source: https://medcomdk.github.io/dk-medcom-messaging/ and the guides of each message below https://medcomfhir.dk/ig/.
enum MedCom {
    /// `MessageHeader.eventCoding.code`.
    enum Event {
        static let system = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-eventCodes"
        static let hospitalNotification = "hospital-notification-message"
        static let careCommunication = "care-communication-message"
        static let acknowledgement = "acknowledgement-message"
        static let known: Set<String> = [hospitalNotification, careCommunication, acknowledgement]
    }

    enum System {
        /// GLN as an OID: the older name of the same number.
        static let ean = "urn:oid:1.3.88"
        static let lpr3 = "https://www.esundhed.dk/Registre/Landspatientregisteret"
        static let activity = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-activityCodes"
        static let destinationUse = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-messaging-destinationUse"
        static let category = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-careCommunication-categoryCodes"
        static let encounterClass = "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-core-encounter-act-codes"
        /// What an endpoint starts with; the SOR code follows.
        static let endpoint = "https://sor2.sum.dsdn.dk/#id="
    }

    enum Extension {
        static let destinationUse = "http://medcomfhir.dk/ig/messaging/StructureDefinition/medcom-messaging-destinationUseExtension"
        static let asksReport =
            "http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/medcom-messaging-reportOfAdmissionExtension"
        static let reportRecipient =
            "http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/medcom-messaging-reportOfAdmissionRecipientExtension"
        static let leavePeriod =
            "http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/medcom-hospitalnotifiation-leave-period-extension"
        static let sender = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-sender-extension"
        static let date = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-datetime-extension"
        static let identifier = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-identifier-extension"
        static let practitioner = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-practitioner-extension"
        static let contact = "http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-contact-extension"
    }
}
