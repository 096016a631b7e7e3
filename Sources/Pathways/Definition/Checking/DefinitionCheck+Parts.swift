import Directory

extension DefinitionCheck {
    mutating func checkPublishing() {
        let missing = definition.publication.missing
        if definition.publication.status == .published, !missing.isEmpty {
            refuse(
                .forbidden, "status", "sign-off",
                what: "It is published without the signature of \(missing.map { "\"\($0)\"" }.joined(separator: ", "))",
                remedy: "Write \"status: draft\" until they have signed, then add them under \"signed\".")
        }
        for code in definition.municipalities where !(3...4).contains(code.utf8.count) || !code.utf8.allSatisfy({ (48...57).contains($0) })
        {
            refuse(
                .value, "municipalities", what: "\"\(code)\" is no local authority code",
                remedy: "Write the four digits of a Norwegian or the three of a Danish municipality, in quotes.")
        }
        if definition.countries.isEmpty {
            refuse(.value, "countries", what: "The pathway runs in no country", remedy: "Write no, dk or both, or leave the key out.")
        }
    }

    mutating func checkEnds() {
        if definition.starts.isEmpty {
            refuse(.reference, "starts", what: "Nothing starts the pathway", remedy: "Write the events that do, or \"by hand\".")
        }
        if definition.ends.isEmpty {
            refuse(
                .reference, "ends", what: "Nothing ends the pathway",
                remedy: "Write \"after:\" an event, or \"after start: yes\" and \"within:\".")
        }
        if definition.steps.isEmpty {
            refuse(.reference, "steps", what: "The pathway has no step", remedy: "Write what is done first.")
        }
    }

    mutating func checkMeasurements() {
        for measurement in definition.measurements {
            let samples = measurement.samples
            let reached = Set(samples.compactMap { value in measurement.bands.firstIndex { $0.threshold.holds(for: value) } })
            for (index, band) in measurement.bands.enumerated() where !reached.contains(index) {
                refuse(
                    .overlap, "measurement \(measurement.id) zone \(index)", "measurement \(measurement.id)",
                    what:
                        "No value of \"\(measurement.id)\" falls into \(band.zone.rawValue) \"\(band.threshold)\": the zones above take them all",
                    remedy: "The first zone that fits counts: put the narrower one first.")
            }
        }
        for goal in definition.goals where goal.target != nil && goal.measurement == nil {
            refuse(
                .reference, "goal \(goal.id)", what: "Nothing measures whether the goal \"\(goal.id)\" is reached",
                remedy: "Write \"measurement:\" beside its target.")
        }
    }

    mutating func checkFigures() {
        for figure in definition.adherence {
            if figure.atLeast < 1 || figure.atLeast > figure.steps.count {
                refuse(
                    .value, "adherence \(figure.id) at least", "adherence \(figure.id)",
                    what: "The figure \"\(figure.id)\" counts \(figure.atLeast) of \(figure.steps.count) steps",
                    remedy: "Write a number from 1 to the number of its steps.")
            }
            for id in figure.steps {
                guard let step = definition.step(id), step.deadlines.isEmpty else { continue }
                refuse(
                    .reference, "adherence \(figure.id) \(id)", what: "The step \"\(id)\" is never done on time: it has no deadline",
                    remedy: "Write \"due:\" at the step, or leave it out of the figure.")
            }
        }
    }
}

extension MeasurementDefinition {
    /// Values that show every zone: at each limit, on both sides of it, and far away.
    var samples: [Double] {
        let limits = bands.map(\.threshold.number)
        let sorted = Set(limits).sorted()
        let between = zip(sorted, sorted.dropFirst()).map { ($0 + $1) / 2 }
        return limits + between + [(sorted.first ?? 0) - 1, (sorted.last ?? 0) + 1]
    }
}
