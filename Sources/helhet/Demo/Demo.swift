import Directory
import Exchange
import FHIR
import Foundation
import Journal

/// What `serve --demo` begins with: a store of its own kind, with the time that its demo has come to.
///
/// An empty store gets the citizens whose stories are written by hand (`demo/letters`), with times counted back from the start; then the towns'
/// other citizens and their day: ``DemoDay``. A store whose demo was begun before goes on where it stopped; one with other letters is left as it
/// is; one in production is refused.
struct Demo {
    let hub: Hub
    /// The hub's time when it is fixed; the demo then stands still.
    let fixed: Instant?

    /// nil when the store is not a demo's.
    func begin() async throws -> DemoDay? {
        guard !hub.configuration.production else {
            throw Problem.usage("The demo is not for a store in production. Start without --demo, or with a configuration for trying out.")
        }
        let index = try DemoIndex(folder: folder)
        if let mark = try await hub.journal.read({ try $0.setting(DemoMark.setting) }).flatMap({ DemoMark($0) }) {
            return try await day(mark, index, fixed: fixed)
        }
        var query = LetterQuery()
        query.limit = 1
        guard try await hub.journal.read({ [query] in try $0.letters(query) }).isEmpty else {
            Narration.say("The store has letters of its own; the demo leaves it as it is. Name an empty one with --store.")
            return nil
        }
        let start = fixed ?? Self.morning(before: Clock.now(), zone: hub.configuration.timeZone)
        let letters = try index.letters(at: start, zone: hub.configuration.timeZone).filter { $0.sent <= start }
        for letter in letters {
            let reception = try await hub.intake.receive(letter.bytes, at: letter.sent)
            guard reception.outcome == .accepted else {
                throw Problem.failed(
                    "A letter of the demo was not taken (\(letter.place)): \(reception.because ?? reception.outcome.rawValue)")
            }
        }
        Narration.say("The demo has \(letters.count) letters of citizens with a story. Everybody in it is invented.")
        let past = start.adding(seconds: -DemoDay.past)
        let citizens = hub.configuration.demoCitizens
        let mark = DemoMark(start: start, clock: start, lived: citizens == 0 ? start : past, citizens: citizens)
        try await hub.journal.commit(.background, at: start) { try $0.set(DemoMark.setting, mark.description) }
        return try await day(mark, index, fixed: fixed)
    }

    private func day(_ mark: DemoMark, _ index: DemoIndex, fixed: Instant?) async throws -> DemoDay {
        let all = try index.letters(at: mark.start, zone: hub.configuration.timeZone)
        let toCome = all.filter { $0.sent > mark.start && $0.sent > mark.lived }.map { letter in
            DemoLetter(at: letter.sent, source: .written(letter.bytes), key: -1, isReady: letter.isReady)
        }
        let (figure, others) = try await hub.journal.read { reader in
            (try index.figure.flatMap { try reader.citizen(named: $0) }, try index.numbers.compactMap { try reader.citizen(named: $0) })
        }
        let day = DemoDay(
            hub: hub, mark: mark, clock: DemoClock(at: fixed ?? mark.clock, day: hub.configuration.demoDay), letters: toCome,
            figure: figure, organisation: index.organisation, left: Set(others), isFixed: fixed != nil)
        // A fixed time is for looking at: everything that was, is there before anybody looks.
        if fixed != nil { try await day.fill() }
        return day
    }

    /// Half past nine on the last working day: when there is most to see.
    static func morning(before now: Instant, zone: Zone) -> Instant {
        var day = zone.day(at: now)
        while day.weekday > 5 || zone.instant(day, secondOfDay: 34_200) > now { day = day.adding(days: -1) }
        return zone.instant(day, secondOfDay: 34_200)
    }

    /// `letters` beside the configuration file.
    private var folder: String {
        for setting in hub.configuration.settings {
            guard case .file(let place) = setting.source else { continue }
            return URL(fileURLWithPath: place.file).deletingLastPathComponent().appendingPathComponent("letters").path
        }
        return "demo/letters"
    }
}

/// What a demo's store knows of its demo.
struct DemoMark: Sendable, Hashable, CustomStringConvertible {
    static let setting = "demo"

    /// Where its time began.
    var start: Instant
    /// What its clock shows at least when it goes on.
    var clock: Instant
    /// Until when letters have come in.
    var lived: Instant
    /// How many citizens each town has.
    var citizens: Int

    init(start: Instant, clock: Instant, lived: Instant, citizens: Int) {
        self.start = start
        self.clock = clock
        self.lived = lived
        self.citizens = citizens
    }

    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 4, let start = Instant(words[0]), let clock = Instant(words[1]), let lived = Instant(words[2]),
            let citizens = Int(words[3])
        else { return nil }
        self.init(start: start, clock: clock, lived: lived, citizens: citizens)
    }

    var description: String { "\(start) \(clock) \(lived) \(citizens)" }
}
