import FHIR
import Foundation
import Journal
import Synchronization

/// Resources that were read of late, unpacked and parsed, for every reader of one journal.
///
/// A resource is known by the bytes of its row: whoever asks has them at hand, and gets what these bytes say. So nothing here can be out of
/// date, whoever writes meanwhile or takes back what he wrote.
final class ResourceCache: Sendable {
    private struct Held {
        var packed: [UInt8]
        var resource: Resource
        var size: Int { packed.count + 3 * resource.bytes.count + 256 }
    }

    private struct State {
        /// Those used of late, and those that were before: what nobody uses falls out with the second.
        var young: [Int64: Held] = [:]
        var old: [Int64: Held] = [:]
        var youngSize = 0
    }

    /// Half of what it may take in memory.
    private static let half = 12 << 20

    private let state = Mutex(State())

    /// What a row's bytes say: those of the resource with the number.
    func resource(_ number: Int64, _ packed: UnsafeRawBufferPointer) throws -> Resource {
        if let known = known(number, packed) { return known }
        let held = Held(packed: Array(packed), resource: try Resource.stored(PackedResource.unpack(packed)))
        if held.size < Self.half / 16 { state.withLock { Self.keep(held, number, &$0) } }
        return held.resource
    }

    /// Forgets everything: what is erased stays nowhere.
    func clear() { state.withLock { $0 = State() } }

    private func known(_ number: Int64, _ packed: UnsafeRawBufferPointer) -> Resource? {
        let held = state.withLock { state -> Held? in
            if let held = state.young[number] { return held }
            guard let held = state.old.removeValue(forKey: number) else { return nil }
            Self.keep(held, number, &state)
            return held
        }
        guard let held, held.packed.count == packed.count else { return nil }
        let isSame = held.packed.withUnsafeBytes { bytes in
            guard let one = bytes.baseAddress, let other = packed.baseAddress else { return false }
            return memcmp(one, other, bytes.count) == 0
        }
        return isSame ? held.resource : nil
    }

    private static func keep(_ held: Held, _ number: Int64, _ state: inout State) {
        if state.youngSize > half {
            state.old = state.young
            state.young = [:]
            state.youngSize = 0
        }
        state.youngSize += held.size - (state.young.updateValue(held, forKey: number)?.size ?? 0)
    }
}
