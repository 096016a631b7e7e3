/// STIN STOR SLOR SLHJ, then a letter that corrects or takes back one of them: what follows from the others stands, and what does not fit
/// any more is put before the municipality that the letter went to.
extension Scenario {
    /// The letter again, as one that comes after the discharge.
    private static func again(
        _ letter: Fixture.Notification, _ activity: String, _ change: (inout Fixture.Notification) -> Void = { _ in }
    ) -> Fixture.Notification {
        var changed = letter
        changed.before = wentHome.before + [(wentHome.id, wentHome.activity, wentHome.sent)]
        changed.id = "0a6f0000-0000-4000-8000-000000000009"
        changed.activity = activity
        changed.sent = "2026-01-09T15:00:05+01:00"
        change(&changed)
        return changed
    }

    private static func change(_ name: String, _ changing: Fixture.Notification, _ table: String) -> Scenario {
        Scenario(name: name, letters: sent(admitted, left, cameBack, wentHome, changing), table: table)
    }

    /// The admission at another time, from a sender that always writes that the citizen lives.
    private static func correctedWithLife(_ before: Fixture.Notification, _ number: Int, start: String, sent: String)
        -> Fixture.Notification
    {
        var letter = following(before, number, "revise-admit-inpatient", sent: sent)
        letter.asksReport = true
        letter.start = start
        return letter
    }

    private static let thirdTime: [Fixture.Notification] = {
        var first = admitted
        first.isDead = false
        let second = correctedWithLife(first, 2, start: "2026-01-05T11:30:00+01:00", sent: "2026-01-05T13:00:05+01:00")
        let third = correctedWithLife(second, 3, start: "2026-01-05T11:00:00+01:00", sent: "2026-01-05T14:00:05+01:00")
        return [first, second, third, correctedWithLife(third, 4, start: "2026-01-05T10:30:00+01:00", sent: "2026-01-05T15:00:05+01:00")]
    }()

    static let ownChanges: [Scenario] = [
        Scenario(
            name: "STIN STOR SLOR SLHJ", letters: sent(admitted, left, cameBack, wentHome),
            table: """
                stay discharged from 2026-01-05T11:00:00Z to 2026-02-08T23:00:00Z
                  inpatient 2026-01-05T11:00:00Z to 2026-01-07T09:00:00Z
                  leave 2026-01-07T09:00:00Z to 2026-01-08T17:00:00Z
                  inpatient 2026-01-08T17:00:00Z to 2026-01-09T10:00:00Z
                  admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-09T10:00:00Z
                  discharge: \(strandborg), due -, done 2026-01-09T10:00:00Z
                  discharge-summary: \(strandborg), due 2026-01-14T23:00:00Z, ended 2026-02-08T23:00:00Z
                  first-contact: \(havnerup), due 2026-01-12T23:00:00Z, ended 2026-02-08T23:00:00Z
                  from 2026-01-05T11:00:00Z \(strandborg)
                  from 2026-01-09T10:00:00Z \(havnerup)
                """),
        // The municipality was asked for its report at noon of the fifth, whenever the citizen had come.
        change(
            "RE_STIN", again(admitted, "revise-admit-inpatient") { $0.start = "2026-01-05T09:30:00+01:00" },
            """
            stay discharged from 2026-01-05T08:30:00Z to 2026-02-08T23:00:00Z
              inpatient 2026-01-05T08:30:00Z to 2026-01-07T09:00:00Z
              leave 2026-01-07T09:00:00Z to 2026-01-08T17:00:00Z
              inpatient 2026-01-08T17:00:00Z to 2026-01-09T10:00:00Z
              admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-09T10:00:00Z
              discharge: \(strandborg), due -, done 2026-01-09T10:00:00Z
              discharge-summary: \(strandborg), due 2026-01-14T23:00:00Z, ended 2026-02-08T23:00:00Z
              first-contact: \(havnerup), due 2026-01-12T23:00:00Z, ended 2026-02-08T23:00:00Z
              from 2026-01-05T08:30:00Z \(strandborg)
              from 2026-01-09T10:00:00Z \(havnerup)
            """),
        // Nobody asked for a report then; leave and discharge without admission are for somebody to look at.
        change(
            "AN_STIN", again(admitted, "cancel-admit-inpatient") { $0.status = "entered-in-error" },
            """
            stay discharged from 2026-01-07T09:00:00Z to 2026-02-08T23:00:00Z
              leave 2026-01-07T09:00:00Z to 2026-01-08T17:00:00Z
              inpatient 2026-01-08T17:00:00Z to 2026-01-09T10:00:00Z
              discharge: \(strandborg), due -, done 2026-01-09T10:00:00Z
              discharge-summary: \(strandborg), due 2026-01-14T23:00:00Z, ended 2026-02-08T23:00:00Z
              first-contact: \(havnerup), due 2026-01-12T23:00:00Z, ended 2026-02-08T23:00:00Z
              from 2026-01-07T09:00:00Z \(strandborg)
              from 2026-01-09T10:00:00Z \(havnerup)
            attention discharge-without-admission: \(havnerup)
            attention leave-without-admission: \(havnerup)
            """),
        change(
            "RE_STOR", again(left, "revise-start-leave-inpatient") { $0.leave = ("2026-01-07T12:00:00+01:00", nil) },
            """
            stay discharged from 2026-01-05T11:00:00Z to 2026-02-08T23:00:00Z
              inpatient 2026-01-05T11:00:00Z to 2026-01-07T11:00:00Z
              leave 2026-01-07T11:00:00Z to 2026-01-08T17:00:00Z
              inpatient 2026-01-08T17:00:00Z to 2026-01-09T10:00:00Z
              admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-09T10:00:00Z
              discharge: \(strandborg), due -, done 2026-01-09T10:00:00Z
              discharge-summary: \(strandborg), due 2026-01-14T23:00:00Z, ended 2026-02-08T23:00:00Z
              first-contact: \(havnerup), due 2026-01-12T23:00:00Z, ended 2026-02-08T23:00:00Z
              from 2026-01-05T11:00:00Z \(strandborg)
              from 2026-01-09T10:00:00Z \(havnerup)
            """),
        // Whoever never left cannot have come back.
        change(
            "AN_STOR", again(left, "cancel-start-leave-inpatient") { $0.status = "in-progress" },
            """
            stay discharged from 2026-01-05T11:00:00Z to 2026-02-08T23:00:00Z
              inpatient 2026-01-05T11:00:00Z to 2026-01-09T10:00:00Z
              admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-09T10:00:00Z
              discharge: \(strandborg), due -, done 2026-01-09T10:00:00Z
              discharge-summary: \(strandborg), due 2026-01-14T23:00:00Z, ended 2026-02-08T23:00:00Z
              first-contact: \(havnerup), due 2026-01-12T23:00:00Z, ended 2026-02-08T23:00:00Z
              from 2026-01-05T11:00:00Z \(strandborg)
              from 2026-01-09T10:00:00Z \(havnerup)
            attention return-without-leave: \(havnerup)
            """),
        change(
            "RE_SLOR", again(cameBack, "revise-end-leave-inpatient") { $0.leave?.end = "2026-01-08T20:00:00+01:00" },
            """
            stay discharged from 2026-01-05T11:00:00Z to 2026-02-08T23:00:00Z
              inpatient 2026-01-05T11:00:00Z to 2026-01-07T09:00:00Z
              leave 2026-01-07T09:00:00Z to 2026-01-08T19:00:00Z
              inpatient 2026-01-08T19:00:00Z to 2026-01-09T10:00:00Z
              admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-09T10:00:00Z
              discharge: \(strandborg), due -, done 2026-01-09T10:00:00Z
              discharge-summary: \(strandborg), due 2026-01-14T23:00:00Z, ended 2026-02-08T23:00:00Z
              first-contact: \(havnerup), due 2026-01-12T23:00:00Z, ended 2026-02-08T23:00:00Z
              from 2026-01-05T11:00:00Z \(strandborg)
              from 2026-01-09T10:00:00Z \(havnerup)
            """),
        // Discharged from leave: the citizen did not come back.
        change(
            "AN_SLOR", again(cameBack, "cancel-end-leave-inpatient") { $0.status = "onleave" },
            """
            stay discharged from 2026-01-05T11:00:00Z to 2026-02-08T23:00:00Z
              inpatient 2026-01-05T11:00:00Z to 2026-01-07T09:00:00Z
              leave 2026-01-07T09:00:00Z to 2026-01-09T10:00:00Z
              admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-09T10:00:00Z
              discharge: \(strandborg), due -, done 2026-01-09T10:00:00Z
              discharge-summary: \(strandborg), due 2026-01-14T23:00:00Z, ended 2026-02-08T23:00:00Z
              first-contact: \(havnerup), due 2026-01-12T23:00:00Z, ended 2026-02-08T23:00:00Z
              from 2026-01-05T11:00:00Z \(strandborg)
              from 2026-01-09T10:00:00Z \(havnerup)
            """),
        // A day earlier: all that counts from the discharge is due a day earlier too, the summary on the Tuesday.
        change(
            "RE_SLHJ", again(wentHome, "revise-discharge-inpatient-home") { $0.end = "2026-01-08T21:00:00+01:00" },
            """
            stay discharged from 2026-01-05T11:00:00Z to 2026-02-07T23:00:00Z
              inpatient 2026-01-05T11:00:00Z to 2026-01-07T09:00:00Z
              leave 2026-01-07T09:00:00Z to 2026-01-08T17:00:00Z
              inpatient 2026-01-08T17:00:00Z to 2026-01-08T20:00:00Z
              admission-report: \(havnerup), due 2026-01-06T11:00:05Z, withdrawn 2026-01-08T20:00:00Z
              discharge: \(strandborg), due -, done 2026-01-08T20:00:00Z
              discharge-summary: \(strandborg), due 2026-01-13T23:00:00Z, ended 2026-02-07T23:00:00Z
              first-contact: \(havnerup), due 2026-01-11T23:00:00Z, ended 2026-02-07T23:00:00Z
              from 2026-01-05T11:00:00Z \(strandborg)
              from 2026-01-08T20:00:00Z \(havnerup)
            """),
        change(
            "AN_SLHJ", again(wentHome, "cancel-discharge-inpatient-home") { $0.status = "in-progress" },
            """
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
        // The third cannot be told from a death taken back: the second stands, and the municipality looks.
        Scenario(
            name: "RE_STIN three times, of a citizen who lives",
            letters: sent(thirdTime[0], thirdTime[1], thirdTime[2], thirdTime[3]),
            table: """
                stay admitted from 2026-01-05T10:00:00Z to -
                  inpatient 2026-01-05T10:00:00Z to -
                  admission-report: \(havnerup), due 2026-01-06T11:00:05Z, open
                  discharge: \(strandborg), due -, planned
                  discharge-summary: \(strandborg), due -, planned
                  first-contact: \(havnerup), due -, planned
                  from 2026-01-05T10:00:00Z \(strandborg)
                attention cancels-nothing: \(havnerup)
                """),
    ]
}
