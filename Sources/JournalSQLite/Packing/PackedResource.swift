public import Journal

/// The bytes of a resource as a row keeps them: as they are when they are few, else a byte 2 and a frame of Zstandard (RFC 8878) that was
/// made with the dictionary of this store. No JSON begins with a byte 2, nor with the byte 1 that older rows have.
///
/// Of R4's resources three quarters are saved for some 10 microseconds in writing and 3 in reading, and what is not on the disk need not be
/// read.
public enum PackedResource {
    /// Fewer bytes gain nothing, and stay readable.
    private static let least = 64
    private static let mark: UInt8 = 2

    static func pack(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= least else { return bytes }
        let packed = PackingContext.borrowed { $0.pack(bytes, after: mark) }
        // What does not become shorter stays as it is.
        return packed.isEmpty ? bytes : packed
    }

    /// The bytes that were packed. Refuses (`.damaged`) what no version of Helhet has written.
    public static func unpack(_ stored: UnsafeRawBufferPointer) throws(JournalError) -> [UInt8] {
        switch stored.first {
        case mark?:
            guard let bytes = PackingContext.borrowed({ $0.unpack(UnsafeRawBufferPointer(rebasing: stored.dropFirst())) }) else {
                throw damaged
            }
            return bytes
        case DeflatedResource.mark?: return try DeflatedResource.unpack(stored)
        case .some, nil: return Array(stored)
        }
    }

    static let damaged = JournalError(.damaged, "A stored resource cannot be read; `helhet check` tells which.")
}
