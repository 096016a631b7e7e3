import Directory
import FHIR
import Journal
import Pathways

/// Makes the lines of what a human must look at on a citizen's page.
struct AttentionRows {
    let visit: Visit
    let plan: Plan
    /// Of the run that is shown.
    let words: Words
    /// What people did, to say why something of it has no place.
    let acts: [Fact]
    let deeds: DeedForms

    private var now: Instant { words.phrasing.now }

    /// What is put before whoever looks at the page, from its time on, as *Today* has it; of everybody when nobody said for whom they look.
    var rows: [CitizenPage.AttentionRow] {
        plan.attention(at: now).filter(isVisitors).map { item in
            .init(
                text: words(of: item).attention(item.kind, name: item.name), detail: detail(item),
                href: item.letter.map { "/letters/\($0)" }, time: words.phrasing.moment(item.since),
                form: deeds.form("seen", item.key, .markSeen))
        }
    }

    /// What is put before somebody whom nobody can work for is everybody's.
    private func isVisitors(_ item: Attention) -> Bool {
        guard let organisation = visit.organisation else { return true }
        return item.owner == organisation || visit.pages.directory().organisation(item.owner) == nil
    }

    private func detail(_ item: Attention) -> String? {
        let owner = visit.organisation == nil && !item.owner.text.isEmpty ? plan.name(of: item.owner) : nil
        let parts = [owner.map { "\(visit.say(.putBefore)) \($0)" }, item.said(in: plan).map(words.said), unstarted(item)].compactMap(
            \.self)
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    /// The words of the run that it is in, which may be another than the one shown.
    private func words(of item: Attention) -> Words {
        let named = item.step.flatMap { plan.step($0)?.run } ?? item.run.flatMap { plan.run(key: $0) }
        guard let run = named ?? plan.run(item.stay), run.key != words.run?.key else { return words }
        let definition = visit.pages.library.definition(run.pathway, version: run.version)
        return Words(words.phrasing, plan: plan, run: run, definition: definition)
    }

    /// Why a pathway that somebody started did not begin.
    private func unstarted(_ item: Attention) -> String? {
        guard item.kind == .actWithoutPlace, item.name == Fact.Kind.pathwayStarted.rawValue else { return nil }
        let fact = acts.first { $0.kind == .pathwayStarted && $0.said == item.since }
        guard case .started(let pathway, _)? = fact.flatMap({ Act($0) })?.deed else { return nil }
        return visit.refusal(ofStarting: pathway, for: plan)
    }
}

extension Words {
    /// Who said it, why, and what they could do instead.
    func said(_ said: Said) -> String {
        [said.who, said.because, said.counter.map { "\(say(.insteadWord)): \($0)" }].compactMap(\.self).joined(separator: " · ")
    }
}
