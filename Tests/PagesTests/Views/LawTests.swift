import Exchange
import FHIR
import Journal
import Pathways
import Samples
import Testing

@testable import Pages

@Suite("Pages of any course at any time") struct LawTests {
    /// Letters and deeds in an order that need not make sense.
    static func hub(_ seed: UInt64) async throws -> Hub {
        var numbers = SeededNumbers(seed: seed)
        let hub = Hub(at: "2026-02-01T00:00:00")
        let start = hub.clock.now
        let kinds: [Fact.Kind] = [
            .admitted, .onLeave, .backFromLeave, .dischargeExpected, .readyForDischarge, .notReadyAfterAll, .discharged, .died,
            .earlyNotice,
            .admissionReport, .answered, .dischargeReport, .dischargeSummary, .message, .question, .referral, .informationGiven,
        ]
        for number in 1...Int.random(in: 1...9, using: &numbers) {
            let at = start.adding(seconds: Int64.random(in: 0...1_500_000, using: &numbers))
            let isDanish = seed.isMultiple(of: 2)
            let parties = isDanish ? [Course.danishHospital, Course.danishMunicipality] : [Course.hospital, Course.municipality]
            let isBack = Int.random(in: 0...4, using: &numbers) == 0
            var letter = Course.letter(
                WordingTests.types[Int.random(in: 0..<WordingTests.types.count, using: &numbers)],
                kinds[Int.random(in: 0..<kinds.count, using: &numbers)], at: "\(at)", from: parties[isBack ? 1 : 0],
                to: parties[isBack ? 0 : 1], id: "n\(number)",
                effect: Statement.Effect.allCases[min(2, Int.random(in: 0...8, using: &numbers) / 3 * (isDanish ? 1 : 0))],
                isEstimate: Int.random(in: 0...5, using: &numbers) == 0,
                details: ["asksReport": "yes", "class": Bool.random(using: &numbers) ? "inpatient" : "acute", "answer": "no"])
            letter.sent = Moment(at.adding(seconds: Int64.random(in: -3_600...90_000, using: &numbers)))
            letter.citizen?.isAddressProtected = Int.random(in: 0...6, using: &numbers) == 0
            hub.clock.set(start.adding(seconds: Int64.random(in: 0...3_000_000, using: &numbers)))
            try await hub.file(letter)
            if Int.random(in: 0...3, using: &numbers) == 0 {
                let step = "1/" + ["answer", "first-contact", "admission-report", "discharge"][Int.random(in: 0...3, using: &numbers)]
                let deeds: [Act.Deed] = [.done(step: step), .skipped(step: step), .reopened(step: step), .contactedAtHome(stay: 1)]
                try await hub.does(deeds[Int.random(in: 0...3, using: &numbers)], because: "r")
            }
        }
        return hub
    }

    @Test("are well formed, and their drawing, list, text and counts agree", arguments: 1...20) func agree(_ seed: UInt64) async throws {
        let hub = try await Self.hub(seed)
        var numbers = SeededNumbers(seed: seed + 1_000)
        for _ in 0..<2 {
            hub.clock.set(Hub.instant("2026-02-01T00:00:00").adding(seconds: Int64.random(in: -100_000...5_000_000, using: &numbers)))
            let language = Language.allCases[Int.random(in: 0...3, using: &numbers)]
            let place = "seed \(seed) at \(hub.clock.now) in \(language)"
            let plan = try #require(try await hub.journal.read { try $0.plan(of: SubjectID(1)).flatMap { Plan(json: $0.plan) } })
            for run in plan.runs {
                let page = await hub.get("/citizens/1?run=\(run.stay)&lang=\(language.rawValue)").page
                Self.check(page, place)
                let items = PlanList.make(run, now: hub.clock.now).items
                #expect(
                    page.all("li") { $0.classes == ["steps"] }.map { $0.classes.first ?? "" } == items.map(\.state.rawValue), "\(place)")
                let drawn = page.all("g", class: "pill").compactMap { $0.classes.count > 1 ? $0.classes[1] : nil }
                #expect(drawn.sorted() == items.filter(\.isDrawn).map(\.state.rawValue).sorted(), "\(place)")
                let plain = await hub.get("/citizens/1?view=citizen&run=\(run.stay)&lang=\(language.rawValue)").page
                Self.check(plain, place)
                // The citizen reads one plan of all pathways that run, and of the one that is looked at.
                let others = plan.runs.filter { !$0.isCancelled && !$0.isOver(at: hub.clock.now) && $0.key != run.key }
                let stoodFor = plan.stoodFor(at: hub.clock.now)
                let shown = (run.isCancelled ? [] : items) + others.flatMap { PlanList.make($0, now: hub.clock.now).items }
                let owed = shown.filter { ($0.state.isOwed || $0.state == .planned) && stoodFor[$0.step.key] == nil }
                #expect(plain.all("li") { $0.classes == ["steps"] }.count == owed.count, "\(place)")
            }
            let home = await hub.get("/?lang=\(language.rawValue)").page
            Self.check(home, place)
            for link in home.all("a") where link.href.hasPrefix("/today/") {
                let today = await hub.get("\(link.href)?lang=\(language.rawValue)").page
                Self.check(today, place)
            }
            Self.check(await hub.get("/citizens?lang=\(language.rawValue)").page, place)
        }
    }

    /// Nothing that a browser would mend, no id twice, no name of a program's own.
    static func check(_ page: Markup, _ place: String) {
        #expect(page.problems == [], "\(place)")
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count, "\(place): \(Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys)")
        let text = page.text
        for code in codes { #expect(!text.contains(code), "\(place) shows \(code)") }
    }

    /// Names that programs use and people should not meet.
    static let codes =
        [
            "general-practice", "hospital-stay", "admission-report", "first-contact", "discharge-summary", "Optional(", "waiting-day",
            "her:", "sor:",
        ]
        + Stay.contradictionNames
}
