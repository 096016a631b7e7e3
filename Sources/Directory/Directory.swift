/// Who there is, where they are reached, what they belong to and what the hub is for them, at any instant.
///
/// An immutable value: `learning(_:)` and ``read(_:merging:unknownParties:letterTypes:)`` give new ones. What the files say is checked when it is
/// read, so every value that exists has no cycles, no address with two holders at one time and no unknown parents.
///
/// ```swift
/// let directory = try Directory.read([SourceFile(name: "organisations.csv", text: text)])
/// directory.organisation(at: Address(scheme: .her, value: "990000101"), on: now)?.name   // "Hjemmesykepleien Nord"
/// directory.enterprise(of: OrganisationID("fjordby-home-care"), on: now)  // fjordby
/// ```
public struct Directory: Sendable {
    let register: Register
    var learned: Layers<OrganisationID, LearnedParty>
    /// How many times something was learned.
    var version = 0
    /// What this directory says and no other: two values with one edition give the same answers to every question.
    public internal(set) var edition = Edition()

    /// Known by itself alone.
    public final class Edition: Sendable {
        init() {}
    }
    /// What ``learning(_:)`` does with somebody whom no file names.
    public let unknownParties: UnknownParties

    init(register: Register, learned: Layers<OrganisationID, LearnedParty> = Layers(), unknownParties: UnknownParties) {
        self.register = register
        self.learned = learned
        self.unknownParties = unknownParties
    }

    /// An empty directory, which learns everybody or nobody.
    public init(unknownParties: UnknownParties = .learn) {
        self.init(register: Register(), unknownParties: unknownParties)
    }

    /// A directory from values, checked as files are; a mistake's line is the place in the list, from 1.
    public init(
        organisations: [Organisation], parts: [PartRule] = [], unknownParties: UnknownParties = .learn
    ) throws(Mistakes) {
        var entries = Entries()
        entries.organisations = organisations.enumerated().map {
            Entry(value: $0.element, place: Place(file: "organisations", line: $0.offset + 1))
        }
        entries.parts = parts.enumerated().map { Entry(value: $0.element, place: Place(file: "parts", line: $0.offset + 1)) }
        try entries.check()
        self.init(register: Register(entries), unknownParties: unknownParties)
    }

    /// Every dated value of every organisation in the files, sorted by id and first day.
    public var organisations: [Organisation] { register.all }

    /// Every rule about the hub's part in the files, sorted by subject, letter type and first day.
    public var parts: [PartRule] { register.rules }

    /// Everybody learned, sorted by address.
    public var learnedParties: [LearnedParty] { learned.merged.values.sorted { $0.address < $1.address } }
}

extension Directory: Equatable {
    /// Equal when files, learned parties and policy are, however they came together.
    public static func == (a: Directory, b: Directory) -> Bool {
        a.unknownParties == b.unknownParties && a.register.all == b.register.all && a.register.rules == b.register.rules
            && a.learned.merged == b.learned.merged
    }
}
