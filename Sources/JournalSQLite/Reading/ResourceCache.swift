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

    /// Some of them, under a lock of their own.
    private final class Shard: Sendable {
        private struct State {
            /// Those used of late, and those that were before: what nobody uses falls out with the second.
            var young: [Int64: Held] = [:]
            var old: [Int64: Held] = [:]
            var youngSize = 0
        }

        private let state = Mutex(State())

        func held(_ number: Int64) -> Held? {
            state.withLock { state in
                if let held = state.young[number] { return held }
                guard let held = state.old.removeValue(forKey: number) else { return nil }
                Self.keep(held, number, &state)
                return held
            }
        }

        func keep(_ held: Held, _ number: Int64) { state.withLock { Self.keep(held, number, &$0) } }

        func clear() { state.withLock { $0 = State() } }

        private static func keep(_ held: Held, _ number: Int64, _ state: inout State) {
            if state.youngSize > ResourceCache.half {
                state.old = state.young
                state.young = [:]
                state.youngSize = 0
            }
            state.youngSize += held.size - (state.young.updateValue(held, forKey: number)?.size ?? 0)
        }
    }

    /// A power of two.
    private static let count = 16
    /// Half of what it may take in memory, of each shard.
    private static let half = (12 << 20) / count
    /// A resource that would fill much of a shard is not kept.
    private static let most = half / 2

    private let shards = (0..<count).map { _ in Shard() }

    /// What a row's bytes say: those of the resource with the number.
    func resource(_ number: Int64, _ packed: UnsafeRawBufferPointer) throws -> Resource {
        let shard = shards[Int(truncatingIfNeeded: number) & (Self.count - 1)]
        if let held = shard.held(number), Self.isSame(held.packed, packed) { return held.resource }
        let held = Held(packed: Array(packed), resource: try Resource.stored(PackedResource.unpack(packed)))
        if held.size < Self.most { shard.keep(held, number) }
        return held.resource
    }

    /// Forgets everything: what is erased stays nowhere.
    func clear() { for shard in shards { shard.clear() } }

    private static func isSame(_ held: [UInt8], _ packed: UnsafeRawBufferPointer) -> Bool {
        guard held.count == packed.count else { return false }
        return held.withUnsafeBytes { bytes in
            guard let one = bytes.baseAddress, let other = packed.baseAddress else { return false }
            return memcmp(one, other, bytes.count) == 0
        }
    }
}
