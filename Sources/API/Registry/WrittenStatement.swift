import FHIR
import Journal
import Synchronization

/// The CapabilityStatement as it was last written: once for each set of parameters, whatever the address that clients ask.
final class WrittenStatement: Sendable {
    private let written = Mutex<(parameters: SearchParameters, head: [UInt8], tail: [UInt8])?>(nil)

    /// Stands in the place of the address; no other text of the statement has it.
    private static let place = "http://address.invalid"

    func bytes(_ registry: Registry, _ parameters: SearchParameters, base: String) -> [UInt8] {
        let (head, tail) = written.withLock { written in
            if let written, written.parameters.isSame(as: parameters) { return (written.head, written.tail) }
            let all = CapabilityStatement.write(registry, parameters, base: Self.place)
            let place = all.firstRange(of: Array(Self.place.utf8)) ?? all.endIndex..<all.endIndex
            let parts = (Array(all[..<place.lowerBound]), Array(all[place.upperBound...]))
            written = (parameters, parts.0, parts.1)
            return parts
        }
        var address = JSONWriter()
        address.value(base)
        return head + address.bytes.dropFirst().dropLast() + tail
    }
}
