import Directory
import Exchange
import FHIR
import FHIRPath
import Journal

/// How the values of one measurement changed their zone, as the hub was told.
///
/// Only the latest value counts, by when it was measured: what is told late of an earlier time changes nothing. What a correction takes back
/// was known until then, so nothing that it led to is taken away. A value in another unit of the same dimension is converted.
struct Measuring: Sendable {
    let definition: MeasurementDefinition
    private let start: Instant
    private let zone: Zone
    /// In the order of telling; each has another zone than the one before.
    private(set) var readings: [Reading] = []
    /// The value that counts now.
    private(set) var latest: Reading?
    /// Those in units that cannot be converted, each unit once, as it came last.
    private(set) var unread: [Reading] = []

    /// What was looked at so far, while each Observation has one version: the next fold goes on from there.
    private var seen: Seen?

    private struct Seen {
        let edition: ResourceShelf.Edition
        var count = 0
        /// The latest by when it was measured.
        var latest: (at: Instant, id: String)?
    }

    /// In the measurement's own unit.
    private struct Value {
        var number: Double
        var text: String
    }

    /// - Parameter last: the same measurement in the last fold.
    init(_ definition: MeasurementDefinition, _ resources: CitizenResources, from start: Instant, zone: Zone, after last: Measuring?) {
        let versions = resources.observed(definition.code)
        if let last, let seen = last.seen, seen.edition === resources.edition, last.start == start, last.zone == zone {
            self = last
        } else {
            self.definition = definition
            self.start = start
            self.zone = zone
            seen = resources.edition.map { Seen(edition: $0) }
        }
        if seen == nil { revised(versions, resources) } else { goOn(versions, resources) }
    }

    /// Counts a value, by when it was told; nil: there is none any more.
    private mutating func count(_ current: Value?, _ said: Instant) {
        guard said >= start else { return }
        latest = current.map { reading($0, zone: band(of: $0), at: said) }
        if let latest, readings.last?.zone != latest.zone || readings.isEmpty { readings.append(latest) }
    }

    /// Each Observation has one version: the latest value is the latest of all so far.
    private mutating func goOn(_ versions: [ResourceShelf.Observed], _ resources: CitizenResources) {
        guard var seen else { return }
        self.seen = nil
        for place in versions.indices.dropFirst(seen.count) {
            let said = versions[place].said
            guard let value = value(versions[place], told: said >= start ? said : nil) else { continue }
            let at = versions[place].measured(in: zone)
            if let latest = seen.latest {
                guard at > latest.at || (at == latest.at && resources.id(versions[place]) > latest.id) else { continue }
            }
            seen.latest = (at, resources.id(versions[place]))
            count(value, said)
        }
        seen.count = versions.count
        self.seen = seen
    }

    /// The same where later versions take the place of earlier ones.
    private mutating func revised(_ versions: [ResourceShelf.Observed], _ resources: CitizenResources) {
        if versions.isEmpty { return }
        var values = [Value?](repeating: nil, count: versions.count)
        // The version that each Observation has now, if it has a value.
        var known = [Int?](repeating: nil, count: resources.count)
        var latest: Int?
        func isLater(_ one: Int, than other: Int) -> Bool {
            let (a, b) = (versions[one].measured(in: zone), versions[other].measured(in: zone))
            return a == b ? resources.id(versions[one]) > resources.id(versions[other]) : a > b
        }
        for place in versions.indices {
            let own = versions[place].observation
            let said = versions[place].said
            values[place] = value(versions[place], told: said >= start ? said : nil)
            let hasValue = values[place] != nil
            if !hasValue, known[own] == nil { continue }
            known[own] = hasValue ? place : nil
            if let current = latest, current != own, let best = known[current] {
                guard hasValue, isLater(place, than: best) else { continue }
                latest = own
            } else {
                latest = known.compactMap { $0 }.max { isLater($1, than: $0) }.map { versions[$0].observation }
            }
            count(latest.flatMap { known[$0] }.flatMap { values[$0] }, said)
        }
    }

    /// What was said in the measurement's unit; nil when that cannot be known, which is noted if it was `told` within the run.
    private mutating func value(_ version: ResourceShelf.Observed, told: Instant?) -> Value? {
        guard let said = version.value else { return nil }
        if said.isIn(definition.unit) { return Value(number: said.number, text: said.written) }
        guard case .said(let unit?) = said.unit else { return nil }
        // UCUM's units; a number whose digits are too many to convert exactly cannot be read either.
        if let converted = DecimalNumber(said.written).flatMap({ Quantity($0, unit: unit).converted(to: definition.unit) }),
            let number = Double("\(converted.value)")
        {
            return Value(number: number, text: "\(converted.value)")
        }
        if let told {
            unread.removeAll { $0.unit == unit }
            unread.append(Reading(measurement: definition.id, at: told, value: said.written, zone: nil, unit: unit))
        }
        return nil
    }

    private func band(of value: Value) -> MeasurementDefinition.Zone? {
        let bands = definition.bands
        return bands.indices.first { bands[$0].threshold.holds(for: value.number) }.map { bands[$0].zone }
    }

    private func reading(_ value: Value, zone: MeasurementDefinition.Zone?, at instant: Instant) -> Reading {
        Reading(measurement: definition.id, at: instant, value: value.text, zone: zone)
    }

    /// When it fell into a zone.
    func crossings(into zone: MeasurementDefinition.Zone) -> [Instant] { readings.filter { $0.zone == zone }.map(\.at) }
}
