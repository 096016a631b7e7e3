import FHIR

/// What one version of a resource says that definitions ask about, whoever's it is and whenever they ask.
final class VersionReading: Sendable {
    /// Whether a pattern's condition holds of it.
    enum Answer: UInt8, Sendable {
        case no, yes
        /// It cannot be worked out.
        case failed
        /// The pattern is about another type.
        case notAsked
    }

    /// What measurements ask of an Observation; nothing for other types.
    let observation: ObservationReading
    /// By the places of the patterns that ``ResourceReader`` knows.
    let answers: [Answer]

    init(_ observation: ObservationReading, _ answers: [Answer]) {
        self.observation = observation
        self.answers = answers
    }
}

/// What one version of an Observation says that measurements ask about.
struct ObservationReading: Sendable {
    /// What it says under one code.
    struct Value: Sendable {
        /// The code's place among those that measurements ask about.
        let code: Int
        let number: Double
        let written: String
        let unit: Unit

        enum Unit: Sendable {
            /// Nothing says which: the measurement's own.
            case unsaid
            case said(String?)
        }

        func isIn(_ unit: String) -> Bool {
            switch self.unit {
            case .unsaid: true
            case .said(let said): said == unit
            }
        }
    }

    private enum Time: Sendable {
        case unsaid
        case at(Instant)
        /// Without offset: where the citizen is says when.
        case local(String)
    }

    let values: [Value]
    private let time: Time

    static let nothing = ObservationReading()

    private init() {
        values = []
        time = .unsaid
    }

    init(_ root: Element, asking codes: [MeasurementCode]) {
        if let status = root["status"], status.equals("entered-in-error") || status.equals("cancelled") {
            self.init()
            return
        }
        var values: [Value] = []
        var seen: [Int] = []
        // What the Observation says as a whole goes before its components, and the first of these before the others.
        func read(_ holder: Element) {
            guard let codings = holder["code"]?["coding"] else { return }
            for coding in codings.items {
                let place = codes.firstIndex {
                    (coding["code"]?.equals($0.code) ?? false) && (coding["system"]?.equals($0.system) ?? false)
                }
                guard let place, !seen.contains(place) else { continue }
                seen.append(place)
                guard let quantity = holder["valueQuantity"], let written = quantity["value"] else { continue }
                let text = String(decoding: written.bytes, as: UTF8.self)
                guard let number = Double(text) else { continue }
                let unit = quantity["code"] ?? quantity["unit"]
                values.append(Value(code: place, number: number, written: text, unit: unit.map { .said($0.text) } ?? .unsaid))
            }
        }
        read(root)
        if let components = root["component"] { for component in components.items { read(component) } }
        let text = (root["effectiveDateTime"] ?? root["effectiveInstant"] ?? root["effectivePeriod"]?["start"] ?? root["issued"])?.text
        self.init(values, values.isEmpty ? nil : text)
    }

    private init(_ values: [Value], _ text: String?) {
        self.values = values
        if let text, let moment = Moment(text, zone: .utc) {
            time = moment.offset == nil ? .local(text) : .at(moment.instant)
        } else {
            time = .unsaid
        }
    }

    /// When it was measured; when it was said, if it does not tell.
    func measured(said: Instant, in zone: Zone) -> Instant {
        switch time {
        case .unsaid: said
        case .at(let instant): instant
        case .local(let text): Moment(text, zone: zone)?.instant ?? said
        }
    }
}
