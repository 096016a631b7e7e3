/// The address of a definition, with the version that is wanted if one is: `http://…/ValueSet/a|1.0`. https://hl7.org/fhir/R4/references.html#canonical
struct Canonical: Hashable, Sendable, CustomStringConvertible {
    let url: String
    let version: String?

    init(url: String, version: String?) {
        self.url = url
        self.version = version
    }

    init(_ text: String) {
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        url = parts.first.map { $0.split(separator: "#", maxSplits: 1).first.map(String.init) ?? "" } ?? ""
        version = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    }

    var description: String { version.map { "\(url)|\($0)" } ?? url }
}

/// Definitions by their address; of one address there may be several versions.
struct CanonicalTable<Value: Sendable>: Sendable {
    private var versions: [String: [(version: String?, value: Value)]] = [:]

    /// The one of the version that is asked for; without a version the newest.
    subscript(_ canonical: Canonical) -> Value? {
        guard let all = versions[canonical.url] else { return nil }
        guard let version = canonical.version else { return all.last?.value }
        return all.last { $0.version == version }?.value
    }

    var isEmpty: Bool { versions.isEmpty }

    /// All of them, by address and version.
    var all: [(canonical: Canonical, value: Value)] {
        versions.sorted { $0.key < $1.key }.flatMap { url, all in
            all.map { (Canonical(url: url, version: $0.version), $0.value) }
        }
    }

    /// Adds a definition in place of the same version. Answers whether there was one.
    @discardableResult mutating func insert(_ value: Value, at canonical: Canonical) -> Bool {
        var all = versions[canonical.url] ?? []
        let before = all.count
        all.removeAll { $0.version == canonical.version }
        let place = all.firstIndex { CanonicalTable.isOlder(canonical.version, $0.version) } ?? all.count
        let isNew = all.count == before
        all.insert((canonical.version, value), at: place)
        versions[canonical.url] = all
        return !isNew
    }

    /// By numbers where both have them, as in 1.9 and 1.10; what has no version is oldest.
    private static func isOlder(_ one: String?, _ other: String?) -> Bool {
        guard let other else { return false }
        guard let one else { return true }
        let (first, second) = (one.split(separator: "."), other.split(separator: "."))
        for (a, b) in zip(first, second) where a != b {
            if let x = Int(a), let y = Int(b) { return x < y }
            return a < b
        }
        return first.count < second.count
    }
}
