extension Refusal {
    /// The code that a standard has for this refusal.
    ///
    /// KITH: kodeverk 8221, https://volven.no (Feil i applikasjonskvittering). MedCom: ``AcknowledgementCode``.
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
        case (.medcom, _): AcknowledgementCode.code(for: kind)
        }
    }
}
