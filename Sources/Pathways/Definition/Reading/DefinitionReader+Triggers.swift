import Directory
import FHIR

extension DefinitionReader {
    /// `{after: admitted, country: no, where: {class: inpatient}}`, `{after step: answer, wait: 3 days}` and the like.
    mutating func trigger(_ node: DefinitionNode, of step: String) -> Trigger? {
        guard let parts = node.members(.trigger, &mistakes) else { return nil }
        let country: Country? = parts["country"].flatMap { $0.choice(Country.self, &mistakes) }
        if parts["country"] != nil, country == nil { return nil }
        let wait = length(parts["wait"], otherwise: "The step \"\(step)\" would wait for nothing")
        if parts["wait"] != nil, wait == nil { return nil }
        guard isFitting(parts), let source = source(parts, of: step) else { return nil }
        return Trigger(source, country: country, wait: wait)
    }

    /// Keys that say more of one kind of trigger stand beside no other.
    private mutating func isFitting(_ parts: [String: DefinitionNode]) -> Bool {
        let companions = [
            ("outcome", ["after step"]), ("option", ["after choice"]), ("zone", ["after measurement"]), ("where", ["after", "resource"]),
        ]
        var isFitting = true
        for (key, owners) in companions where owners.allSatisfy({ parts[$0] == nil }) {
            guard let part = parts[key] else { continue }
            part.note(
                .key, "\"\(key)\" says nothing here",
                remedy: "It belongs beside \(owners.map { "\"\($0):\"" }.joined(separator: " or ")).", &mistakes)
            isFitting = false
        }
        return isFitting
    }

    private mutating func source(_ parts: [String: DefinitionNode], of step: String) -> Trigger.Source? {
        if let other = parts["after step"] {
            guard let id = other.string(&mistakes) else { return nil }
            let outcome: Trigger.Outcome? = parts["outcome"].map { $0.choice(Trigger.Outcome.self, &mistakes) } ?? .done
            place("step \(step) after \(id)", other)
            return outcome.map { .step(id, $0) }
        }
        if let start = parts["after start"] { return start.isYes(&mistakes) ? .start : nil }
        if let choice = parts["after choice"] {
            guard let id = choice.string(&mistakes) else { return nil }
            let option = parts["option"].map { $0.string(&mistakes) }
            place("step \(step) after \(id)", choice)
            if let option, let option { place("step \(step) after \(id) option \(option)", parts["option"]) }
            return option == .some(nil) ? nil : .choice(id, option: option ?? nil)
        }
        if let measurement = parts["after measurement"] { return zone(measurement, parts["zone"], of: step) }
        if let type = parts["resource"] { return resource(type, where: parts["where"]).map { .resource($0) } }
        return event(parts["after"]).map { .event(EventPattern($0, details(parts["where"]))) }
    }

    private mutating func zone(_ measurement: DefinitionNode, _ zone: DefinitionNode?, of step: String) -> Trigger.Source? {
        guard let id = measurement.string(&mistakes) else { return nil }
        place("step \(step) after measurement \(id)", measurement)
        guard let zone else {
            measurement.note(
                .key, "It is not said which zone of \"\(id)\" opens the step", remedy: "Write \"zone:\" red, yellow or green beside it.",
                &mistakes)
            return nil
        }
        return zone.choice(MeasurementDefinition.Zone.self, &mistakes).map { .measurement(id, zone: $0) }
    }
}
