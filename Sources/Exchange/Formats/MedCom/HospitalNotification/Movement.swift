import Journal

/// What a HospitalNotification is about: one row of MedCom's table of codes, read from activity, life and the chain of earlier letters.
///
/// Source: https://medcomdk.github.io/dk-medcom-hospitalnotification/ (overview of hospital notification codes).
struct Movement: Sendable, Hashable {
    /// MedCom's short code: `STIN`, `STAA`, `STOR`, `SLOR`, `SLHJ`, `MORS`, with `RE_` or `AN_` before it.
    var code: String
    var kind: Fact.Kind
    var effect: Statement.Effect
    /// `acute` or `inpatient` where the activity says which; nil leaves it to `Encounter.class`.
    var stayClass: String?
    /// A death taken back in a chain that began with it: nobody has said yet that the citizen was admitted.
    var restatesAdmission = false

    /// What each activity does, before corrections, cancellations and death.
    private static let rows: [String: (code: String, kind: Fact.Kind, stayClass: String?)] = [
        "admit-inpatient": ("STIN", .admitted, "inpatient"),
        "admit-emergency": ("STAA", .admitted, "acute"),
        "start-leave-inpatient": ("STOR", .onLeave, "inpatient"),
        "end-leave-inpatient": ("SLOR", .backFromLeave, "inpatient"),
        "discharge-inpatient-home": ("SLHJ", .discharged, "inpatient"),
        "discharge-emergency-home": ("SLHJ", .discharged, "acute"),
    ]

    /// Nil when the activity is none of a hospital stay.
    ///
    /// A death has no activity of its own: it repeats the current one with the citizen dead. So does its cancellation, with the citizen
    /// *not* dead, which therefore can only be told by the chain: the letter before has the same activity, and this one takes something
    /// back (`removal`), or says `deceasedBoolean` false after an activity that was repeated already or a death that came first. So a
    /// second correction by a sender that always writes `deceasedBoolean` false is a correction. A third one would be misread, and so would
    /// one letter that is repeated for another reason; where only one letter came before, the admission is therefore stated as well.
    init?(own: MedComProvenance, previous: MedComProvenance?, earlier: [MedComProvenance], isDead: Bool?) {
        guard let activity = own.activity else { return nil }
        let effect: Statement.Effect =
            activity.hasPrefix("revise-") ? .corrects : activity.hasPrefix("cancel-") ? .cancels : .states
        let base = effect == .states ? activity : String(activity.drop { $0 != "-" }.dropFirst())
        guard let row = Self.rows[base] else { return nil }
        self.init(code: row.code, kind: row.kind, effect: effect, stayClass: row.stayClass)
        let repeats = previous?.activity == activity
        let wasRepeated = earlier.suffix(2).filter { $0.activity == activity }.count == 2
        if isDead == true {
            // A cancellation that is not repeated takes back a movement of somebody who has died since.
            if effect == .cancels, !repeats {
                code = "AN_" + code
                return
            }
            kind = .died
            let isNewCorrection = effect == .corrects && !repeats
            self.effect = isNewCorrection || (repeats && wasRepeated) ? .corrects : .states
            code = self.effect == .corrects ? "RE_MORS" : "MORS"
        } else if repeats, own.isRemoval || (isDead == false && (wasRepeated || earlier.count == 1)) {
            restatesAdmission = kind == .admitted && earlier.count == 1
            kind = .died
            self.effect = .cancels
            code = "AN_MORS"
        } else {
            switch effect {
            case .states: break
            case .corrects: code = "RE_" + code
            case .cancels: code = "AN_" + code
            }
        }
    }

    private init(code: String, kind: Fact.Kind, effect: Statement.Effect, stayClass: String?) {
        self.code = code
        self.kind = kind
        self.effect = effect
        self.stayClass = stayClass
    }
}
