public import FHIR
import Journal

extension ISBAR {
    /// What the caller adds to the record.
    public struct Worsening: Sendable, Hashable {
        /// Who calls: name, role, place.
        public var caller: String
        public var callBack: String?
        /// What has changed, in the caller's words.
        public var changed: String
        public var since: Instant?
        /// What was measured.
        public var score: ScoreResult?
        /// What the caller thinks it is.
        public var concern: String?
        /// What the caller asks for.
        public var ask: String?

        public init(
            caller: String, callBack: String? = nil, changed: String, since: Instant? = nil, score: ScoreResult? = nil,
            concern: String? = nil, ask: String? = nil
        ) {
            self.caller = caller
            self.callBack = callBack
            self.changed = changed
            self.since = since
            self.score = score
            self.concern = concern
            self.ask = ask
        }
    }

    /// Renders what the record has and the caller adds.
    ///
    /// `resources` are the citizen's own, as the journal has them: of their Conditions, medicines and AllergyIntolerances those that hold are
    /// said. A protected citizen's address is never said.
    public static func make(
        _ worsening: Worsening, plan: Plan, library: PathwayLibrary, resources: [Element], recipient: Callee?, zone: Zone,
        language: String,
        at now: Instant
    ) -> ISBAR {
        let words = ISBARWords.self
        var parts: [Part: [String]] = [:]
        parts[.identification] = ["\(words.caller[language]): \(worsening.caller)"]
        if let number = worsening.callBack { parts[.identification]?.append("\(words.callBack[language]): \(number)") }
        parts[.identification]?.append("\(words.citizen[language]): \(plan.citizen.introduction(language))")
        parts[.situation] =
            [worsening.changed] + (worsening.since.map { ["\(words.since[language]): \(zone.shortText($0))"] } ?? [])
        parts[.background] = background(plan, library, resources, zone, language, now)
        parts[.assessment] =
            (worsening.score.map { $0.lines(in: language) } ?? [words.notMeasured[language]]) + (worsening.concern.map { [$0] } ?? [])
        parts[.recommendation] = worsening.ask.map { ["\(words.asks[language]): \($0)"] } ?? [words.nothingAsked[language]]
        return ISBAR(parts: parts, language: language, recipient: recipient, made: now)
    }

    private static func background(
        _ plan: Plan, _ library: PathwayLibrary, _ resources: [Element], _ zone: Zone, _ language: String, _ now: Instant
    ) -> [String] {
        let words = ISBARWords.self
        func line(_ title: Wording, _ found: [String]) -> String {
            "\(title[language]): \(found.isEmpty ? words.notInRecord[language] : found.joined(separator: "; "))"
        }
        func names(_ types: Set<String>, _ path: String) -> [String] {
            var seen: Set<String> = []
            return resources.filter { $0.holdsNow(as: types) }.compactMap { $0[path]?.conceptText }.filter { seen.insert($0).inserted }
        }
        var lines = [
            line(words.diagnoses, names(["Condition"], "code")),
            line(words.medicines, names(["MedicationStatement", "MedicationRequest"], "medicationCodeableConcept")),
            line(words.allergies, names(["AllergyIntolerance"], "code")),
        ]
        let begun = plan.runs.filter { !$0.isCancelled && $0.start <= now }
        if let stay = begun.last(where: { $0.segments.contains { $0.kind != .acute } }), let first = stay.segments.first {
            let left = stay.segments.last?.until.map { zone.day(at: $0).description } ?? ""
            lines.append("\(words.stay[language]): \(zone.day(at: first.from))–\(left)")
        }
        let titles = begun.filter { !$0.isOver(at: now) }.compactMap { run in
            library.definition(run.pathway, version: run.version)?.title[language]
        }
        if !titles.isEmpty { lines.append(line(words.pathways, titles)) }
        return lines
    }
}

extension PlanCitizen {
    /// Name, number and day of birth, as far as they are known.
    fileprivate func introduction(_ language: String) -> String {
        var parts = [name ?? ISBARWords.nameUnknown[language]]
        if let number { parts.append(number) }
        if let born { parts.append("\(ISBARWords.born[language]) \(born)") }
        return parts.joined(separator: ", ")
    }
}

extension Element {
    /// A resource of one of these types that says something of the citizen now: active, and not entered by mistake.
    fileprivate func holdsNow(as types: Set<String>) -> Bool {
        guard let type = self["resourceType"]?.text, types.contains(type) else { return false }
        if let status = self["status"]?.text { return ["active", "unknown", "intended"].contains(status) }
        let wrong: Set<String> = ["entered-in-error", "refuted"]
        if let verification = first("verificationStatus.coding.code")?.text, wrong.contains(verification) { return false }
        guard let clinical = first("clinicalStatus.coding.code")?.text else { return true }
        return ["active", "recurrence", "relapse"].contains(clinical)
    }

    /// A concept in words: its text, else the display of its first coding that has one, else the code.
    fileprivate var conceptText: String? {
        self["text"]?.text ?? each("coding.display").compactMap(\.text).first ?? first("coding.code")?.text
    }
}
