import Directory
import FHIR
import Journal
import Testing

@testable import Pathways

@Suite("Figures: what came of pathways, in numbers") struct FigureTests {
    static let courses = [
        OutcomeTests.made(["one": "2026-02-05", "two": "2026-02-07", "three": "2026-02-10", "four": "2026-03-01"]),
        OutcomeTests.made(["one": "2026-02-05", "two": "2026-02-10", "three": "2026-02-12", "four": "2026-03-01"]),
        OutcomeTests.made(["one": "2026-02-09", "two": "2026-02-12", "three": "2026-02-12"]),
        OutcomeTests.made(["one": "2026-02-05"], skipped: ["two"]),
    ]

    static var library: PathwayLibrary { courses[0].library }

    /// Each course as another citizen.
    static func plans() throws -> [Plan] {
        try courses.enumerated().map { index, course in
            var plan = try course.plan()
            plan.subject = SubjectID(Int64(index + 1))
            return plan
        }
    }

    static func tally() throws -> FigureTally {
        var tally = FigureTally()
        for (plan, course) in zip(try plans(), courses) { tally.set(plan.subject, plan, plan.deviations(course.history().facts)) }
        return tally
    }

    static let times = [
        "2026-02-01T00:00:00", "2026-02-04T12:00:00", "2026-02-07T23:00:00", "2026-02-11T12:00:00", "2026-03-20T12:00:00",
        "2026-04-01T12:00:00",
    ]

    @Test("A4.6: count what the lists of outcomes count, at any time, and each number leads to as many citizens", arguments: times)
    func likeOutcomes(_ time: String) throws {
        let (tally, now) = (try Self.tally(), Self.courses[0].instant(time))
        let plans = try Self.plans()
        let outcomes = Outcomes(plans, library: Self.library, at: now)
        for pathway in ["home", "hospital-stay"] {
            let question = FigureQuestion(pathway: pathway)
            let figures = tally.figures(question, library: Self.library, at: now)
            for line in figures.steps {
                let lists = outcomes.lines.filter { $0.pathway == pathway && $0.step == line.step }
                for figure in StepFigure.allCases {
                    #expect(line.all[figure] == lists.reduce(0) { $0 + $1[figure].count }, "\(line.step) \(figure)")
                    for own in line.organisations {
                        let list = lists.first { $0.organisation == own.organisation }?[figure] ?? []
                        #expect(own.counts[figure] == list.count)
                        let asked = Figure.step(line.step, figure, own.organisation)
                        let members = tally.members(of: asked, question, library: Self.library, at: now, after: nil, limit: 100)
                        let led = members.compactMap { member -> String? in
                            guard let plan = plans.first(where: { $0.subject == member.citizen }), let place = member.step else {
                                return nil
                            }
                            return "\(member.citizen) \(plan.runs[member.run].steps[place].key)"
                        }
                        #expect(led.sorted() == list.map { "\($0.citizen) \($0.step)" }.sorted())
                    }
                }
                let late = lists.flatMap { $0.late + $0.overdue }.map(\.lateBy).sorted()
                #expect(line.all.medianLate == (late.isEmpty ? nil : late[(late.count - 1) / 2]))
                #expect(line.all.due == lists.reduce(0) { $0 + $1.due.count })
            }
            #expect(outcomes.lines.filter { $0.pathway == pathway }.allSatisfy { line in figures.steps.contains { $0.step == line.step } })
            for (own, list) in zip(figures.adherence, outcomes.adherence.filter { $0.pathway == pathway }) {
                #expect(own.name == list.name && own.met == list.met.count && own.all == list.all.count)
                for (isMet, members) in [(true, list.met), (false, list.all)] {
                    let led = tally.members(
                        of: .adherence(own.name, isMet: isMet), question, library: Self.library, at: now, after: nil, limit: 100)
                    #expect(led.map(\.citizen).sorted() == members.map(\.citizen).sorted())
                }
            }
        }
    }

    @Test("A4.6: have every step of the definition in its order, also those that nobody has come to") func steps() throws {
        let figures = try Self.tally().figures(
            FigureQuestion(pathway: "home"), library: Self.library, at: Self.courses[0].instant("2026-04-01T12:00:00"))
        #expect(figures.steps.map(\.step) == ["one", "two", "three", "four"])
        #expect(figures.runs == 4 && figures.citizens == 4 && figures.running == 4)
        let none = FigureTally().figures(FigureQuestion(pathway: "home"), library: Self.library, at: Instant(seconds: 0))
        #expect(none.steps.map(\.step) == ["one", "two", "three", "four"] && none.steps.allSatisfy(\.all.isEmpty))
        #expect(none.adherence.map(\.all) == [0] && none.runs == 0)
    }

    struct Late: Sendable {
        var seconds: [Int64]
        var median: Int64?
        var ninetieth: Int64?
    }

    static let ranks = [
        Late(seconds: [], median: nil, ninetieth: nil), Late(seconds: [7], median: 7, ninetieth: 7),
        Late(seconds: [9, 1], median: 1, ninetieth: 9), Late(seconds: [3, 1, 2], median: 2, ninetieth: 3),
        Late(seconds: Array(1...10), median: 5, ninetieth: 9), Late(seconds: Array((1...100).reversed()), median: 50, ninetieth: 90),
    ]

    @Test("say how late by the nearest rank", arguments: ranks.indices) func late(_ place: Int) {
        let row = Self.ranks[place]
        var counts = PathwayFigures.Counts()
        counts.tell(late: row.seconds)
        #expect(counts.medianLate == row.median && counts.ninetiethLate == row.ninetieth)
    }

    @Test("A1.3: count deviations by step, kind and reason, as many as the acts on record, and say whose a lone reason is")
    func deviations()
        throws
    {
        var made = OutcomeTests.made([:], skipped: ["two"])
        made = made.does(.skipped(step: "1.home/three"), text: "  Moved   AWAY ", at: "2026-02-07T12:00:00")
        made = made.does(.paused(what: "1.home", until: nil), text: "on holiday", at: "2026-02-08T12:00:00")
        var tally = FigureTally()
        for number in 1...2 {
            var course = made
            if number == 2 { course = course.does(.skipped(step: "1.home/four"), text: "fell ill", at: "2026-02-09T12:00:00") }
            var plan = try course.plan()
            plan.subject = SubjectID(Int64(number))
            tally.set(plan.subject, plan, plan.deviations(course.history().facts))
        }
        let now = made.instant("2026-02-20T12:00:00")
        let question = FigureQuestion(pathway: "home")
        let figures = tally.figures(question, library: made.library, at: now)
        func lines(_ step: String) -> [String] {
            figures.steps.first { $0.step == step }?.deviations.map {
                "\($0.count) \($0.kind.rawValue) \($0.reason) \($0.only?.description ?? "")"
            }
                ?? []
        }
        #expect(lines("one") == [])
        #expect(lines("two") == ["2 skipped moved away "] && lines("three") == ["2 skipped moved away "])
        #expect(lines("four") == ["1 skipped fell ill 2"])
        #expect(figures.deviations.map(\.count) == [2] && figures.deviations.map(\.kind) == [.paused])
        #expect(figures.alone == [SubjectID(2)])
        let all = figures.steps.flatMap(\.deviations) + figures.deviations
        #expect(all.reduce(0) { $0 + $1.count } == 7)
        for step in figures.steps {
            for line in step.deviations {
                let members = tally.members(
                    of: .deviations(step.step, line.kind, reasonKey: line.reasonKey), question, library: made.library, at: now, after: nil,
                    limit: 100)
                #expect(members.count == line.count && members.allSatisfy { $0.fact != nil })
            }
        }
        #expect(
            tally.members(of: .deviations(nil, nil, reasonKey: nil), question, library: made.library, at: now, after: nil, limit: 9).count
                == 2)
    }

    @Test("are of the runs that began in a time, and of one version") func narrowed() throws {
        let (tally, now) = (try Self.tally(), Self.courses[0].instant("2026-04-01T12:00:00"))
        func runs(_ version: String? = nil, from: String? = nil, until: String? = nil) -> Int {
            let question = FigureQuestion(
                pathway: "home", version: version, from: from.map(Self.courses[0].instant), until: until.map(Self.courses[0].instant))
            let figures = tally.figures(question, library: Self.library, at: now)
            #expect(
                tally.members(of: .runs(isRunning: false), question, library: Self.library, at: now, after: nil, limit: 99).count
                    == figures.runs)
            #expect(figures.versions == ["1"])
            return figures.runs
        }
        #expect(runs() == 4 && runs("1") == 4 && runs("2") == 0)
        #expect(runs(from: "2026-02-05T12:00:00") == 4 && runs(from: "2026-02-05T12:00:01") == 0)
        #expect(runs(until: "2026-02-05T12:00:00") == 0 && runs(until: "2026-02-05T12:00:01") == 4)
    }

    @Test("lead to citizens page by page, without repeating or leaving out any") func pages() throws {
        let (tally, now) = (try Self.tally(), Self.courses[0].instant("2026-04-01T12:00:00"))
        let question = FigureQuestion(pathway: "home")
        for figure in [
            Figure.step("two", nil, nil), .step("two", .late, nil), .runs(isRunning: true), .deviations("two", nil, reasonKey: nil),
        ] {
            let whole = tally.members(of: figure, question, library: Self.library, at: now, after: nil, limit: 99)
            var paged: [FigureMember] = []
            while true {
                let last = paged.last.flatMap { FigureMember(text: $0.text) }
                #expect(last == paged.last)
                let page = tally.members(of: figure, question, library: Self.library, at: now, after: last, limit: 1)
                guard let next = page.first else { break }
                paged.append(next)
            }
            #expect(paged == whole && !whole.isEmpty)
        }
    }

    @Test("take 40 bytes a step, and of thousands behind a number a page takes the first") func many() throws {
        #expect(MemoryLayout<FigureTally.StepEntry>.stride == 40)
        var (tally, plan) = (FigureTally(), try Self.plans()[0])
        for number in (1...5_000).reversed() {
            plan.subject = SubjectID(Int64(number))
            tally.set(plan.subject, plan, [])
        }
        let (now, question) = (Self.courses[0].instant("2026-04-01T12:00:00"), FigureQuestion(pathway: "home"))
        #expect(tally.figures(question, library: Self.library, at: now).runs == 5_000)
        let first = tally.members(of: .runs(isRunning: false), question, library: Self.library, at: now, after: nil, limit: 51)
        #expect(first.map(\.citizen.value) == Array(1...51))
        let next = tally.members(of: .runs(isRunning: false), question, library: Self.library, at: now, after: first[50], limit: 51)
        #expect(next.map(\.citizen.value) == Array(52...102))
    }

    @Test("follow a plan that is another, or gone") func changed() throws {
        var tally = try Self.tally()
        let now = Self.courses[0].instant("2026-04-01T12:00:00")
        func onTime() -> [Int] {
            tally.figures(FigureQuestion(pathway: "home"), library: Self.library, at: now).steps.map { $0.all[.onTime] }
        }
        #expect(onTime() == [3, 1, 3, 2])
        var plan = try Self.plans()[2]
        plan.subject = SubjectID(1)
        tally.set(SubjectID(1), plan, [])
        #expect(onTime() == [2, 0, 3, 1])
        tally.set(SubjectID(1), nil, [])
        #expect(onTime() == [2, 0, 2, 1])
        plan.runs = plan.runs.map { run in
            var run = run
            run.isCancelled = true
            return run
        }
        plan.subject = SubjectID(2)
        tally.set(SubjectID(2), plan, [])
        #expect(onTime() == [1, 0, 1, 0])
    }
}
