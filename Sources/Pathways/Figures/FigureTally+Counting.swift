import Directory
import FHIR
import Journal

extension FigureTally {
    func figures(_ question: FigureQuestion, library: PathwayLibrary, at now: Instant) -> PathwayFigures {
        let table = tables[question.pathway] ?? Table()
        var count = FigureCount(table, question, library, at: now)
        for (subject, share) in table.shares { count.add(share, of: subject) }
        return count.figures(reasons)
    }
}

/// Counts one pathway's table.
private struct FigureCount {
    private let table: FigureTally.Table
    private let question: FigureQuestion
    private let version: Int32?
    private let now: Instant
    /// The versions asked for, and all there are, each the newest first.
    private let definitions: [PathwayDefinition]
    private let everyVersion: [PathwayDefinition]
    /// Of each version, by its number: its figures with the numbers of their steps among `steps`.
    private let adherence: [[AdherenceCount]]
    /// The step of each line, by the numbers of both.
    private let stepOfLine: [Int]
    private var counts: [PathwayFigures.Counts]
    private var late: [[Int64]]
    private var result = PathwayFigures()
    private var met: [String: (met: Int, all: Int)] = [:]
    private var deviations: [DeviationKey: (count: Int, first: SubjectID, isOne: Bool)] = [:]

    private struct DeviationKey: Hashable {
        var step: String?
        var kind: Deviation.Kind
        var reason: Int32
    }

    init(_ table: FigureTally.Table, _ question: FigureQuestion, _ library: PathwayLibrary, at now: Instant) {
        self.table = table
        self.question = question
        self.now = now
        version = table.version(question)
        everyVersion = library.definitions.filter { $0.id == question.pathway }.reversed()
        definitions = everyVersion.filter { (question.version ?? $0.version) == $0.version }
        counts = Array(repeating: .init(), count: table.lines.count)
        late = Array(repeating: [], count: table.lines.count)
        let steps = StepNumbers(table)
        stepOfLine = steps.ofLine
        adherence = table.versions.map { version in
            (library.definition(question.pathway, version: version)?.adherence ?? []).map { AdherenceCount($0, steps) }
        }
    }

    mutating func add(_ share: FigureTally.Share, of subject: SubjectID) {
        var isCounted = false
        for run in share.runs where table.holds(run, question, version: version, at: now) {
            isCounted = true
            result.runs += 1
            if now < run.end { result.running += 1 }
            for entry in share.steps[run.steps] {
                let timing = entry.timing(in: run)
                guard let figure = timing.figure(at: now) else { continue }
                counts[Int(entry.line)][figure] += 1
                if figure.isLate { late[Int(entry.line)].append(timing.lateBy(at: now)) }
            }
            for figure in adherence[Int(run.version)] {
                let (onTime, due) = figure.count(share.steps[run.steps], in: run, stepOfLine, at: now)
                var sum = met[figure.name] ?? (0, 0)
                if due >= figure.atLeast { sum.all += 1 }
                if onTime >= figure.atLeast { sum.met += 1 }
                met[figure.name] = sum
            }
        }
        if isCounted { result.citizens += 1 }
        for entry in share.deviations where table.holds(share.runs[Int(entry.run)], question, version: version, at: now) && entry.at <= now
        {
            let key = DeviationKey(step: entry.step, kind: entry.kind, reason: entry.reason)
            var sum = deviations[key] ?? (0, subject, true)
            sum.count += 1
            if sum.first != subject { sum.isOne = false }
            deviations[key] = sum
        }
    }

    func figures(_ reasons: [String]) -> PathwayFigures {
        var result = result
        result.versions = table.versions.sorted()
        var byStep: [String: [Int]] = [:]
        for (number, line) in table.lines.enumerated() where !counts[number].isEmpty { byStep[line.step, default: []].append(number) }
        let lines = Dictionary(grouping: deviations.keys) { $0.step }.mapValues { keys in
            keys.map { line($0, reasons) }.sorted(by: Self.isBefore)
        }
        let known = (definitions + everyVersion).stepOrder
        let order = known + Set(table.lines.map(\.step)).subtracting(known).sorted()
        let newest = Set(definitions.first?.steps.map(\.id) ?? [])
        result.steps = order.compactMap { step in
            let numbers = byStep[step] ?? []
            let deviations = lines[step] ?? []
            guard !numbers.isEmpty || !deviations.isEmpty || newest.contains(step) else { return nil }
            return self.line(step, numbers, deviations)
        }
        result.deviations = (lines[nil] ?? []) + lines.filter { $0.key.map { !order.contains($0) } ?? false }.values.joined()
        result.deviations.sort(by: Self.isBefore)
        var seen: Set<String> = []
        result.adherence = definitions.flatMap(\.adherence).filter { seen.insert($0.id).inserted }.map { figure in
            let sum = met[figure.id] ?? (0, 0)
            return .init(name: figure.id, title: figure.title, steps: figure.steps, atLeast: figure.atLeast, met: sum.met, all: sum.all)
        }
        return result
    }

    private func line(_ step: String, _ numbers: [Int], _ deviations: [PathwayFigures.DeviationLine]) -> PathwayFigures.StepLine {
        var all = PathwayFigures.Counts()
        for figure in StepFigure.allCases { all[figure] = numbers.reduce(0) { $0 + counts[$1][figure] } }
        all.tell(late: numbers.flatMap { late[$0] })
        let organisations = numbers.map { number in
            var counts = counts[number]
            counts.tell(late: late[number])
            return PathwayFigures.OrganisationLine(organisation: table.lines[number].organisation, counts: counts)
        }.sorted { ($1.counts.due, $0.organisation) < ($0.counts.due, $1.organisation) }
        return PathwayFigures.StepLine(step: step, all: all, organisations: organisations, deviations: deviations)
    }

    private func line(_ key: DeviationKey, _ reasons: [String]) -> PathwayFigures.DeviationLine {
        let sum = deviations[key]
        let reason = reasons[Int(key.reason)]
        return .init(
            kind: key.kind, reason: reason, reasonKey: PathwayFigures.key(ofReason: reason), count: sum?.count ?? 0,
            only: sum?.isOne ?? false ? sum?.first : nil)
    }

    private static func isBefore(_ one: PathwayFigures.DeviationLine, _ two: PathwayFigures.DeviationLine) -> Bool {
        one.count != two.count ? one.count > two.count : (one.kind.rawValue, one.reason) < (two.kind.rawValue, two.reason)
    }
}

extension PathwayFigures {
    /// 64 bits of SHA-256 of a reason, without regard to case.
    static func key(ofReason reason: String) -> String {
        ContentHash.of(Array(reason.lowercased().utf8)).prefix(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

/// The steps that a table's lines are of, each with a number.
struct StepNumbers {
    private(set) var numbers: [String: Int] = [:]
    private(set) var ofLine: [Int] = []

    init(_ table: FigureTally.Table) {
        for line in table.lines {
            let number = numbers[line.step] ?? numbers.count
            numbers[line.step] = number
            ofLine.append(number)
        }
    }
}

/// A figure of a definition, ready to be counted.
struct AdherenceCount {
    let name: String
    let atLeast: Int
    private let steps: Set<Int>

    init(_ definition: AdherenceDefinition, _ numbers: StepNumbers) {
        name = definition.id
        atLeast = definition.atLeast
        steps = Set(definition.steps.compactMap { numbers.numbers[$0] })
    }

    /// How many of its steps were done on time in a run, of those that fell due. A step that comes again counts the first time.
    func count(
        _ entries: ArraySlice<FigureTally.StepEntry>, in run: FigureTally.RunEntry, _ stepOfLine: [Int], at now: Instant
    ) -> (onTime: Int, due: Int) {
        var (onTime, due) = (0, 0)
        var seen: Set<Int> = []
        for entry in entries {
            let step = stepOfLine[Int(entry.line)]
            guard steps.contains(step), seen.insert(step).inserted, let figure = entry.timing(in: run).figure(at: now) else { continue }
            if figure == .onTime { onTime += 1 }
            if figure.hasFallenDue || (figure == .skipped && entry.due <= now) { due += 1 }
        }
        return (onTime, due)
    }
}

extension [PathwayDefinition] {
    /// Steps in the order of the first, then those that only the others have.
    fileprivate var stepOrder: [String] {
        var seen: Set<String> = []
        return flatMap(\.steps).map(\.id).filter { seen.insert($0).inserted }
    }
}
