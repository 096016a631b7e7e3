import Directory
import Exchange
import FHIR
import Journal

/// How the values of one measurement changed their zone, as the hub was told.
///
/// Only the latest value counts, by when it was measured: what is told late of an earlier time changes nothing. What a correction takes back
/// was known until then, so nothing that it led to is taken away.
struct Measuring {
    let definition: MeasurementDefinition
    /// In the order of telling; each has another zone than the one before.
    private(set) var readings: [Reading] = []

    private struct Value {
        var measured: Instant
        var number: Double
        var text: String
    }

    init(_ definition: MeasurementDefinition, _ resources: CitizenResources, from start: Instant, zone: Zone) {
        self.definition = definition
        var known: [String: Value] = [:]
        var latest: String?
        for item in resources.observations {
            var value: Value?
            if let resource = item.resource { value = self.value(of: resource, said: item.said, zone: zone) }
            if let value {
                known[item.id] = value
            } else if known.removeValue(forKey: item.id) == nil {
                continue
            }
            if let current = latest, current != item.id, let best = known[current] {
                guard let value, (value.measured, item.id) > (best.measured, current) else { continue }
                latest = item.id
            } else {
                latest = known.max { ($0.value.measured, $0.key) < ($1.value.measured, $1.key) }?.key
            }
            guard item.said >= start, let latest, let value = known[latest] else { continue }
            note(value, at: item.said)
        }
    }

    private mutating func note(_ value: Value, at instant: Instant) {
        let zone = definition.band(for: value.number)?.zone
        if let last = readings.last, last.zone == zone { return }
        readings.append(Reading(measurement: definition.id, at: instant, value: value.text, zone: zone))
    }

    /// The value of an Observation, or of its component, that is this measurement's.
    private func value(of resource: Resource, said: Instant, zone: Zone) -> Value? {
        let root = resource.root
        if let status = root["status"], status.equals("entered-in-error") || status.equals("cancelled") { return nil }
        var holder: Element?
        if isNamed(root) { holder = root } else { holder = root["component"]?.items.first(where: isNamed) }
        guard let quantity = holder?["valueQuantity"], let written = quantity["value"],
            let number = Double(String(decoding: written.bytes, as: UTF8.self))
        else { return nil }
        guard let unit = quantity["code"] ?? quantity["unit"], !unit.equals(definition.unit) else {
            return Value(measured: measured(root, said, zone), number: number, text: String(decoding: written.bytes, as: UTF8.self))
        }
        return nil
    }

    private func isNamed(_ element: Element) -> Bool {
        guard let codings = element["code"]?["coding"] else { return false }
        return codings.items.contains {
            ($0["code"]?.equals(definition.code.code) ?? false) && ($0["system"]?.equals(definition.code.system) ?? false)
        }
    }

    private func measured(_ root: Element, _ said: Instant, _ zone: Zone) -> Instant {
        let text = (root["effectiveDateTime"] ?? root["effectiveInstant"] ?? root["effectivePeriod"]?["start"] ?? root["issued"])?.text
        return text.flatMap { Moment($0, zone: zone)?.instant } ?? said
    }

    /// When it fell into a zone.
    func crossings(into zone: MeasurementDefinition.Zone) -> [Instant] { readings.filter { $0.zone == zone }.map(\.at) }
}
