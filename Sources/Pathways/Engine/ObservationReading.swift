import FHIR
import Synchronization

/// What one version of an Observation says that measurements ask about.
final class ObservationReading: Sendable {
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

    fileprivate init(_ resource: Resource, asking codes: [MeasurementCode]) {
        let root = resource.root
        if let status = root["status"], status.equals("entered-in-error") || status.equals("cancelled") {
            values = []
            time = .unsaid
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
        self.values = values
        let text = (root["effectiveDateTime"] ?? root["effectiveInstant"] ?? root["effectivePeriod"]?["start"] ?? root["issued"])?.text
        if values.isEmpty {
            time = .unsaid
        } else if let text, let moment = Moment(text, zone: .utc) {
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

/// Reads versions of Observations, and keeps what those said that were asked about lately: a version never changes, and a citizen who
/// measures at home has thousands of them, all but the newest of which were read for the event before.
final class ObservationReader: Sendable {
    let codes: [MeasurementCode]
    private let kept = Mutex<[UInt64: Kept]>([:])

    /// The bytes of a version, by which it is known again, and what it says.
    private struct Kept {
        let bytes: [UInt8]
        let reading: ObservationReading
    }

    /// At a kilobyte each, sixteen megabytes.
    private static let limit = 16_384

    init(_ codes: [MeasurementCode]) {
        self.codes = codes
    }

    func readings(of resources: [Resource]) -> [ObservationReading] {
        let hashes = resources.map { Self.hash(of: $0.bytes) }
        var readings: [ObservationReading?] = kept.withLock { kept in
            resources.indices.map { index in
                guard let known = kept[hashes[index]], known.bytes == resources[index].bytes else { return nil }
                return known.reading
            }
        }
        var news: [(hash: UInt64, kept: Kept)] = []
        for index in readings.indices where readings[index] == nil {
            let reading = ObservationReading(resources[index], asking: codes)
            readings[index] = reading
            news.append((hashes[index], Kept(bytes: resources[index].bytes, reading: reading)))
        }
        if !news.isEmpty {
            kept.withLock { kept in
                if kept.count + news.count > Self.limit { kept.removeAll(keepingCapacity: true) }
                for (hash, one) in news.prefix(Self.limit) { kept[hash] = one }
            }
        }
        return readings.compactMap { $0 }
    }

    /// Eight bytes at a time; whoever finds two versions with one hash gains nothing, since the bytes are compared.
    private static func hash(of bytes: [UInt8]) -> UInt64 {
        bytes.withUnsafeBytes { bytes in
            var hash = UInt64(bytes.count)
            var at = 0
            while at &+ 8 <= bytes.count {
                hash = (hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash &>> 32
                at &+= 8
            }
            while at < bytes.count {
                hash = (hash ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01B3
                at &+= 1
            }
            return hash
        }
    }
}
