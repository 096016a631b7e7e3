import FHIR
import Journal

/// A resource as the file keeps it: whatever can be worked out without the file, so that any thread can do it.
struct ReadyResource: Sendable {
    var version: Int64
    /// With its id and `meta`.
    var bytes: [UInt8]
    /// The keys it is found by, as its row keeps them.
    var terms: [UInt8]
    /// The same as the index reads them.
    var tokens: String

    init(_ resource: Resource, id: String, version: Int64, at now: Instant) throws(JournalError) {
        self.version = version
        bytes = try resource.stamped(id: id, version: version, at: now)
        let keys = TermKey.of(resource.root, type: resource.type)
        terms = TermToken.bytes(keys)
        tokens = TermToken.text(keys.map(\.value))
    }
}
