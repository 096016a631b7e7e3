import Directory
import FHIR
import FHIRPath
import Journal
import Pathways

/// Puts together whom to call, the score and what to say, from the record and from what a form adds.
struct WorseningComposer {
    let pages: Pages
    let visit: Visit
    let root: SubjectID
    let plan: Plan
    let run: Run
    let words: Words
    let need: WorseningNeed
    let reading: WorseningReading

    /// Seconds after which a value says nothing of how somebody is now.
    private static let freshness: Int64 = 24 * 3_600

    private var now: Instant { words.phrasing.now }
    private var language: String { words.language }
    private var form: [String: String] { visit.request.form }

    /// Where the form for the telephone is.
    var href: String { "/citizens/\(root)/isbar?run=\(Visit.encoded(run.key))" }

    var view: WorseningView {
        let result = need.score.map { $0.result(of: inputs($0)) }
        return WorseningView(
            heading: visit.say(need.calls ? .worseHeading : .scoreHeading), hasCalls: need.calls, calls: need.calls ? calls : [],
            score: result.map(score))
    }

    /// What to say; nil with pathways in which nobody calls anybody.
    var spoken: SpokenView? {
        guard need.calls else { return nil }
        let text = isbar(need.score.map { $0.result(of: inputs($0)) })
        return SpokenView(
            heading: visit.say(.isbarHeading), text: text, rows: Self.rows(text), copy: visit.say(.copyText), copied: visit.say(.copied),
            fill: visit.say(.fillIn), fillHref: href)
    }

    var page: IsbarPage {
        let text = isbar(need.score.map { $0.result(of: inputs($0)) })
        func field(_ id: String, _ title: Text, _ kind: String = "text", start: String = "") -> DeedForm.Field {
            .init(id: id, name: id, title: visit.say(title), kind: kind, start: form[id] ?? start, isRequired: false)
        }
        let asked = need.score.map { $0.inputs.filter { fresh[$0.id] == nil } } ?? []
        return IsbarPage(
            frame: visit.frame(visit.say(.isbarHeading), tab: .citizens), heading: visit.say(.isbarHeading), name: visit.name(plan.citizen),
            back: visit.say(.toTheCitizen), backHref: Visit.citizen(root, run: run.key), lead: visit.say(.notKept), worsening: view,
            action: href, token: pages.token,
            texts: [("changed", Text.whatChanged), ("concern", .whatConcern), ("ask", .whatAsk)].map { id, title in
                .init(id: id, title: visit.say(title), text: form[id] ?? "")
            },
            fields: [
                field("since", .sinceWhen, "datetime-local"), field("caller", .whoCalls, start: caller), field("callback", .callBackOn),
            ] + asked.compactMap(numberField), choices: asked.compactMap(choice), make: visit.say(.makeText),
            resultHeading: visit.say(.textReady), text: text, rows: Self.rows(text), copy: visit.say(.copyText), copied: visit.say(.copied))
    }

    private static func rows(_ text: String) -> String {
        String(min(30, text.split(separator: "\n", omittingEmptySubsequences: false).count + 4))
    }

    // MARK: Whom to call

    private var municipality: String? {
        let own =
            run.lane(of: "municipality")?.organisation
            ?? plan.runs.reversed().lazy.compactMap { $0.lane(of: "municipality")?.organisation }.first
        return own.flatMap { pages.directory().organisation($0)?.municipality }
    }

    private func callee(_ urgency: Call.Urgency) -> Callee? {
        municipality.flatMap { place in
            pages.settings.contacts?.contact(
                for: Call(by: .professional, about: .worsening, urgency: urgency), plan: plan, municipality: place,
                directory: pages.directory(), at: now)
        }
    }

    private var calls: [WorseningView.Call] {
        [(Text.callNow, Call.Urgency.ordinary), (.callEmergency, .emergency)].map { label, urgency in
            guard let callee = callee(urgency) else {
                return .init(label: visit.say(label), title: visit.say(.nobodyToCall), detail: visit.say(.nobodyToCallText), phone: nil)
            }
            let until = callee.until.map { "\(visit.say(.untilWord)) \(words.phrasing.moment($0))" }
            let detail = [callee.organisation.map(pages.name), until, callee.phone == nil ? visit.say(.noPhone) : nil]
            return .init(
                label: visit.say(label), title: callee.title[language], detail: detail.compactMap { $0 }.joined(separator: " · "),
                phone: callee.phone)
        }
    }

    // MARK: The score

    /// The newest value of each input in the record.
    private var observed: [String: ObservedInput] {
        need.score?.observed(in: reading.observations.map(\.root), zone: run.zone, at: now) ?? [:]
    }

    private var fresh: [String: ObservedInput] { observed.filter { now.seconds(since: $0.value.at) <= Self.freshness } }

    private func inputs(_ score: ScoreDefinition) -> [String: ScoreInput] {
        var inputs = typed(score)
        for (id, value) in fresh { inputs[id] = value.input }
        return inputs
    }

    /// What the form says of what the record lacks.
    private func typed(_ score: ScoreDefinition) -> [String: ScoreInput] {
        var inputs: [String: ScoreInput] = [:]
        for input in score.inputs {
            let text = form["score-\(input.id)"].map { Substring($0).trimmed } ?? ""
            guard !text.isEmpty else { continue }
            switch input.kind {
            case .answers: inputs[input.id] = .answer(String(text))
            case .number(let measure): inputs[input.id] = ScoreInput.quantity(String(text).replacing(",", with: "."), measure.unit)
            }
        }
        return inputs
    }

    private func score(_ result: ScoreResult) -> WorseningView.Score {
        let total = result.total.map { String($0) } ?? "\(visit.say(.atLeastWord)) \(result.soFar)"
        let band = result.band ?? result.reached
        let meaning = band.map { $0.isVerified ? $0.title[language] : "\($0.title[language]) (\(visit.say(.notVerified)))" }
        let missing = result.missing.map { $0.title[language] }.joined(separator: ", ")
        let sources = Dictionary(uniqueKeysWithValues: (need.score?.items ?? []).map { ($0.id, $0.source) })
        return .init(
            heading: "\(result.title[language]): \(total) \(visit.say(.ofWord)) \(result.range.upperBound)", meaning: meaning ?? "",
            item: visit.say(.measurementWord), value: visit.say(.valueWord), measured: visit.say(.measuredAt),
            points: visit.say(.pointsWord),
            rows: result.items.map { row($0, sources[$0.id], result) },
            missing: missing.isEmpty ? nil : "\(visit.say(.missingWord)): \(missing)",
            supports: result.lines(in: language).last ?? "")
    }

    private func row(_ item: ScoreResult.Item, _ source: ScoreDefinition.Item.Source?, _ result: ScoreResult) -> WorseningView.ScoreRow {
        let inputs: [String] =
            switch source {
            case .input(let id): [id]
            case .sum(let parts): parts.map(\.input)
            case nil: []
            }
        guard item.points == nil else {
            let value = item.values.map { $0.text[language] + ($0.given.map { " (\($0))" } ?? "") }.joined(separator: "; ")
            let times = Set(item.values.compactMap { fresh[$0.input]?.at }).sorted().map { words.phrasing.moment($0) }
            let isTyped = item.values.contains { fresh[$0.input] == nil }
            return .init(
                title: item.title[language], value: value, time: (times + (isTyped ? [visit.say(.typedHere)] : [])).joined(separator: ", "),
                points: item.points.map { String($0) } ?? "", isMissing: false)
        }
        let lacking = result.missing.filter { inputs.contains($0.input) }
        let old = inputs.compactMap { observed[$0] }.first
        let why = lacking.compactMap { reason($0.reason) }.first ?? (old == nil ? visit.say(.isMissing) : visit.say(.tooOld))
        return .init(
            title: item.title[language], value: why, time: old.map { words.phrasing.moment($0.at) } ?? "", points: "–", isMissing: true)
    }

    private func reason(_ reason: ScoreResult.Missing.Reason) -> String? {
        switch reason {
        case .notGiven: nil
        case .unit(let unit): "\(visit.say(.otherUnit)): \(unit)"
        case .impossible, .unknownAnswer: visit.say(.cannotBeRight)
        }
    }

    private func numberField(_ input: ScoreDefinition.Input) -> DeedForm.Field? {
        guard case .number(let measure) = input.kind else { return nil }
        let id = "score-\(input.id)"
        let unit = measure.unit == "1" ? "" : " (\(measure.unit == "Cel" ? "°C" : measure.unit))"
        return .init(id: id, name: id, title: input.title[language] + unit, kind: "text", start: form[id] ?? "", isRequired: false)
    }

    private func choice(_ input: ScoreDefinition.Input) -> DeedForm.Choice? {
        guard case .answers(let answers) = input.kind else { return nil }
        let id = "score-\(input.id)"
        let options =
            [DeedForm.Option(key: "", text: visit.say(.isMissing), isChosen: (form[id] ?? "").isEmpty)]
            + answers.map { .init(key: $0.id, text: $0.title[language], isChosen: form[id] == $0.id) }
        return .init(id: id, name: id, title: input.title[language], options: options)
    }

    // MARK: What to say

    private var caller: String { visit.organisation.map(pages.name) ?? run.contact.map(plan.name(of:)) ?? "" }

    private func said(_ name: String) -> String? {
        form[name].map { String(Substring($0).trimmed) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func isbar(_ result: ScoreResult?) -> String {
        // Both ends have the number in their own record: no page shows it.
        var plan = plan
        plan.citizen.number = nil
        let worsening = ISBAR.Worsening(
            caller: said("caller") ?? (caller.isEmpty ? "…" : caller), callBack: said("callback"),
            changed: said("changed") ?? visit.say(.notSaid), since: said("since").flatMap { Moment($0, zone: run.zone)?.instant },
            score: result, concern: said("concern"), ask: said("ask"))
        return ISBAR.make(
            worsening, plan: plan, library: pages.library, resources: reading.record.map(\.root), recipient: callee(.ordinary),
            zone: run.zone, language: language, at: now
        ).text(in: run.zone)
    }
}
