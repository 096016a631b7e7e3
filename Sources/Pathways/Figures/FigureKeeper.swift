public import FHIR
public import Journal

/// Keeps what figures are counted from beside a journal: everybody's plan is read once, then those that changed, by the feed.
///
/// Nothing of it is stored and nothing is written for it: whoever asks pays, by as many citizens as changed since somebody asked last. The
/// first time that is everybody, so it goes in parts: each ``catchUp(limit:)`` takes some, and says whether some are left.
public actor FigureKeeper {
    private let journal: any Journal
    private var tally = FigureTally()
    private var place = Place.nowhere
    /// Citizens whose plans have been read since the beginning.
    private var read = 0

    private enum Place: Equatable {
        case nowhere
        /// Going through all citizens; what the feed says after `feed` comes later.
        case walking(after: SubjectID?, feed: Int64)
        case following(feed: Int64)
    }

    /// How far the counting has come.
    public struct Progress: Sendable, Hashable {
        /// Whether everybody is counted who was there when it was asked.
        public var isWhole: Bool
        public var citizens: Int

        public init(isWhole: Bool, citizens: Int) {
            self.isWhole = isWhole
            self.citizens = citizens
        }
    }

    /// What one citizen adds, read in a view of the journal.
    private struct Reading: Sendable {
        var subject: SubjectID
        var plan: Plan?
        var deviations: [Deviation] = []
    }

    /// Citizens in one view of the journal: no view is held for long.
    private static let batch = 250

    public init(journal: any Journal) { self.journal = journal }

    /// Takes in what changed, of about so many citizens.
    @discardableResult
    public func catchUp(limit: Int = 20_000) async throws -> Progress {
        var left = limit
        while left > 0 {
            let before = place
            switch before {
            case .nowhere:
                let feed = try await journal.read { try $0.lastFeedNumber() }
                if place == before { place = .walking(after: nil, feed: feed) }
            case .walking(let last, let feed):
                let readings = try await journal.read { reader in
                    try reader.roots(after: last, limit: Self.batch).map { try Self.reading($0, reader) }
                }
                left -= readings.count
                take(
                    readings, from: before, to: readings.last.map { Place.walking(after: $0.subject, feed: feed) } ?? .following(feed: feed)
                )
            case .following(let feed):
                let (readings, next, hasErased) = try await journal.read { try Self.changed(after: feed, $0) }
                guard next > feed else { return Progress(isWhole: true, citizens: read) }
                guard !hasErased else {
                    forget(from: before)
                    continue
                }
                left -= max(1, readings.count)
                take(readings, from: before, to: .following(feed: next))
            }
        }
        return Progress(isWhole: false, citizens: read)
    }

    /// Every pathway that somebody has had a run of, by id.
    public var pathways: [String] { tally.tables.filter { !$0.value.shares.isEmpty }.keys.sorted() }

    /// What came of a pathway, as far as has been taken in.
    public func figures(_ question: FigureQuestion, library: PathwayLibrary, at now: Instant) -> PathwayFigures {
        tally.figures(question, library: library, at: now)
    }

    /// Who is behind a figure: as many as its number, over all pages.
    public func members(
        of figure: Figure, _ question: FigureQuestion, library: PathwayLibrary, at now: Instant, after last: FigureMember?, limit: Int
    ) -> [FigureMember] {
        tally.members(of: figure, question, library: library, at: now, after: last, limit: limit)
    }

    /// Nothing when somebody else was faster: they have taken the same.
    private func take(_ readings: [Reading], from: Place, to: Place) {
        guard place == from else { return }
        place = to
        for reading in readings { tally.set(reading.subject, reading.plan, reading.deviations) }
        if case .walking = from { read += readings.count }
    }

    /// Begins anew: a reason that was erased must not stay in memory either.
    private func forget(from: Place) {
        guard place == from else { return }
        (tally, place, read) = (FigureTally(), .nowhere, 0)
    }

    private static func reading(_ root: SubjectID, _ reader: any JournalReader) throws -> Reading {
        guard let plan = try reader.plan(of: root).flatMap({ Plan(json: $0.plan) }), !plan.runs.isEmpty else {
            return Reading(subject: root)
        }
        return Reading(subject: root, plan: plan, deviations: plan.deviations(try reader.history(of: root).facts))
    }

    /// Those whose plan may be another since a line of the feed; several identities of one citizen each stand for themselves, and all but
    /// the root have no plan.
    private static func changed(
        after feed: Int64, _ reader: any JournalReader
    ) throws -> (readings: [Reading], next: Int64, hasErased: Bool) {
        var subjects: Set<SubjectID> = []
        var hasErased = false
        var next = feed
        while subjects.count < batch {
            let events = try reader.feed(after: next, limit: 1_000)
            for event in events {
                next = event.number
                switch event.kind {
                case .plan, .identity: if let subject = event.subject { subjects.insert(subject) }
                // What a rule of retention takes is nobody's.
                case .erasure: hasErased = hasErased || event.subject != nil
                case .letter, .resource, .timer, .outbox: break
                }
            }
            if events.count < 1_000 { break }
        }
        return (hasErased ? [] : try subjects.sorted().map { try reading($0, reader) }, next, hasErased)
    }
}
