import Exchange

extension Scenario {
    private static let hospital = "Hjerteafdelingen på Herlev og Gentofte hospital"
    private static let municipality = "Plejecenter Herlev"
    private static let trust = "ST OLAVS HOSPITAL HF"
    private static let alvdal = "Alvdal Kommune"

    static let shared: [Scenario] = danish + conversations + norwegian

    /// Local time is an hour ahead of UTC. A Danish summary is due three working days after discharge, the first contact three days; each
    /// lasts to the end of its day.
    private static let danish = [
        Scenario(
            name: "STIN_H SLHJ_H", letters: notification("STIN_H", "SLHJ_H"),
            table: """
                stay discharged from 2023-03-01T11:00:00Z to 2023-04-06T22:00:00Z
                  inpatient 2023-03-01T11:00:00Z to 2023-03-07T08:45:30Z
                  admission-report: \(municipality), due 2023-03-02T11:00:02Z, withdrawn 2023-03-07T08:45:30Z
                  discharge: \(hospital), due -, done 2023-03-07T08:45:30Z
                  discharge-summary: \(hospital), due 2023-03-10T23:00:00Z, ended 2023-04-06T22:00:00Z
                  first-contact: \(municipality), due 2023-03-10T23:00:00Z, ended 2023-04-06T22:00:00Z
                  from 2023-03-01T11:00:00Z \(hospital)
                  from 2023-03-07T08:45:30Z \(municipality)
                """),
        Scenario(
            name: "STIN_G STOR_G SLOR_G", letters: notification("STIN_G", "STOR_G", "SLOR_G"),
            table: """
                stay admitted from 2023-03-01T11:00:00Z to -
                  inpatient 2023-03-01T11:00:00Z to 2023-03-03T13:00:10Z
                  leave 2023-03-03T13:00:10Z to 2023-03-05T14:30:00Z
                  inpatient 2023-03-05T14:30:00Z to -
                  admission-report: \(municipality), due 2023-03-02T11:00:02Z, open
                  discharge: \(hospital), due -, planned
                  discharge-summary: \(hospital), due -, planned
                  first-contact: \(municipality), due -, planned
                  from 2023-03-01T11:00:00Z \(hospital)
                """),
        Scenario(
            name: "STIN_I STOR_I SLHJ_I", letters: notification("STIN_I", "STOR_I", "SLHJ_I"),
            table: """
                stay discharged from 2023-03-01T11:00:00Z to 2023-04-03T22:00:00Z
                  inpatient 2023-03-01T11:00:00Z to 2023-03-03T13:00:10Z
                  leave 2023-03-03T13:00:10Z to 2023-03-04T15:00:00Z
                  admission-report: \(municipality), due 2023-03-02T11:00:02Z, withdrawn 2023-03-04T15:00:00Z
                  discharge: \(hospital), due -, done 2023-03-04T15:00:00Z
                  discharge-summary: \(hospital), due 2023-03-08T23:00:00Z, ended 2023-04-03T22:00:00Z
                  first-contact: \(municipality), due 2023-03-07T23:00:00Z, ended 2023-04-03T22:00:00Z
                  from 2023-03-01T11:00:00Z \(hospital)
                  from 2023-03-04T15:00:00Z \(municipality)
                """),
        Scenario(
            name: "STAA_E STIN_E", letters: notification("STAA_E", "STIN_E"),
            table: """
                stay admitted from 2023-02-28T09:00:04Z to -
                  acute 2023-02-28T09:00:04Z to 2023-03-01T14:00:00Z
                  inpatient 2023-03-01T14:00:00Z to -
                  admission-report: \(municipality), due 2023-03-01T09:00:06Z, open
                  discharge: \(hospital), due -, planned
                  discharge-summary: \(hospital), due -, planned
                  first-contact: \(municipality), due -, planned
                  from 2023-02-28T09:00:04Z \(hospital)
                """),
        Scenario(
            name: "STIN_B1 STIN_B2", letters: notification("STIN_B1", "STIN_B2"),
            table: """
                stay admitted from 2023-03-01T11:00:00Z to -
                  inpatient 2023-03-01T11:00:00Z to -
                  admission-report: \(municipality), due 2023-03-02T11:00:02Z, open
                  discharge: SHS Ældresygdomme, due -, planned
                  discharge-summary: SHS Ældresygdomme, due -, planned
                  first-contact: \(municipality), due -, planned
                  from 2023-03-01T11:00:00Z \(hospital)
                  from 2023-03-01T19:35:00Z SHS Ældresygdomme
                """),
        Scenario(
            name: "STIN_N AN_STIN_N", letters: notification("STIN_N", "AN_STIN_N"),
            table: """
                stay cancelled cancelled from 2023-03-01T11:00:02Z to -
                """),
        Scenario(
            name: "MORS_J", letters: notification("MORS_J"),
            table: """
                stay died from 2023-03-01T11:00:00Z to 2023-03-01T11:00:00Z
                """),
    ]

    private static let conversations = [
        Scenario(
            name: "CareCommunication E F",
            letters: communication(
                "E-new-parallel-c1edf6f3-2554-4b72-b58b-0f030ee555ba.json",
                "F-new-parallel-0e2864ad-a6a1-4e84-a9dc-aeacee63f981.xml"),
            table: """
                thread of 2
                """),
        Scenario(
            name: "CareCommunication H I",
            letters: communication(
                "H-3e047a9d-c86a-4828-b686-6a80403df5eb.xml",
                "I-reply-order-7c5a0cc0-f0f8-4a2e-9de9-d9293598bf94.json"),
            table: """
                thread of 2
                """),
        Scenario(
            name: "CareCommunication K L",
            letters: communication(
                "K-dublicate-5de12884-eae7-4fd3-ba4a-d8b56be4baff.json",
                "L-dublicate-fa97e431-332f-4605-ad37-c259dc2b8637.xml"), duplicates: 1,
            table: """
                thread of 1
                """),
        Scenario(
            name: "CareCommunication M N",
            letters: communication(
                "M-dublicate-inv-260a3cc1-38eb-454a-a57b-9e32eabb54a3.json",
                "N-dublicate-inv-260f76f2-d986-4ba1-8049-2369b1b164ce.xml"), duplicates: 1, outcome: .refused,
            table: ""),
    ]

    /// The change of the Helseopplysninger expects discharge on 18 January, a day without a clock: what follows counts from its beginning.
    /// Utskrivningsklar, Avmelding and Utskrevet name a day only: they count from when they were sent on it. The discharge report comes a day
    /// late.
    private static let norwegian = [
        Scenario(
            name: "Helseopplysninger and its change",
            letters: logistics(
                "Helseopplysninger_Varsel_om_innlagt_pasient_v1-6_Ny",
                "Helseopplysninger_Oppdaterte_opplysninger_v1-6_Endring1"),
            table: """
                stay admitted from 2018-01-10T09:32:43Z to -
                  early-notice: \(trust), due -, done 2018-01-10T09:32:43Z
                  admission-report: \(alvdal), due -, planned
                  ready-notice: \(trust), due -, planned for 2018-01-17T23:00:00Z
                  answer: \(alvdal), due -, planned for 2018-01-18T01:00:00Z
                  discharge: \(trust), due -, planned for 2018-01-17T23:00:00Z
                  discharge-report: \(trust), due -, planned for 2018-01-18T23:00:00Z
                  discharge-summary: \(trust), due -, planned for 2018-01-25T23:00:00Z
                  first-contact: \(alvdal), due -, planned for 2018-01-21T23:00:00Z
                  from 2018-01-10T09:32:43Z \(trust)
                thread of 2
                """),
        Scenario(
            name: "a Norwegian stay",
            letters: logistics(
                "Pasientlogistikk_Innlagt_pasient_v1-6_Ny",
                "Pasientlogistikk_Utskrivningsklar_pasient_v1-6_Ny",
                "Pasientlogistikk_Avmelding_av_utskrivningsklar_pasient_v1-6_Ny",
                "Pasientlogistikk_Melding_om_utskrevet_pasient_v1-6_Ny",
                "Utskrivningsrapport_v1-6_Ny"),
            table: """
                stay discharged from 2018-01-29T09:00:00Z to 2018-03-03T23:00:00Z
                  inpatient 2018-01-29T09:00:00Z to 2018-01-31T09:20:11Z
                  ready 2018-01-31T09:20:11Z to 2018-01-31T16:12:31Z
                  inpatient 2018-01-31T16:12:31Z to 2018-02-01T10:20:13Z
                  early-notice: \(trust), due 2018-01-30T09:00:00Z, withdrawn 2018-02-01T10:20:13Z
                  admission-report: \(alvdal), due 2018-01-30T09:11:54Z, withdrawn 2018-02-01T10:20:13Z
                  ready-notice: \(trust), due -, done 2018-01-31T09:20:11Z
                  answer: \(alvdal), due 2018-01-31T11:20:11Z, withdrawn 2018-01-31T16:12:31Z
                  discharge: \(trust), due -, done 2018-02-01T10:20:13Z
                  discharge-report: \(trust), due 2018-02-01T23:00:00Z, done 2018-02-02T14:40:23Z
                  discharge-summary: \(trust), due 2018-02-08T23:00:00Z, ended 2018-03-03T23:00:00Z
                  first-contact: \(alvdal), due 2018-02-04T23:00:00Z, ended 2018-03-03T23:00:00Z
                  from 2018-01-29T09:00:00Z \(trust)
                  from 2018-01-31T09:20:11Z \(alvdal)
                  from 2018-01-31T16:12:31Z \(trust)
                  from 2018-02-01T10:20:13Z \(alvdal)
                """),
        Scenario(
            name: "Innlagt and its cancellation",
            letters: logistics(
                "Pasientlogistikk_Innlagt_pasient_v1-6_Ny",
                "Pasientlogistikk_Innlagt_pasient_v1-6_Kansellering"),
            table: """
                stay cancelled cancelled from 2018-01-29T09:11:54Z to -
                thread of 2
                """),
        Scenario(
            name: "a death and its cancellation",
            letters: logistics(
                "Pasientlogistikk_Orientering_om_dodsfall_v1-6_Ny",
                "Pasientlogistikk_Orientering_om_dodsfall_v1-6_Kansellering"),
            table: """
                thread of 2
                """),
    ]
}
