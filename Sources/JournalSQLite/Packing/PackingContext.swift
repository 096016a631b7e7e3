import CZstd
import Synchronization

/// What Zstandard works in. Making one costs more than packing a resource, so they are lent and taken back.
///
/// One thread at a time has it.
final class PackingContext {
    private let packing = ZSTD_createCCtx()
    private let unpacking = ZSTD_createDCtx()

    /// As many as there are threads that pack or read at once.
    private static let idle = Mutex<[Idle]>([])

    private struct Idle: @unchecked Sendable {
        // Nobody else holds it: whoever takes it from the list is the only one who has it.
        let context: PackingContext
    }

    static func borrowed<Value>(_ use: (PackingContext) -> Value) -> Value {
        let context = idle.withLock { $0.popLast() }?.context ?? PackingContext()
        let value = use(context)
        let back = Idle(context: context)
        idle.withLock { $0.append(back) }
        return value
    }

    deinit {
        ZSTD_freeCCtx(packing)
        ZSTD_freeDCtx(unpacking)
    }

    /// A frame behind a byte; empty when it would be no shorter than `bytes`.
    func pack(_ bytes: [UInt8], after mark: UInt8) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
            guard let out = buffer.baseAddress else { return }
            let length = ZSTD_compress_usingCDict(
                packing, out + 1, buffer.count - 1, bytes, bytes.count, PackingDictionary.shared.packing)
            guard ZSTD_isError(length) == 0 else { return }
            out[0] = mark
            count = 1 + length
        }
    }

    /// The bytes of a frame; nil when it is none.
    func unpack(_ frame: UnsafeRawBufferPointer) -> [UInt8]? {
        let length = ZSTD_getFrameContentSize(frame.baseAddress, frame.count)
        // A block of 128 kB takes four bytes at least. Two greatest numbers stand for what is unknown or no frame.
        guard length <= UInt64(frame.count) * 33_000 else { return nil }
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            let written = ZSTD_decompress_usingDDict(
                unpacking, buffer.baseAddress, buffer.count, frame.baseAddress, frame.count, PackingDictionary.shared.unpacking)
            isWhole = ZSTD_isError(written) == 0 && written == buffer.count
            count = isWhole ? written : 0
        }
        return isWhole ? bytes : nil
    }
}
