public import FHIR

/// Letters of every family that the hub reads, one after another, each of a citizen of its own.
///
/// Letter `n` is the same bytes in every run. Senders and receivers are the demo's (`demo/organisations.csv`). Of twenty letters
/// eleven are Danish; receipts have no citizen, all others do.
public struct Letters: Sendable {
    /// The hub's clock while the letters come in; what they tell of happened in the three hours before.
    public static let now = Instant(seconds: 1_772_352_000)

    /// One letter of each kind for every twenty.
    private static let kinds: [@Sendable (Part) -> String] = [
        { Danish.admitted($0) }, { Norwegian.admitted($0) }, { Danish.message($0) }, { Norwegian.ready($0) }, { Danish.acute($0) },
        { Norwegian.discharged($0) }, { Danish.discharged($0) }, { Norwegian.information($0) }, { Danish.admitted($0) },
        { Norwegian.summary($0) }, { Danish.leave($0) }, { Norwegian.dialogue($0) }, { Danish.message($0) }, { Norwegian.referral($0) },
        { Danish.died($0) }, { Norwegian.ready($0) }, { Danish.discharged($0) }, { Norwegian.receipt($0) }, { Danish.admitted($0) },
        { Danish.receipt($0) },
    ]

    public init() {}

    /// The bytes of letter `number`, from 0 on.
    public func letter(_ number: Int) -> [UInt8] { Array(Self.kinds[number % Self.kinds.count](Part(number)).utf8) }

    /// The admission of a citizen in Norway: two deadlines follow from it.
    public func admission(_ number: Int) -> [UInt8] { Array(Norwegian.admitted(Part(number)).utf8) }

    /// What arrives as message `number`: the ninth of each ten comes again as the tenth.
    public func arrival(_ number: Int) -> [UInt8] {
        let (ten, place) = number.quotientAndRemainder(dividingBy: 10)
        return letter(ten * 9 + min(place, 8))
    }

    /// How many different letters the first `count` messages hold.
    public static func distinct(in count: Int) -> Int { count / 10 * 9 + min(count % 10, 9) }

    /// The number by which the citizen of a course is known.
    public static func citizen(ofCourse citizen: Int) -> Identifier {
        let number =
            citizen % 2 == 0
            ? CitizenNumber(danish: Numbers.danish(900_000 + citizen)) : CitizenNumber(norwegian: Numbers.norwegian(900_000 + citizen))
        return number?.identifier ?? Identifier(system: "", value: "")
    }

    /// Letters of one citizen, in the order in which things happen: a stay that is told of in full.
    public func course(_ citizen: Int) -> [[UInt8]] {
        let steps: [@Sendable (Part) -> String] =
            citizen % 2 == 0
            ? [{ Danish.admitted($0) }, { Danish.leave($0) }, { Danish.message($0) }, { Danish.discharged($0) }]
            : [
                { Norwegian.admitted($0) }, { Norwegian.information($0) }, { Norwegian.ready($0) }, { Norwegian.dialogue($0) },
                { Norwegian.discharged($0) }, { Norwegian.summary($0) },
            ]
        return steps.enumerated().map { step, write in
            var part = Part(900_000 + citizen)
            part.id = "course-\(citizen)-\(step)"
            return Array(write(part).utf8)
        }
    }
}

/// What makes one letter differ from the next.
struct Part: Sendable {
    var number: Int
    var id: String

    init(_ number: Int) {
        self.number = number
        id = "letter-\(number)"
    }

    var family: String { ["Fjellprøve", "Sundtest", "Oppdiktsen", "Prøvdal", "Læsøtest"][number % 5] }
    var given: String { ["Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta"][number % 7] }

    /// A local time so long before ``Letters/now``, by a clock of UTC+1: in units of three seconds, so that no deadline has passed by then.
    func time(_ unitsBefore: Int) -> String {
        let instant = Letters.now.adding(seconds: 3600 - Int64(unitsBefore + number % 600) * 3)
        return String(instant.description.dropLast())
    }

    func uuid(_ salt: Int) -> String {
        let text = String(1_000_000_000_000 + number * 16 + salt)
        return "00000000-0000-4000-8000-\(text.dropFirst())"
    }
}
