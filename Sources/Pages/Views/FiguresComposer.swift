import Directory
import FHIR
import Journal
import Pathways

/// Puts the page of a pathway's figures together.
struct FiguresComposer {
    let pages: Pages
    let visit: Visit
    let address: FigureAddress
    let figures: PathwayFigures
    let progress: FigureKeeper.Progress
    /// Citizens whose own reasons no page says.
    let hidden: Set<SubjectID>
    /// Citizens of whom the page says a reason that was given for them alone.
    private(set) var worded: Set<SubjectID> = []
    private let words: FigureWords

    init(
        pages: Pages, visit: Visit, address: FigureAddress, figures: PathwayFigures, progress: FigureKeeper.Progress, hidden: Set<SubjectID>
    ) {
        self.pages = pages
        self.visit = visit
        self.address = address
        self.figures = figures
        self.progress = progress
        self.hidden = hidden
        words = FigureWords(address, pages.library, visit.phrasing)
    }

    /// Lines that a list of reasons has until they are counted together.
    private static let reasonLines = 4

    var page: FiguresPage {
        mutating get {
            let deviations = notes(figures.deviations, step: nil)
            var steps: [FiguresPage.Step] = []
            for line in figures.steps { steps.append(step(line)) }
            return FiguresPage(
                frame: visit.frame("\(words.title): \(visit.say(.figures))", tab: .pathways, live: "/live"), heading: words.title,
                word: visit.say(.figures), back: visit.say(.backToPathway),
                backHref: Visit.pathway(address.pathway, version: address.version),
                lead: visit.say(.figuresLead), counting: progress.isWhole ? nil : visit.phrasing.counting(progress.citizens),
                filters: [periods, versions].compactMap { $0 }, sums: sums, adherence: adherence, stepsHeading: visit.say(.stepByStep),
                who: visit.say(.whoWord), columns: [.onTime, .doneLate, .howLate, .pastDue, .skippedWord, .waitingWord].map(visit.say),
                steps: steps,
                deviations: deviations.isEmpty ? nil : .init(heading: visit.say(.doneOtherwise), notes: deviations))
        }
    }

    private func number(_ count: Int, _ figure: Figure) -> FiguresPage.Number {
        .init(text: visit.phrasing.number(count), href: address.of(figure).text, isLink: count > 0)
    }

    private var sums: [FiguresPage.Sum] {
        [
            .init(name: visit.say(.figureBegun), number: number(figures.runs, .runs(isRunning: false))),
            .init(name: visit.say(.figureRunning), number: number(figures.running, .runs(isRunning: true))),
            .init(name: visit.say(.navCitizens), number: number(figures.citizens, .runs(isRunning: false))),
        ]
    }

    private var periods: FiguresPage.Filters? {
        let today = visit.phrasing.zone.day(at: visit.phrasing.now)
        let spans: [(Text, Day?)] = [(.sinceEver, nil), (.lastYear, today.adding(days: -364)), (.lastMonth, today.adding(days: -29))]
        return .init(
            label: visit.say(.periodLabel),
            links: spans.map { text, from in
                let other = FigureAddress(pathway: address.pathway, version: address.version, from: from)
                return .init(href: other.text, label: visit.say(text), isCurrent: address.from == from && address.to == nil)
            })
    }

    private var versions: FiguresPage.Filters? {
        guard figures.versions.count > 1 else { return nil }
        return .init(
            label: visit.say(.versionsHeading),
            links: ([nil] + figures.versions.map(Optional.some)).map { version in
                let other = FigureAddress(pathway: address.pathway, version: version, from: address.from, to: address.to)
                return .init(href: other.text, label: version ?? visit.say(.allVersions), isCurrent: address.version == version)
            })
    }

    private var adherence: FiguresPage.AdherenceList? {
        guard !figures.adherence.isEmpty else { return nil }
        return .init(
            heading: visit.say(.adherenceHeading),
            rows: figures.adherence.map { figure in
                .init(
                    title: figure.title[visit.phrasing.language.rawValue], met: number(figure.met, .adherence(figure.name, isMet: true)),
                    all: number(figure.all, .adherence(figure.name, isMet: false)), of: visit.say(.ofWord),
                    share: visit.phrasing.share(figure.met, of: figure.all),
                    meaning: visit.phrasing.adherence(atLeast: figure.atLeast, of: figure.steps.count),
                    steps: figure.steps.map(words.title(step:)).joined(separator: " · "))
            })
    }

    private mutating func step(_ line: PathwayFigures.StepLine) -> FiguresPage.Step {
        // A line in which nothing is owed and nothing was has no numbers but those of the notes.
        let owing = line.organisations.filter { $0.counts.due + $0.counts[.waiting] + $0.counts[.skipped] > 0 }
        var rows: [FiguresPage.Row] = []
        if owing.count > 1 { rows.append(row(visit.say(.all), line.all, line.step, nil, isAll: true)) }
        rows += owing.map { row(pages.name($0.organisation), $0.counts, line.step, $0.organisation, isAll: false) }
        let rest: [(StepFigure, Text)] = [(.undated, .undatedWord), (.withdrawn, .goneWord)]
        var notes = rest.filter { line.all[$0.0] > 0 }.map { figure, text in
            FiguresPage.Note(what: visit.say(text), why: nil, number: number(line.all[figure], .step(line.step, figure, nil)))
        }
        notes += self.notes(line.deviations, step: line.step)
        return .init(
            title: words.title(step: line.step), href: "\(Visit.pathway(address.pathway, version: address.version))#\(line.step)",
            due: words.due(step: line.step), bar: bar(line.all), rows: rows,
            nobody: line.organisations.isEmpty && notes.isEmpty ? visit.say(.nobodyYet) : nil, notes: notes,
            hasNotes: !notes.isEmpty)
    }

    private func row(
        _ name: String, _ counts: PathwayFigures.Counts, _ step: String, _ organisation: OrganisationID?, isAll: Bool
    ) -> FiguresPage.Row {
        func count(_ figure: StepFigure) -> FiguresPage.Number { number(counts[figure], .step(step, figure, organisation)) }
        let late = late(counts)
        return .init(
            name: name, isAll: isAll, onTimeLabel: visit.say(.onTime), onTime: count(.onTime), of: visit.say(.ofWord),
            due: number(counts.due, .step(step, nil, organisation)), share: visit.phrasing.share(counts[.onTime], of: counts.due),
            cells: [
                .init(label: visit.say(.doneLate), number: count(.late)),
                .init(label: visit.say(.howLate), number: .init(text: late.isEmpty ? "–" : late, href: "", isLink: false)),
                .init(label: visit.say(.pastDue), number: count(.overdue)),
                .init(label: visit.say(.skippedWord), number: count(.skipped)),
                .init(label: visit.say(.waitingWord), number: count(.waiting)),
            ])
    }

    /// `halvparten innen 2 t, 90 % innen 9 t`; one length when it is the same.
    private func late(_ counts: PathwayFigures.Counts) -> String {
        guard let median = counts.medianLate, let ninetieth = counts.ninetiethLate else { return "" }
        let (half, most) = (visit.phrasing.length(seconds: median), visit.phrasing.length(seconds: ninetieth))
        return half == most ? half : "\(visit.say(.half)) \(half), \(visit.say(.ninety)) \(most)"
    }

    private func bar(_ counts: PathwayFigures.Counts) -> FiguresPage.Bar? {
        guard counts.due > 0 else { return nil }
        func length(_ count: Int) -> String {
            let tenths = count * 1_000 / counts.due
            return "\(tenths / 10).\(tenths % 10)"
        }
        return .init(
            onTime: length(counts[.onTime]), late: length(counts[.late]), lateFrom: length(counts[.onTime]),
            overdue: length(counts[.overdue]),
            overdueFrom: length(counts[.onTime] + counts[.late]))
    }

    /// The most frequent reasons in words; all others together.
    private mutating func notes(_ lines: [PathwayFigures.DeviationLine], step: String?) -> [FiguresPage.Note] {
        let language = visit.phrasing.language.rawValue
        var notes: [FiguresPage.Note] = []
        for line in lines.prefix(Self.reasonLines) {
            let isHidden = line.only.map(hidden.contains) ?? false
            if let only = line.only, !isHidden, !line.reason.isEmpty { worded.insert(only) }
            notes.append(
                .init(
                    what: line.kind.wording[language],
                    why: isHidden ? visit.say(.otherReason) : line.reason.isEmpty ? visit.say(.withoutReason) : line.reason,
                    number: number(line.count, .deviations(step, line.kind, reasonKey: line.reasonKey))))
        }
        let rest = lines.dropFirst(Self.reasonLines).reduce(0) { $0 + $1.count }
        if rest > 0 {
            let all = lines.reduce(0) { $0 + $1.count }
            notes.append(
                .init(
                    what: visit.say(.otherReasons), why: visit.phrasing.number(rest),
                    number: number(all, .deviations(step, nil, reasonKey: nil))))
        }
        return notes
    }
}

/// The words of a pathway in all the versions that figures are of, the newest first.
struct FigureWords {
    private let definitions: [PathwayDefinition]
    private let phrasing: Phrasing
    let title: String

    init(_ address: FigureAddress, _ library: PathwayLibrary, _ phrasing: Phrasing) {
        let all = library.definitions.filter { $0.id == address.pathway }
        let asked = all.filter { $0.version == address.version }
        definitions = asked + all.reversed().filter { $0.version != address.version }
        self.phrasing = phrasing
        title = definitions.first?.title[phrasing.language.rawValue] ?? address.pathway
    }

    private func definition(of step: String) -> (PathwayDefinition, StepDefinition)? {
        for definition in definitions {
            if let found = definition.step(step) { return (definition, found) }
        }
        return nil
    }

    func title(step: String) -> String { definition(of: step)?.1.title[phrasing.language.rawValue] ?? step }

    /// By when, without who says so: `innen 2 timer`.
    func due(step: String) -> String {
        guard let (definition, found) = definition(of: step) else { return "" }
        let words = DefinitionWords(definition: definition, phrasing: phrasing)
        var seen: Set<String> = []
        return found.deadlines.map { words.term($0) }.filter { seen.insert($0).inserted }.joined(separator: ", ")
    }
}
