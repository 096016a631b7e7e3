extension Refusal {
    /// The code that a standard has for this refusal.
    ///
    /// KITH: kodeverk 8221, https://volven.no (Feil i applikasjonskvittering). MedCom: the code system of acknowledgement issue details; a
    /// receiver may use codes of its own, which say the same in words.
    func code(in standard: Standard) -> String {
        switch (standard, kind) {
        case (.kith, .notWellFormed): "T01"
        case (.kith, .wrongStructure): "T02"
        case (.kith, .unknownType): "T10"
        case (.kith, .unknownReceiver): "E21"
        case (.kith, .citizenNumberMissing): "E30"
        case (.kith, .citizenNumberWrong): "E31"
        case (.kith, .citizenDataMissing): "E36"
        case (.kith, .badLetterID): "E10"
        case (.kith, .valueUnknown): "T99"
        case (.kith, .other): "X99"
        case (.medcom, .notWellFormed): "MSG_Damaged_durin_transport"
        case (.medcom, .wrongStructure): "MSG_Datatype_Wrong"
        case (.medcom, .unknownType): "MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE"
        case (.medcom, .unknownReceiver): "MSG_Receiver_Identifier_UNKNOWN"
        case (.medcom, .valueUnknown): "MSG_VALUESET_VALUE_UNKNOWN"
        case (.medcom, .citizenNumberMissing), (.medcom, .citizenNumberWrong), (.medcom, .citizenDataMissing): "citizen-not-identified"
        case (.medcom, .badLetterID): "letter-id-missing"
        case (.medcom, .other): "not-understood"
        }
    }
}
