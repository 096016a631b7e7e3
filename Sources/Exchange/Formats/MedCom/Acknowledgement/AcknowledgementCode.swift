/// How a fault is said in MedCom's Acknowledgement: which code for each kind of refusal, and from which list each code comes.
///
/// Source: https://medcomdk.github.io/dk-medcom-terminology/ (medcom-acknowledgement-issue-details, medcom-acknowledgement-error-codes).
enum AcknowledgementCode {
    /// The code for each kind of refusal. MedCom has none for what is special to citizens; the nearest stands in, and the text says it.
    static func code(for kind: Refusal.Kind) -> String {
        switch kind {
        case .notWellFormed: "MSG_Damaged_durin_transport"
        case .wrongStructure: "MSG_BAD_SYNTAX"
        case .unknownType: "MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE"
        case .unknownReceiver: "MSG_Receiver_Identifier_UNKNOWN"
        case .citizenNumberMissing: "MSG_PARAM_INVALID"
        case .citizenNumberWrong: "MSG_Datatype_Wrong"
        case .citizenDataMissing: "MSG_PARAM_INVALID"
        case .badLetterID: "MSG_ID_INVALID"
        case .valueUnknown: "MSG_VALUESET_VALUE_UNKNOWN"
        case .other: unspecified
        }
    }

    /// What is said when nothing more exact is known.
    static let unspecified = "MSG_LOCAL_FAIL"
    /// What is said when a message should be sent again later.
    static let busy = "MSG_Mailbox_Out_Of_Operation"

    /// The code system of a code: MedCom's own list, else FHIR's, else the one for codes that a sender makes up.
    static func system(of code: String) -> String {
        if ownCodes.contains(code) { return "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-acknowledgement-error-codes" }
        if code.hasPrefix("MSG_") { return "http://terminology.hl7.org/CodeSystem/operation-outcome" }
        return "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-acknowledgement-issue-details"
    }

    /// FHIR's own kind of issue for a code, which `OperationOutcome.issue.code` must have.
    static func issueType(of code: String) -> String {
        switch code {
        case "MSG_Damaged_durin_transport": "invalid"
        case "MSG_BAD_SYNTAX", "MSG_BAD_FORMAT": "structure"
        case "MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE": "not-supported"
        case "MSG_Receiver_Identifier_UNKNOWN": "not-found"
        case "MSG_Receiver_Identifier_MISSING", "MSG_PARAM_INVALID": "required"
        case "MSG_Datatype_Wrong", "MSG_ID_INVALID": "value"
        case "MSG_VALUESET_VALUE_UNKNOWN", "MSG_CodeSystem_VALUE_UNKNOWN": "code-invalid"
        case "MSG_Element_To_Long": "too-long"
        case "MSG_DUPLICATE_ID": "duplicate"
        case busy: "transient"
        default: "processing"
        }
    }

    private static let ownCodes: Set<String> = [
        "MSG_Receiver_Identifier_UNKNOWN", "MSG_Receiver_Identifier_MISSING", "MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE",
        "MSG_VALUESET_VALUE_UNKNOWN", "MSG_CodeSystem_VALUE_UNKNOWN", "MSG_Element_To_Long", "MSG_Datatype_Wrong",
        "MSG_Mailbox_Out_Of_Operation", "MSG_Damaged_durin_transport",
    ]
}
