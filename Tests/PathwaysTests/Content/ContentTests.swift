import Directory
import Exchange
import FHIR
import Testing

@testable import Pathways

@Suite("The content of the shipped pathways") struct ContentTests {
    @Test("is read without a mistake") func read() {
        #expect(ShippedContent.definitions.count == ShippedContent.texts.count)
        #expect(ShippedContent.definitions.count == 21)
    }

    @Test("gives no warning but that nobody has verified something, that people say when a goal is reached, and that choosing is enough")
    func warnings() {
        let accepted = ["Nobody has verified", "Nothing measures the goal", "Choosing "]
        for (name, text) in ShippedContent.texts {
            let warnings = PathwayDefinition.check(yaml: text, file: name).warnings.filter { warning in
                !accepted.contains { warning.what.hasPrefix($0) }
            }
            #expect(warnings.isEmpty, "\(Mistakes(warnings))")
        }
    }

    @Test("says whom it is for and where it comes from, and of every source whether somebody read it, and when") func sources() {
        for definition in ShippedContent.definitions {
            #expect(definition.audience != nil, "\(definition.id)")
            #expect(!definition.sources.isEmpty, "\(definition.id)")
            #expect(definition.sources.allSatisfy { $0.isVerified == ($0.read != nil) }, "\(definition.id)")
        }
    }

    @Test("says of every deadline who decided it; a national rule that nobody read says so") func deadlines() {
        for definition in ShippedContent.definitions {
            for step in definition.steps {
                #expect(step.expected != nil || !step.deadlines.isEmpty, "\(definition.id) \(step.id)")
                for deadline in step.deadlines {
                    #expect(deadline.basis.source.count > 3, "\(definition.id) \(step.id)")
                    let isOurs = deadline.basis.source.hasPrefix("ours") || deadline.basis.source.contains(" ours")
                    let isUnread = ["not read", "news", "from memory"].contains { deadline.basis.source.contains($0) }
                    #expect(!(deadline.basis.isVerified && isUnread), "\(definition.id) \(step.id)")
                    #expect(!(deadline.basis.isVerified && isOurs), "\(definition.id) \(step.id)")
                }
            }
        }
    }

    @Test("speaks to the citizen in one or two short sentences") func short() {
        for definition in ShippedContent.definitions {
            for step in definition.steps {
                for language in Wording.languages {
                    #expect(step.citizen[language].count <= 110, "\(definition.id) \(step.id) \(language)")
                    #expect(step.short[language].count <= 20, "\(definition.id) \(step.id) \(language)")
                    #expect(step.citizen[language].last.map { ".?!".contains($0) } ?? false, "\(definition.id) \(step.id) \(language)")
                }
            }
        }
    }

    @Test("asks only for scores that there are, by their variant") func scores() {
        let asked = ShippedContent.definitions.flatMap { $0.steps.compactMap(\.score) }
        #expect(asked.count >= 5)
        for score in asked { #expect(ScoreCase.library.score(score.name, variant: score.variant) != nil, "\(score)") }
    }

    @Test("shares the medicine review, and names as conflicts only activities that there are") func activities() {
        let activities = ShippedContent.definitions.flatMap { definition in definition.steps.compactMap(\.activity) }
        #expect(activities.filter { $0 == "medicine-review" }.count == 5)
        for conflict in ShippedContent.definitions.flatMap({ $0.steps.flatMap(\.conflicts) }) { #expect(activities.contains(conflict)) }
    }

    @Test("starts nothing by itself but the hospital stay: who runs a pathway says so") func starts() {
        for definition in ShippedContent.definitions where definition.id != "hospital-stay" {
            #expect(definition.starts == [.byHand], "\(definition.id)")
        }
    }

    @Test("asks for the resources of a citizen only when somebody has started a pathway that reads them") func resources() throws {
        let reaction = PathwayReaction(directory: ContentCourse.directory, library: try PathwayLibrary.shipped())
        #expect(reaction.resourceTypes == ["Observation"])
        let stay = Case.norway().says(.admitted, at: "2026-03-02T09:00:00", ["class": "inpatient"])
        #expect(reaction.resourceTypes(for: stay.history()).isEmpty)
        let other = stay.does(.started(pathway: "stroke", stay: nil), at: "2026-03-02T10:00:00")
        #expect(reaction.resourceTypes(for: other.history()).isEmpty)
        let copd = stay.does(.started(pathway: "copd", stay: nil), at: "2026-03-02T10:00:00")
        #expect(reaction.resourceTypes(for: copd.history()) == ["Observation"])
    }

    @Test("gives the citizen at most one contact in each pathway") func contact() {
        for definition in ShippedContent.definitions { #expect(definition.roles.filter(\.isContact).count <= 1, "\(definition.id)") }
    }
}

/// Total, first visit, workup and treatment in calendar days, as the packages print them.
@Suite("A cancer package") struct CancerPackageTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var package: String
        var treatment: String
        var first: Int
        var workup: Int
        var start: Int
        var total: Int

        init(_ package: String, _ treatment: String, _ first: Int, _ workup: Int, _ start: Int, _ total: Int) {
            self.package = package
            self.treatment = treatment
            self.first = first
            self.workup = workup
            self.start = start
            self.total = total
        }

        var testDescription: String { "\(package) \(treatment)" }
    }

    static let rows = [
        Row("breast", "surgery", 7, 12, 13, 32), Row("breast", "medicines", 7, 12, 10, 29), Row("colorectal", "surgery", 9, 12, 14, 35),
        Row("colorectal", "medicines", 9, 12, 14, 35), Row("colorectal", "radiation", 9, 12, 18, 39),
        Row("thyroid", "surgery", 10, 10, 21, 41),
        Row("lymphoma", "medicines", 4, 14, 3, 21), Row("lymphoma", "radiation", 4, 14, 17, 35),
        Row("testicular", "surgery", 5, 12, 28, 45),
        Row("testicular", "medicines", 5, 12, 14, 31), Row("testicular", "radiation", 5, 12, 21, 38),
        Row("testicular", "surveillance", 5, 12, 14, 31),
    ]

    @Test("has the printed times, and its total is the sum of its parts", arguments: rows) func times(_ row: Row) throws {
        let definition = try ShippedContent.definition("cancer-\(row.package)")
        func days(_ step: String) throws -> Int {
            let deadlines = try #require(definition.step(step)).deadlines
            #expect(deadlines.count == 1 && deadlines[0].basis.kind == .nationalRule && deadlines[0].basis.isVerified)
            guard case .days(let count)? = deadlines.first?.term else { return -1 }
            return count
        }
        #expect(try days("first-visit") == row.first)
        #expect(try days("decision") == row.workup)
        #expect(try days(row.treatment) == row.start)
        #expect(row.first + row.workup + row.start == row.total)
    }

    @Test("has no treatment that the table does not have") func complete() {
        for definition in ShippedContent.definitions where definition.id.hasPrefix("cancer-") {
            let options = definition.choices.first?.choice?.options.map(\.id) ?? []
            #expect(Set(options) == Set(Self.rows.filter { "cancer-\($0.package)" == definition.id }.map(\.treatment) + ["no-cancer"]))
        }
    }
}

@Suite("What pathways promise") struct PromiseTests {
    @Test("A4.6: the four checklists with their times, and three of the four as the figure") func checklists() throws {
        let definition = try ShippedContent.definition("home-after-discharge")
        let figure = try #require(definition.adherence.first)
        #expect(figure.steps == ["discharge-call", "nurse-assessment", "gp-examination", "four-week-assessment"] && figure.atLeast == 3)
        let terms = figure.steps.map { definition.step($0)?.deadlines.first?.term }
        #expect(terms == [.days(0), .days(3), .days(14), .days(28)])
    }

    @Test("A2.4: 72 hours from the discharge with the ward as owner, and no longer") func responsibility() throws {
        let definition = try ShippedContent.definition("extended-responsibility-72h")
        let step = try #require(definition.step("calls-answered"))
        #expect(step.owner == "hospital" && step.deadlines.map(\.term) == [.hours(72)])
        #expect(definition.responsible == [.from(.discharged, role: "hospital")])
        #expect(definition.ends.contains { $0.source == .event(.discharged) && $0.term == .hours(72) })
    }

    @Test(
        "A3.7: stroke has the target of its day",
        arguments: [("2024-12-31", Term.minutes(40)), ("2025-01-01", .minutes(30)), ("2026-11-22", .minutes(30))])
    func thrombolysis(_ day: String, term: Term) throws {
        let step = try #require(ShippedContent.definition("stroke").step("thrombolysis"))
        #expect(step.deadline(country: .no, on: try #require(Day(day)))?.term == term)
    }

    @Test("A4.3: before an admission there are alternatives to choose from, admission among them") func alternatives() throws {
        let choice = try #require(ShippedContent.definition("admission-alternatives").choices.first)
        #expect(choice.choice?.options.map(\.id) == ["advice", "more-help", "acute-place", "home-hospital", "hospital"])
    }

    @Test("for the pregnant with substance use, the national days") func pregnant() throws {
        let definition = try ShippedContent.definition("pregnant-with-substance-use")
        let days = [
            "decision-outpatient": 7, "decision-inpatient": 7, "first-evaluation-outpatient": 14, "first-evaluation-inpatient": 7,
            "next-treatment": 0,
        ]
        for (step, count) in days {
            let deadline = try #require(definition.step(step)?.deadlines.first)
            #expect(deadline.term == .days(count) && deadline.basis.kind == .nationalRule && deadline.basis.isVerified, "\(step)")
        }
        // Never more than 42 days between two evaluations: what is waited and what it is due in.
        let evaluation = try #require(definition.step("evaluation"))
        #expect(evaluation.recurrence?.every == .days(28) && evaluation.deadlines.first?.term == .days(14))
        #expect(evaluation.opens.allSatisfy { $0.wait == .days(28) })
    }
}
