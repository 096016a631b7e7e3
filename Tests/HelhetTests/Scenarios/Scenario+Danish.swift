/// Stays in Denmark, told by HospitalNotifications of our own.
///
/// Local time is an hour ahead of UTC; 5 January 2026 is a Monday. The admission report is due a day after it was asked for. A summary is due
/// three working days after discharge, the first contact three days; each lasts to the end of its day.
extension Scenario {
    static let strandborg = Fixture.strandborg.name
    static let havnerup = "Havnerup Kommune"

    /// STIN
    static let admitted: Fixture.Notification = {
        var letter = Fixture.Notification()
        letter.asksReport = true
        return letter
    }()

    /// STOR
    static let left: Fixture.Notification = {
        var letter = following(admitted, 2, "start-leave-inpatient", sent: "2026-01-07T10:00:05+01:00")
        letter.status = "onleave"
        letter.leave = ("2026-01-07T10:00:00+01:00", nil)
        return letter
    }()

    /// SLOR
    static let cameBack: Fixture.Notification = {
        var letter = following(left, 3, "end-leave-inpatient", sent: "2026-01-08T18:00:05+01:00")
        letter.status = "in-progress"
        letter.leave = ("2026-01-07T10:00:00+01:00", "2026-01-08T18:00:00+01:00")
        return letter
    }()

    /// SLHJ
    static let wentHome: Fixture.Notification = discharge(after: cameBack, at: "2026-01-09T11:00:00+01:00")

    /// A letter that comes after another of its stay.
    static func following(_ before: Fixture.Notification, _ number: Int, _ activity: String, sent: String) -> Fixture.Notification {
        var letter = before
        letter.id = "0a6f0000-0000-4000-8000-00000000000\(number)"
        letter.activity = activity
        letter.sent = sent
        letter.asksReport = nil
        letter.before += [(before.id, before.activity, before.sent)]
        return letter
    }

    static func discharge(after before: Fixture.Notification, at end: String, from place: String = "inpatient") -> Fixture.Notification {
        var letter = following(before, 4, "discharge-\(place)-home", sent: end.replacing(":00+", with: ":05+"))
        letter.status = "finished"
        letter.leave = nil
        letter.end = end
        return letter
    }

    private static let admittedAcutely: Fixture.Notification = {
        var letter = admitted
        letter.activity = "admit-emergency"
        letter.code = "EMER"
        return letter
    }()

    /// STIN after STAA.
    private static let gotABed: Fixture.Notification = {
        var letter = following(admittedAcutely, 5, "admit-inpatient", sent: "2026-01-05T16:00:05+01:00")
        letter.code = "IMP"
        letter.start = "2026-01-05T16:00:00+01:00"
        return letter
    }()

    /// STIN from another hospital, which asks for nothing.
    private static let movedOn: Fixture.Notification = {
        var letter = following(admitted, 6, "admit-inpatient", sent: "2026-01-06T20:00:05+01:00")
        letter.sender = ("Bakkeby Sygehus", "999999999000202")
        letter.start = "2026-01-06T20:00:00+01:00"
        letter.asksReport = false
        return letter
    }()

    private static let takenBack: Fixture.Notification = {
        var letter = following(admitted, 7, "cancel-admit-inpatient", sent: "2026-01-05T13:00:05+01:00")
        letter.status = "entered-in-error"
        return letter
    }()

    /// MORS
    private static let died = death(after: admitted, 8, at: "2026-01-07T03:20:00+01:00", sent: "2026-01-07T03:31:05+01:00")

    private static func death(after before: Fixture.Notification, _ number: Int, at end: String, sent: String) -> Fixture.Notification {
        var letter = following(before, number, before.activity, sent: sent)
        letter.status = "finished"
        letter.isDead = true
        letter.end = end
        return letter
    }

    /// AN_MORS
    private static let livesOn: Fixture.Notification = {
        var letter = following(died, 9, died.activity, sent: "2026-01-07T08:00:05+01:00")
        letter.status = "in-progress"
        letter.isDead = false
        letter.end = nil
        return letter
    }()

    /// MORS of somebody who was dead on arrival.
    private static let arrivedDead: Fixture.Notification = {
        var letter = admitted
        letter.asksReport = nil
        letter.status = "finished"
        letter.isDead = true
        letter.end = letter.start
        return letter
    }()

    static let ownDanish: [Scenario] = [
        Scenario(
            name: "STIN SLHJ", letters: sent(admitted, discharge(after: admitted, at: "2026-01-09T11:00:00+01:00")),
            table: """
                stay discharged from 2026-01-05T11:00:00Z to 2026-02-08T23:00:00Z
                  inpatient 2026-01-05T11:00:00Z to 2026-01-09T10:00:00Z
                  admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-09T10:00:00Z
                  discharge: \(strandborg), due -, done 2026-01-09T10:00:00Z
                  discharge-summary: \(strandborg), due 2026-01-14T23:00:00Z, ended 2026-02-08T23:00:00Z
                  first-contact: \(havnerup), due 2026-01-12T23:00:00Z, ended 2026-02-08T23:00:00Z
                  from 2026-01-05T11:00:00Z \(strandborg)
                  from 2026-01-09T10:00:00Z \(havnerup)
                """),
        Scenario(
            name: "STIN STOR SLOR", letters: sent(admitted, left, cameBack),
            table: """
                stay admitted from 2026-01-05T11:00:00Z to -
                  inpatient 2026-01-05T11:00:00Z to 2026-01-07T09:00:00Z
                  leave 2026-01-07T09:00:00Z to 2026-01-08T17:00:00Z
                  inpatient 2026-01-08T17:00:00Z to -
                  admission-report: \(havnerup), due 2026-01-06T11:00:05Z, open
                  discharge: \(strandborg), due -, planned
                  discharge-summary: \(strandborg), due -, planned
                  first-contact: \(havnerup), due -, planned
                  from 2026-01-05T11:00:00Z \(strandborg)
                """),
        // The citizen did not come back.
        Scenario(
            name: "STIN STOR SLHJ", letters: sent(admitted, left, discharge(after: left, at: "2026-01-08T12:00:00+01:00")),
            table: """
                stay discharged from 2026-01-05T11:00:00Z to 2026-02-07T23:00:00Z
                  inpatient 2026-01-05T11:00:00Z to 2026-01-07T09:00:00Z
                  leave 2026-01-07T09:00:00Z to 2026-01-08T11:00:00Z
                  admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-08T11:00:00Z
                  discharge: \(strandborg), due -, done 2026-01-08T11:00:00Z
                  discharge-summary: \(strandborg), due 2026-01-13T23:00:00Z, ended 2026-02-07T23:00:00Z
                  first-contact: \(havnerup), due 2026-01-11T23:00:00Z, ended 2026-02-07T23:00:00Z
                  from 2026-01-05T11:00:00Z \(strandborg)
                  from 2026-01-08T11:00:00Z \(havnerup)
                """),
        Scenario(
            name: "STAA STIN", letters: sent(admittedAcutely, gotABed),
            table: """
                stay admitted from 2026-01-05T11:00:00Z to -
                  acute 2026-01-05T11:00:00Z to 2026-01-05T15:00:00Z
                  inpatient 2026-01-05T15:00:00Z to -
                  admission-report: \(havnerup), due 2026-01-06T11:00:05Z, open
                  discharge: \(strandborg), due -, planned
                  discharge-summary: \(strandborg), due -, planned
                  first-contact: \(havnerup), due -, planned
                  from 2026-01-05T11:00:00Z \(strandborg)
                """),
        // Nobody visits whoever never had a bed.
        Scenario(
            name: "STAA SLHJ",
            letters: sent(admittedAcutely, discharge(after: admittedAcutely, at: "2026-01-05T17:30:00+01:00", from: "emergency")),
            table: """
                stay discharged from 2026-01-05T11:00:00Z to 2026-02-04T23:00:00Z
                  acute 2026-01-05T11:00:00Z to 2026-01-05T16:30:00Z
                  admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-05T16:30:00Z
                  discharge: \(strandborg), due -, done 2026-01-05T16:30:00Z
                  discharge-summary: \(strandborg), due 2026-01-08T23:00:00Z, ended 2026-02-04T23:00:00Z
                  from 2026-01-05T11:00:00Z \(strandborg)
                  from 2026-01-05T16:30:00Z \(havnerup)
                """),
        // The late STIN must not open the stay again.
        Scenario(
            name: "STAA SLHJ and the STIN between them",
            letters: sent(admittedAcutely, discharge(after: gotABed, at: "2026-01-06T09:00:00+01:00"), gotABed),
            table: """
                stay discharged from 2026-01-05T11:00:00Z to 2026-02-05T23:00:00Z
                  acute 2026-01-05T11:00:00Z to 2026-01-05T15:00:00Z
                  inpatient 2026-01-05T15:00:00Z to 2026-01-06T08:00:00Z
                  admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-06T08:00:00Z
                  discharge: \(strandborg), due -, done 2026-01-06T08:00:00Z
                  discharge-summary: \(strandborg), due 2026-01-09T23:00:00Z, ended 2026-02-05T23:00:00Z
                  first-contact: \(havnerup), due 2026-01-09T23:00:00Z, ended 2026-02-05T23:00:00Z
                  from 2026-01-05T11:00:00Z \(strandborg)
                  from 2026-01-06T08:00:00Z \(havnerup)
                """),
        Scenario(
            name: "STIN of two hospitals", letters: sent(admitted, movedOn),
            table: """
                stay admitted from 2026-01-05T11:00:00Z to -
                  inpatient 2026-01-05T11:00:00Z to -
                  admission-report: \(havnerup), due 2026-01-06T11:00:05Z, open
                  discharge: Bakkeby Sygehus, due -, planned
                  discharge-summary: Bakkeby Sygehus, due -, planned
                  first-contact: \(havnerup), due -, planned
                  from 2026-01-05T11:00:00Z \(strandborg)
                  from 2026-01-06T19:00:00Z Bakkeby Sygehus
                """),
        Scenario(
            name: "STIN AN_STIN", letters: sent(admitted, takenBack),
            table: """
                stay cancelled cancelled from 2026-01-05T11:00:05Z to -
                """),
        Scenario(
            name: "STIN MORS", letters: sent(admitted, died),
            table: """
                stay died from 2026-01-05T11:00:00Z to 2026-01-07T02:20:00Z
                  inpatient 2026-01-05T11:00:00Z to 2026-01-07T02:20:00Z
                  admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-07T02:20:00Z
                  discharge: \(strandborg), due -, withdrawn 2026-01-07T02:20:00Z
                  from 2026-01-05T11:00:00Z \(strandborg)
                """),
        Scenario(
            name: "STIN MORS RE_MORS",
            letters: sent(admitted, died, death(after: died, 9, at: "2026-01-07T02:50:00+01:00", sent: "2026-01-07T07:31:05+01:00")),
            table: """
                stay died from 2026-01-05T11:00:00Z to 2026-01-07T01:50:00Z
                  inpatient 2026-01-05T11:00:00Z to 2026-01-07T01:50:00Z
                  admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-07T01:50:00Z
                  discharge: \(strandborg), due -, withdrawn 2026-01-07T01:50:00Z
                  from 2026-01-05T11:00:00Z \(strandborg)
                """),
        Scenario(
            name: "STIN MORS AN_MORS", letters: sent(admitted, died, livesOn),
            table: """
                stay admitted from 2026-01-05T11:00:00Z to -
                  inpatient 2026-01-05T11:00:00Z to -
                  admission-report: \(havnerup), due 2026-01-06T11:00:05Z, open
                  discharge: \(strandborg), due -, planned
                  discharge-summary: \(strandborg), due -, planned
                  first-contact: \(havnerup), due -, planned
                  from 2026-01-05T11:00:00Z \(strandborg)
                """),
        Scenario(
            name: "MORS alone", letters: sent(arrivedDead),
            table: """
                stay died from 2026-01-05T11:00:00Z to 2026-01-05T11:00:00Z
                """),
    ]
}
