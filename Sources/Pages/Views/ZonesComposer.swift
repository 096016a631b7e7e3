import Directory
import FHIR
import Pathways

/// Puts together what measured values mean: for a definition, and for a citizen with the latest value of each.
struct ZonesComposer {
    let visit: Visit

    private var words: ZoneWords { ZoneWords(language: visit.phrasing.language) }
    private var language: String { visit.phrasing.language.rawValue }

    /// All limits and what they ask for, as a definition has them; nil when it measures nothing.
    func view(of definition: PathwayDefinition) -> ZonesView? {
        view(definition.measurements.filter { !$0.bands.isEmpty }.map { measurement($0) })
    }

    /// Those of all pathways that run, the most urgent first; nil when they measure nothing.
    ///
    /// `isUrgent` when a latest value asks the citizen to do something now.
    func view(of plan: Plan, pages: Pages, at now: Instant) -> (view: ZonesView, isUrgent: Bool)? {
        let runs = plan.runs.filter { !$0.isOver(at: now) && $0.start <= now }
        var found: [(urgency: Int, measurement: ZonesView.Measurement)] = []
        for run in runs {
            guard let definition = pages.library.definition(run.pathway, version: run.version) else { continue }
            for measured in definition.measurements where !measured.bands.isEmpty {
                let reading = run.latest.first { $0.measurement == measured.id }
                var row = measurement(measured, run: run, reading: reading)
                row.pathway = definition.title[language]
                found.append((urgency(reading?.zone), row))
            }
        }
        let ordered = found.enumerated().sorted { ($0.element.urgency, $0.offset) < ($1.element.urgency, $1.offset) }.map(\.element)
        return view(ordered.map(\.measurement), calls: calls(plan, pages, at: now)).map { ($0, ordered[0].urgency < 2) }
    }

    private func view(_ measurements: [ZonesView.Measurement], calls: [WorseningView.Call] = []) -> ZonesView? {
        measurements.isEmpty
            ? nil
            : ZonesView(heading: visit.say(.zonesHeading), calls: calls, hasCalls: !calls.isEmpty, measurements: measurements)
    }

    private func urgency(_ zone: MeasurementDefinition.Zone?) -> Int {
        switch zone {
        case .red: 0
        case .yellow: 1
        case .green, nil: 2
        }
    }

    private func measurement(_ measured: MeasurementDefinition, run: Run? = nil, reading: Reading? = nil) -> ZonesView.Measurement {
        let place = reading.flatMap { Double($0.value) }.flatMap(measured.place)
        var bands = measured.bands.indices.map { index in
            let band = measured.bands[index]
            return ZonesView.Band(
                colour: band.zone.rawValue, name: words.name(band.zone),
                limits: words.limits(measured.values(at: index), unit: measured.unit),
                now: index == place ? visit.say(.appliesNow) : nil, advice: band.citizen?[language])
        }
        if let place { bands.insert(bands.remove(at: place), at: 0) }
        let phrasing = Phrasing(language: visit.phrasing.language, zone: run?.zone ?? visit.phrasing.zone, now: visit.phrasing.now)
        let latest = reading.map { reading in
            let zone = place.map { words.name(measured.bands[$0].zone).lowercased() } ?? visit.say(.noZone)
            let told = "\(visit.say(.toldWord)) \(phrasing.moment(reading.at))"
            return "\(visit.say(.latestValue)): \(words.value(reading.value, unit: measured.unit)), \(zone), \(told)"
        }
        let unread = run?.unread.filter { $0.measurement == measured.id && $0.at >= reading?.at ?? .distantPast }.max { $0.at < $1.at }
        return ZonesView.Measurement(
            title: measured.title[language], latest: run == nil ? nil : latest ?? visit.say(.notMeasured),
            unread: unread.map {
                let value = words.value($0.value, unit: $0.unit ?? measured.unit)
                return "\(visit.say(.unreadValue)): \(value), \(visit.say(.toldWord)) \(phrasing.moment($0.at))"
            },
            bands: bands)
    }

    // MARK: Whom to call

    /// The citizen's contact, and whom to call at this hour when it gets worse and when life is in danger, with the numbers that the list has.
    private func calls(_ plan: Plan, _ pages: Pages, at now: Instant) -> [WorseningView.Call] {
        let list = pages.settings.contacts
        let contact = plan.contact(at: now).map {
            WorseningView.Call(
                label: visit.say(.yourContact), title: plan.name(of: $0.organisation), detail: "", phone: list?.numbers[$0.organisation])
        }
        let municipality = plan.runs.reversed().lazy.compactMap { $0.lane(of: "municipality")?.organisation }.first
        let place = municipality.flatMap { pages.directory().organisation($0)?.municipality }
        func callee(_ urgency: Call.Urgency) -> Callee? {
            let call = Call(by: .citizen, about: .worsening, urgency: urgency)
            return place.flatMap { list?.contact(for: call, plan: plan, municipality: $0, directory: pages.directory(), at: now) }
        }
        let ordinary = callee(.ordinary).map { callee in
            let until = callee.until.map { "\(visit.say(.untilWord)) \(visit.phrasing.moment($0))" }
            // The name of who serves the place where they live would tell where that is.
            let name = plan.citizen.isProtected ? nil : callee.organisation.map(pages.name)
            let detail = [name, until].compactMap(\.self).joined(separator: " · ")
            return WorseningView.Call(label: visit.say(.callWhenWorse), title: callee.title[language], detail: detail, phone: callee.phone)
        }
        let emergency = callee(.emergency).map {
            WorseningView.Call(label: visit.say(.callEmergency), title: $0.title[language], detail: "", phone: $0.phone)
        }
        return [contact, ordinary, emergency].compactMap(\.self)
    }
}
