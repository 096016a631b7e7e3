public import FHIR

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads NDJSON as it comes, in pieces of any size: a resource in each line (https://github.com/ndjson/ndjson-spec).
///
/// ```swift
/// var lines = ResourceLines()
/// for chunk in chunks { try lines.read(chunk) { resource, line in … } }
/// try lines.finish { resource, line in … }     // the last line may have no end
/// ```
/// It holds one line at a time. Empty lines are passed over. What it refuses it refuses with the line's number, from 1.
public struct ResourceLines {
    private let maximumBytes: Int
    /// The beginning of a line whose end has not come yet.
    private var rest: [UInt8] = []
    /// Lines that have ended.
    public private(set) var lineCount = 0

    public init(maximumLineBytes: Int = 50_000_000) {
        maximumBytes = maximumLineBytes
    }

    /// Calls `body` for each line that ends in this piece. Throws a `ViewError`, and what `body` throws.
    public mutating func read(_ piece: some Collection<UInt8>, _ body: (Resource, Int) throws -> Void) throws {
        let done: Void? = try piece.withContiguousStorageIfAvailable { try read(bytes: $0, body) }
        if done == nil { try Array(piece).withUnsafeBufferPointer { try read(bytes: $0, body) } }
    }

    /// Reads what is left when the input has ended.
    public mutating func finish(_ body: (Resource, Int) throws -> Void) throws {
        let line = rest
        rest = []
        if !line.isEmpty { try take(line, body) }
    }

    private mutating func read(bytes: UnsafeBufferPointer<UInt8>, _ body: (Resource, Int) throws -> Void) throws {
        guard let base = bytes.baseAddress else { return }
        var start = 0
        while start < bytes.count {
            let end = memchr(base + start, 0x0A, bytes.count - start).map { base.distance(to: $0.assumingMemoryBound(to: UInt8.self)) }
            let part = UnsafeBufferPointer(rebasing: bytes[start..<(end ?? bytes.count)])
            guard rest.count + part.count <= maximumBytes else {
                throw ViewError(
                    .tooLarge,
                    "The line has more than \(maximumBytes) bytes. Write one resource in a line, and send large attachments by reference.",
                    inputLine: lineCount + 1)
            }
            guard let end else {
                rest += part
                return
            }
            if rest.isEmpty {
                try take(Array(part), body)
            } else {
                let line = rest + part
                rest = []
                try take(line, body)
            }
            start = end + 1
        }
    }

    private mutating func take(_ line: [UInt8], _ body: (Resource, Int) throws -> Void) throws {
        lineCount += 1
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
        let resource: Resource
        do {
            resource = try Resource(json: line, limits: Limits(maximumBytes: maximumBytes))
        } catch {
            throw ViewError(.noResource, error.message, inputLine: lineCount)
        }
        try body(resource, lineCount)
    }
}
