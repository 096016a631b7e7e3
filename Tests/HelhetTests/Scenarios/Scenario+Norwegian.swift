/// Stays in Norway, told by PLO letters of our own.
///
/// Local time is an hour ahead of UTC; 2 February 2026 is a Monday. The hospital's early notice is due a day after the admission, the
/// municipality's report a day after it was told of it, its answer two hours after it was told. A report is due on the day of discharge, a
/// summary seven days after it, the first contact three; each lasts to the end of its day.
extension Scenario {
    private static let fjellheim = "Fjellheim sykehus"
    private static let havvik = "Havvik kommune"

    private static let came = Fixture.MsgHead.Event(.admitted, "2026-02-02T08:40:00")
    private static let readied = Fixture.MsgHead.Event(.ready, "2026-02-05T11:50:00")
    private static let innlagt = Fixture.MsgHead(.admitted, 1, sent: "2026-02-02T08:41:10", came)
    private static let klar = Fixture.MsgHead(.ready, 2, sent: "2026-02-05T11:52:00", came, readied)
    private static let avmeldt = Fixture.MsgHead(
        .notReady, 3, sent: "2026-02-05T12:41:00", came, readied, .init(.notReady, "2026-02-05T12:40:00"))
    private static let utskrevet = Fixture.MsgHead(.discharged, 4, sent: "2026-02-07T12:05:00", .init(.discharged, "2026-02-07T12:00:00"))
    /// Its own times of the stay are a little wrong, and move nothing.
    private static let rapport = Fixture.MsgHead(
        .dischargeReport, 5, sent: "2026-02-07T13:30:00", .init(.admitted, "2026-02-02T10:00:00"), .init(.discharged, "2026-02-07T14:00:00")
    )
    private static let died = Fixture.MsgHead(.died, 6, sent: "2026-02-03T03:35:00", .init(.died, "2026-02-03T03:15:00"))
    private static let varsel = Fixture.MsgHead(
        .earlyNotice, 7, sent: "2026-02-02T14:20:00", .init(.ready, "2026-02-05T12:00:00", isEstimate: true))
    /// The ready notice again, with another time.
    private static let klarEarlier = Fixture.MsgHead(
        .ready, 9, sent: "2026-02-05T15:00:00", came, .init(.ready, "2026-02-05T09:30:00"), effect: .changed, parent: 2)

    static let ownNorwegian: [Scenario] = [
        Scenario(
            name: "Innlagt, Utskrivningsklar, Avmelding, Utskrevet, Utskrivningsrapport",
            letters: sent(innlagt, klar, avmeldt, utskrevet, rapport),
            table: """
                stay discharged from 2026-02-02T07:40:00Z to 2026-03-09T23:00:00Z
                  inpatient 2026-02-02T07:40:00Z to 2026-02-05T10:50:00Z
                  ready 2026-02-05T10:50:00Z to 2026-02-05T11:40:00Z
                  inpatient 2026-02-05T11:40:00Z to 2026-02-07T11:00:00Z
                  early-notice: \(fjellheim), due 2026-02-03T07:40:00Z, withdrawn 2026-02-07T11:00:00Z
                  admission-report: \(havvik), due 2026-02-03T07:41:10Z, withdrawn 2026-02-07T11:00:00Z
                  ready-notice: \(fjellheim), due -, done 2026-02-05T10:50:00Z
                  answer: \(havvik), due 2026-02-05T12:52:00Z, withdrawn 2026-02-05T11:40:00Z
                  discharge: \(fjellheim), due -, done 2026-02-07T11:00:00Z
                  discharge-report: \(fjellheim), due 2026-02-07T23:00:00Z, done 2026-02-07T12:30:00Z
                  discharge-summary: \(fjellheim), due 2026-02-14T23:00:00Z, ended 2026-03-09T23:00:00Z
                  first-contact: \(havvik), due 2026-02-10T23:00:00Z, ended 2026-03-09T23:00:00Z
                  from 2026-02-02T07:40:00Z \(fjellheim)
                  from 2026-02-05T10:52:00Z \(havvik)
                  from 2026-02-05T11:40:00Z \(fjellheim)
                  from 2026-02-07T11:00:00Z \(havvik)
                """),
        Scenario(
            name: "Innlagt and its cancellation", letters: sent(innlagt, innlagt.cancelled(8, sent: "2026-02-02T09:30:00")),
            table: """
                stay cancelled cancelled from 2026-02-02T07:41:10Z to -
                thread of 2
                """),
        Scenario(
            name: "Innlagt and Dødsfall", letters: sent(innlagt, died),
            table: """
                stay died from 2026-02-02T07:40:00Z to 2026-02-03T02:15:00Z
                  inpatient 2026-02-02T07:40:00Z to 2026-02-03T02:15:00Z
                  early-notice: \(fjellheim), due 2026-02-03T07:40:00Z, withdrawn 2026-02-03T02:15:00Z
                  admission-report: \(havvik), due 2026-02-03T07:41:10Z, withdrawn 2026-02-03T02:15:00Z
                  ready-notice: \(fjellheim), due -, withdrawn 2026-02-03T02:15:00Z
                  discharge: \(fjellheim), due -, withdrawn 2026-02-03T02:15:00Z
                  from 2026-02-02T07:40:00Z \(fjellheim)
                """),
        Scenario(
            name: "Innlagt, Dødsfall and its cancellation", letters: sent(innlagt, died, died.cancelled(8, sent: "2026-02-03T04:10:00")),
            table: """
                stay admitted from 2026-02-02T07:40:00Z to -
                  inpatient 2026-02-02T07:40:00Z to -
                  early-notice: \(fjellheim), due 2026-02-03T07:40:00Z, open
                  admission-report: \(havvik), due 2026-02-03T07:41:10Z, open
                  ready-notice: \(fjellheim), due -, planned
                  answer: \(havvik), due -, planned
                  discharge: \(fjellheim), due -, planned
                  discharge-report: \(fjellheim), due -, planned
                  discharge-summary: \(fjellheim), due -, planned
                  first-contact: \(havvik), due -, planned
                  from 2026-02-02T07:40:00Z \(fjellheim)
                thread of 2
                """),
        Scenario(
            name: "Dødsfall and its cancellation, outside any stay", letters: sent(died, died.cancelled(8, sent: "2026-02-03T04:10:00")),
            table: """
                thread of 2
                """),
        Scenario(
            name: "Helseopplysninger and its change",
            letters: sent(
                varsel,
                Fixture.MsgHead(
                    .updatedNotice, 8, sent: "2026-02-03T10:05:00", .init(.ready, "2026-02-06T12:00:00", isEstimate: true),
                    effect: .changed,
                    parent: 7)),
            table: """
                stay admitted from 2026-02-02T13:20:00Z to -
                  early-notice: \(fjellheim), due -, done 2026-02-02T13:20:00Z
                  admission-report: \(havvik), due -, planned
                  ready-notice: \(fjellheim), due -, planned for 2026-02-06T11:00:00Z
                  answer: \(havvik), due -, planned for 2026-02-06T13:00:00Z
                  discharge: \(fjellheim), due -, planned for 2026-02-06T11:00:00Z
                  discharge-report: \(fjellheim), due -, planned for 2026-02-06T23:00:00Z
                  discharge-summary: \(fjellheim), due -, planned for 2026-02-13T23:00:00Z
                  first-contact: \(havvik), due -, planned for 2026-02-09T23:00:00Z
                  from 2026-02-02T13:20:00Z \(fjellheim)
                thread of 2
                """),
        // The municipality was told shortly before noon, however early the hospital says afterwards that it was.
        Scenario(
            name: "Innlagt, Utskrivningsklar and its change", letters: sent(innlagt, klar, klarEarlier),
            table: """
                stay admitted from 2026-02-02T07:40:00Z to -
                  inpatient 2026-02-02T07:40:00Z to 2026-02-05T08:30:00Z
                  ready 2026-02-05T08:30:00Z to -
                  early-notice: \(fjellheim), due 2026-02-03T07:40:00Z, open
                  admission-report: \(havvik), due 2026-02-03T07:41:10Z, open
                  ready-notice: \(fjellheim), due -, done 2026-02-05T08:30:00Z
                  answer: \(havvik), due 2026-02-05T12:52:00Z, open
                  discharge: \(fjellheim), due -, planned
                  discharge-report: \(fjellheim), due -, planned
                  discharge-summary: \(fjellheim), due -, planned
                  first-contact: \(havvik), due -, planned
                  from 2026-02-02T07:40:00Z \(fjellheim)
                  from 2026-02-05T10:52:00Z \(havvik)
                thread of 2
                """),
    ]
}
