import Directory
import Exchange
import FHIR
import Journal

/// How the values of one measurement changed their zone, as the hub was told.
///
/// Only the latest value counts, by when it was measured: what is told late of an earlier time changes nothing. What a correction takes back
/// was known until then, so nothing that it led to is taken away.
final class Measuring {
    let definition: MeasurementDefinition
    /// In the order of telling; each has another zone than the one before.
    private(set) var readings: [Reading] = []

    init(_ definition: MeasurementDefinition, _ resources: CitizenResources, from start: Instant, zone: Zone) {
        self.definition = definition
        let versions = resources.observed(definition.code)
        // The version that each Observation has now, if it has a value.
        var known = [Int?](repeating: nil, count: versions.isEmpty ? 0 : resources.count)
        var latest: Int?
        func measured(_ place: Int) -> Instant { versions[place].reading?.measured(said: versions[place].said, in: zone) ?? .distantPast }
        func isLater(_ one: Int, than other: Int) -> Bool {
            let (a, b) = (measured(one), measured(other))
            return a == b ? resources.id(versions[one]) > resources.id(versions[other]) : a > b
        }
        for place in versions.indices {
            let own = versions[place].observation
            let hasValue = versions[place].value?.isIn(definition.unit) ?? false
            if !hasValue, known[own] == nil { continue }
            known[own] = hasValue ? place : nil
            if let current = latest, current != own, let best = known[current] {
                guard hasValue, isLater(place, than: best) else { continue }
                latest = own
            } else {
                latest = known.compactMap { $0 }.max { isLater($1, than: $0) }.map { versions[$0].observation }
            }
            guard versions[place].said >= start, let latest, let value = known[latest].flatMap({ versions[$0].value }) else { continue }
            note(value, at: versions[place].said)
        }
    }

    private func note(_ value: ObservationReading.Value, at instant: Instant) {
        let bands = definition.bands
        let zone = bands.indices.first { bands[$0].threshold.holds(for: value.number) }.map { bands[$0].zone }
        if let last = readings.last, last.zone == zone { return }
        readings.append(Reading(measurement: definition.id, at: instant, value: value.written, zone: zone))
    }

    /// When it fell into a zone.
    func crossings(into zone: MeasurementDefinition.Zone) -> [Instant] { readings.filter { $0.zone == zone }.map(\.at) }
}
