public import FHIR
import FHIRPath

/// What an Observation says for an input of a score, and when it was measured.
public struct ObservedInput: Sendable, Hashable {
    public var input: ScoreInput
    public var at: Instant
    /// Of the Observation.
    public var id: String?
}

extension ScoreDefinition {
    /// How Observations name what it needs, by its inputs; those that only a person can say are left out.
    public var codes: [(input: String, code: MeasurementCode)] {
        inputs.compactMap { input in
            guard let code = input.code else { return nil }
            switch input.kind {
            case .number: return (input.id, code)
            case .answers: return nil
            }
        }
    }

    /// The latest value of each input among Observations, by when it was measured and not later than `now`.
    ///
    /// What was entered by mistake, has no time or no number is left out; what has another unit is not: the result names it.
    public func observed(in observations: [Element], zone: Zone, at now: Instant) -> [String: ObservedInput] {
        var latest: [String: ObservedInput] = [:]
        for (input, code) in codes {
            for observation in observations {
                guard let found = observation.observed(code, zone: zone), found.at <= now, latest[input].map({ $0.at < found.at }) ?? true
                else { continue }
                latest[input] = found
            }
        }
        return latest
    }
}

extension Element {
    /// The quantity of an Observation, or of its component, that has this code.
    fileprivate func observed(_ code: MeasurementCode, zone: Zone) -> ObservedInput? {
        let left: Set<String> = ["entered-in-error", "cancelled", "registered"]
        if let status = self["status"]?.text, left.contains(status) { return nil }
        let holder = isCoded(code) ? self : self["component"]?.items.first { $0.isCoded(code) }
        let time = (self["effectiveDateTime"] ?? self["effectiveInstant"] ?? self["effectivePeriod"]?["start"] ?? self["issued"])?.text
        guard let quantity = holder?["valueQuantity"], let written = quantity["value"],
            let number = DecimalNumber(String(decoding: written.bytes, as: UTF8.self)),
            let at = time.flatMap({ Moment($0, zone: zone)?.instant })
        else { return nil }
        let unit = (quantity["code"] ?? quantity["unit"])?.text ?? ""
        return ObservedInput(input: .quantity(number, unit: unit), at: at, id: self["id"]?.text)
    }

    private func isCoded(_ code: MeasurementCode) -> Bool {
        self["code"]?["coding"]?.items.contains {
            ($0["code"]?.equals(code.code) ?? false) && ($0["system"]?.equals(code.system) ?? false)
        } ?? false
    }
}
