import FHIRPath

extension ScoreDefinition {
    /// The points of what is known, with the reason for each.
    ///
    /// ```swift
    /// news2.result(of: ["pulse": .quantity("96", "/min")!]).soFar  // 1, and six inputs are missing
    /// ```
    public func result(of inputs: [String: ScoreInput]) -> ScoreResult {
        var known: [String: Known] = [:]
        var problems: [String: ScoreResult.Missing.Reason] = [:]
        for input in self.inputs {
            switch input.read(inputs[input.id]) {
            case .success(let value): known[input.id] = value
            case .failure(let problem): problems[input.id] = problem.reason
            }
        }
        var needed: Set<String> = []
        let results = items.map { points(of: $0, known, &needed) }
        let missing = self.inputs.filter { needed.contains($0.id) }.map {
            ScoreResult.Missing(input: $0.id, title: $0.title, reason: problems[$0.id] ?? .notGiven)
        }
        var result = ScoreResult(name: name, variant: variant, title: title, range: range, items: results, missing: missing)
        let band = bands.first { $0.holds(for: result) }
        if missing.isEmpty { result.band = band } else if result.soFar > 0 { result.reached = band }
        return result
    }

    /// A value as the table wants it.
    struct Known {
        var number: DecimalNumber?
        var answer: String?
        var text: Wording
        var given: String?
    }

    /// An item's points. What it lacks is added to `needed`.
    private func points(of item: Item, _ known: [String: Known], _ needed: inout Set<String>) -> ScoreResult.Item {
        var result = ScoreResult.Item(id: item.id, title: item.title, values: [])
        func show(_ id: String) {
            guard let input = input(id), let value = known[id], !result.values.contains(where: { $0.input == id }) else { return }
            result.values.append(ScoreResult.Value(input: id, title: input.title, text: value.text, given: value.given))
        }
        let number: DecimalNumber?
        var answer: String?
        switch item.source {
        case .input(let id):
            guard let value = known[id] else {
                needed.insert(id)
                return result
            }
            show(id)
            (number, answer) = (value.number, value.answer)
        case .sum(let parts):
            let lacking = parts.filter { known[$0.input] == nil }
            needed.formUnion(lacking.map(\.input))
            let present = parts.filter { known[$0.input]?.answer == Self.yes }
            for part in present { show(part.input) }
            if !lacking.isEmpty { return result }
            let milder = Set(present.compactMap(\.insteadOf))
            number = DecimalNumber(present.filter { !milder.contains($0.input) }.reduce(0) { $0 + $1.points })
        }
        for row in item.rows where row.fits(number, answer) {
            let lacking = row.with.keys.filter { known[$0] == nil }
            if !lacking.isEmpty {
                needed.formUnion(lacking)
                return result
            }
            guard row.with.allSatisfy({ known[$0.key]?.answer == $0.value }) else { continue }
            for input in row.with.keys.sorted() { show(input) }
            result.points = row.points
            if case .when(let threshold) = row.rule { result.row = threshold.description }
            return result
        }
        return result
    }

    static let yes = "yes"
}

extension ScoreDefinition.Row {
    func fits(_ number: DecimalNumber?, _ answer: String?) -> Bool {
        switch rule {
        case .when(let threshold): number.map { threshold.holds(for: $0) } ?? false
        case .isAnswer(let answers): answer.map { answers.contains($0) } ?? false
        }
    }
}

extension ScoreDefinition.Band {
    func holds(for result: ScoreResult) -> Bool {
        switch rule {
        case .total(let threshold): threshold.holds(for: DecimalNumber(result.soFar))
        case .anyItem(let points): result.items.contains { $0.points.map { $0 >= points } ?? false }
        }
    }
}

extension ScoreDefinition.Input {
    struct Problem: Error {
        var reason: ScoreResult.Missing.Reason
    }

    /// What was given as the table wants it: in its unit, and with as many digits as it has.
    func read(_ input: ScoreInput?) -> Result<ScoreDefinition.Known, Problem> {
        func fail(_ reason: ScoreResult.Missing.Reason) -> Result<ScoreDefinition.Known, Problem> { .failure(Problem(reason: reason)) }
        switch (kind, input) {
        case (_, nil): return fail(.notGiven)
        case (.answers(let answers), .answer(let answer)):
            guard let known = answers.first(where: { $0.id == answer }) else { return fail(.unknownAnswer) }
            return .success(ScoreDefinition.Known(answer: answer, text: known.title))
        case (.number(let measure), .quantity(let given, let unit)):
            guard let factor = unit == measure.unit ? .one : measure.others[unit] else { return fail(.unit(unit)) }
            guard let exact = factor == .one ? given : given.multiplied(by: factor) else { return fail(.impossible) }
            if exact < measure.least || exact > measure.most { return fail(.impossible) }
            let number = measure.decimals.map { exact.scale > $0 ? exact.rounded(to: $0) : exact } ?? exact
            let isAsGiven = unit == measure.unit && number == given
            return .success(
                ScoreDefinition.Known(
                    number: number, text: Wording(everywhere: Self.text(number, measure.unit)),
                    given: isAsGiven ? nil : Self.text(given, unit)))
        case (.answers, .quantity), (.number, .answer): return fail(.unknownAnswer)
        }
    }

    private static func text(_ number: DecimalNumber, _ unit: String) -> String {
        unit == "1" ? number.description : "\(number) \(unit == "Cel" ? "°C" : unit)"
    }
}

extension Threshold {
    /// Exactly, by the digits as they were written.
    func holds(for value: DecimalNumber) -> Bool {
        guard let number = DecimalNumber(written) else { return false }
        return switch comparison {
        case .less: value < number
        case .atMost: value <= number
        case .more: value > number
        case .atLeast: value >= number
        case .equal: value == number
        }
    }
}

extension Wording {
    /// What is the same in all languages.
    init(everywhere text: String) { self.init(nb: text, nn: text, da: text, en: text) }
}
