import Directory
import Exchange
import FHIR
import Journal
import Testing

/// Letters written by hand: what one party says to another of a citizen that nobody can be.
enum Course {
    /// A synthetic national number (month + 80), which no page may show in an address or a title.
    static let number = "14834110130"
    static let other = "05835210067"

    static let hospital = Party(
        name: "Vestnes sykehus", addresses: [Address(scheme: .her, value: "59")],
        unit: .init(name: "Vestnes sykehus, medisinsk post 3", addresses: []))
    static let municipality = Party(name: "Fjordby kommune", addresses: [Address(scheme: .her, value: "60")])
    static let practice = Party(name: "Storgata legesenter", addresses: [Address(scheme: .her, value: "61")])
    static let danishHospital = Party(name: "Granby Sygehus", addresses: [Address(scheme: .sor, value: "900000000000001")])
    static let danishMunicipality = Party(name: "Elvby Kommune", addresses: [Address(scheme: .sor, value: "900000000000002")])

    static func citizen(_ numbers: [String] = [number], given: String? = "Rolig", family: String? = "Granskog") -> Citizen {
        var citizen = Citizen(identifiers: numbers.compactMap { CitizenNumber(norwegian: $0)?.identifier })
        #expect(citizen.identifiers.count == numbers.count)
        citizen.given = given
        citizen.family = family
        citizen.born = Day("1941-03-14")
        citizen.gender = "female"
        citizen.address = "Bakkevegen 7, 5899 Fjordby"
        return citizen
    }

    /// A letter that says one thing that happened at a local time; `of` nobody is about no citizen.
    static func letter(
        _ type: String, _ kind: Fact.Kind, at: String, from: Party = hospital, to: Party = municipality, of citizen: Citizen? = citizen(),
        id: String? = nil, effect: Statement.Effect = .states, isEstimate: Bool = false, details: [String: String] = [:],
        _ change: (inout Letter) -> Void = { _ in }
    ) -> Letter {
        let standard: Standard = from.address.scheme == .sor ? .medcom : .kith
        let id = id ?? "\(type)-\(at)-\(citizen?.identifiers.first?.value.suffix(3) ?? "0")"
        guard let moment = Moment(at, zone: standard.zone) else {
            Issue.record("\(at) is no time")
            return letter(type, kind, at: "2026-01-01T00:00:00", from: from, to: to)
        }
        var letter = Letter(
            standard: standard, type: LetterType(type), id: id, sender: from, receivers: [Receiver(party: to)], sent: moment,
            asksReceipt: .always, digest: ContentHash.of(Array("\(id) \(kind) \(effect) \(at)".utf8)))
        letter.citizen = citizen
        letter.statements = [Statement(kind, effect, at: moment, isEstimate: isEstimate, details: details)]
        change(&letter)
        return letter
    }

    static let admitted = letter("LOG_INNLAGT", .admitted, at: "2026-02-02T08:40:00")
    static let earlyNotice = letter("HELSEOPPL_SOKNAD", .earlyNotice, at: "2026-02-02T15:00:00")
    static let report = letter(
        "INNLEGGELSESRAPPORT", .admissionReport, at: "2026-02-02T10:10:00", from: municipality, to: hospital)
    static let ready = letter("LOG_UTSKRIVNINGSKLAR", .readyForDischarge, at: "2026-02-05T11:50:00")
    static let yes = letter(
        "DIALOG_SVAR", .answered, at: "2026-02-05T13:00:00", from: municipality, to: hospital, details: ["answer": "yes"])
    static let discharged = letter("LOG_UTSKREVET", .discharged, at: "2026-02-06T12:00:00")

    /// Admitted on Monday, ready on Thursday at 11.50: the municipality owes its answer by 13.50.
    static let upToReady = [admitted, report, earlyNotice, ready]

    /// Back from a leave that nobody told of.
    static let contradiction = letter("SLOR", .backFromLeave, at: "2026-02-04T10:00:00")

    /// A third citizen, of whom the letters say no name.
    static let danishOfAnother = letter(
        "STIN", .admitted, at: "2026-02-04T09:15:00", from: danishHospital, to: danishMunicipality,
        of: citizen(["21836015026"], given: nil, family: nil), details: ["asksReport": "yes"])

    /// A Danish stay of another citizen.
    static let danish = letter(
        "STIN", .admitted, at: "2026-02-04T09:15:00", from: danishHospital, to: danishMunicipality,
        of: citizen([other], given: "Stille", family: "Lyngmo"), details: ["asksReport": "yes"]
    ) { $0.episodes = ["11111111-1111-4111-8111-111111111111"] }
}
