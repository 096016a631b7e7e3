import Directory
import FHIR
import Journal
import Pathways

/// Writes figures as lines.
struct FigureTable {
    let format: FigureFormat
    /// Citizens whose own reasons are left out.
    let hidden: Set<SubjectID>
    let name: (OrganisationID) -> String

    /// One line of a table, whatever it is written as.
    private struct Line {
        var pathway: String
        var kind: String
        var step: String?
        var organisation: OrganisationID?
        /// The figure of a definition, or what people did otherwise.
        var what: String?
        var reason: String?
        var counts: PathwayFigures.Counts?
        var count: Int?
        var of: Int?
    }

    var head: [String] {
        guard format == .csv else { return [] }
        let figures = StepFigure.allCases.map(\.rawValue)
        return [
            (["pathway", "line", "step", "organisation", "what", "reason"] + figures
                + ["due", "median-late-seconds", "ninetieth-late-seconds", "count", "of"]).joined(separator: ",")
        ]
    }

    func lines(_ pathway: String, _ figures: PathwayFigures) -> [String] {
        let lines = all(pathway, figures)
        switch format {
        case .text: return lines.map(text)
        case .csv: return lines.map(csv)
        case .json: return lines.map(json)
        }
    }

    private func all(_ pathway: String, _ figures: PathwayFigures) -> [Line] {
        var lines = [
            Line(pathway: pathway, kind: "runs", count: figures.runs), Line(pathway: pathway, kind: "running", count: figures.running),
            Line(pathway: pathway, kind: "citizens", count: figures.citizens),
        ]
        for step in figures.steps {
            lines.append(Line(pathway: pathway, kind: "step", step: step.step, counts: step.all))
            lines += step.organisations.map {
                Line(pathway: pathway, kind: "step", step: step.step, organisation: $0.organisation, counts: $0.counts)
            }
            lines += step.deviations.map { deviation(pathway, step.step, $0) }
        }
        lines += figures.adherence.map { Line(pathway: pathway, kind: "measure", what: $0.name, count: $0.met, of: $0.all) }
        return lines + figures.deviations.map { deviation(pathway, nil, $0) }
    }

    private func deviation(_ pathway: String, _ step: String?, _ line: PathwayFigures.DeviationLine) -> Line {
        let isHidden = line.only.map(hidden.contains) ?? false
        return Line(
            pathway: pathway, kind: "deviation", step: step, what: line.kind.rawValue, reason: isHidden ? nil : line.reason,
            count: line.count)
    }

    private func text(_ line: Line) -> String {
        guard let counts = line.counts else {
            let place = [line.step, line.what, line.reason.map { "“\($0)”" }].compactMap { $0 }.joined(separator: " · ")
            let number = (line.count ?? 0).description + (line.of.map { " of \($0)" } ?? "")
            return "\(line.pathway)  \(place.isEmpty ? line.kind : place): \(number)"
        }
        let late =
            counts.medianLate.map { " (half within \(Self.length($0)), 90% within \(Self.length(counts.ninetiethLate ?? $0)))" } ?? ""
        let rest = StepFigure.allCases.filter { !$0.hasFallenDue && counts[$0] > 0 }.map { ", \(counts[$0]) \($0.rawValue)" }.joined()
        let who = line.organisation.map(name) ?? "all"
        return "\(line.pathway)  \(line.step ?? "") · \(who): \(counts[.onTime]) of \(counts.due) on time, \(counts[.late]) late, "
            + "\(counts[.overdue]) past due\(late)\(rest)"
    }

    /// `2 h 5 min`, `3 d 4 h`.
    private static func length(_ seconds: Int64) -> String {
        let minutes = seconds / 60
        if minutes < 60 { return "\(minutes) min" }
        if minutes < 48 * 60 { return "\(minutes / 60) h \(minutes % 60) min" }
        return "\(minutes / 1_440) d \(minutes % 1_440 / 60) h"
    }

    private func csv(_ line: Line) -> String {
        var cells: [String?] = [line.pathway, line.kind, line.step, line.organisation?.text, line.what, line.reason]
        cells += StepFigure.allCases.map { figure in line.counts.map { String($0[figure]) } }
        cells += [
            line.counts.map { String($0.due) }, line.counts?.medianLate.map { String($0) }, line.counts?.ninetiethLate.map { String($0) },
            line.count.map { String($0) }, line.of.map { String($0) },
        ]
        return cells.map { Self.quoted($0 ?? "") }.joined(separator: ",")
    }

    /// https://www.rfc-editor.org/rfc/rfc4180
    private static func quoted(_ text: String) -> String {
        text.contains { ",\"\r\n".contains($0) } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }

    private func json(_ line: Line) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("pathway", line.pathway)
            writer.field("line", line.kind)
            if let step = line.step { writer.field("step", step) }
            if let organisation = line.organisation { writer.field("organisation", organisation.text) }
            if let what = line.what { writer.field("what", what) }
            if let reason = line.reason { writer.field("reason", reason) }
            if let counts = line.counts {
                for figure in StepFigure.allCases { writer.field(figure.rawValue, counts[figure]) }
                writer.field("due", counts.due)
                if let median = counts.medianLate { writer.field("median-late-seconds", median) }
                if let ninetieth = counts.ninetiethLate { writer.field("ninetieth-late-seconds", ninetieth) }
            }
            if let count = line.count { writer.field("count", count) }
            if let of = line.of { writer.field("of", of) }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
