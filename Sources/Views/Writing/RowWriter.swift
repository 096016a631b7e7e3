/// Writes rows into a sink as they come, and holds no more of them than its buffer.
///
/// ```swift
/// var writer = RowWriter(.csv, columns: view.columns) { try file.write($0) }
/// try view.rows(of: resource) { try writer.write($0) }
/// try writer.finish()                                    // without it the last rows are missing
/// ```
public struct RowWriter {
    private let format: RowFormat
    private let sink: (ArraySlice<UInt8>) throws -> Void
    private let capacity: Int
    private var buffer: [UInt8] = []
    /// What comes before each cell: of JSON the comma and the name.
    private let leads: [[UInt8]]
    /// Rows written, those in the buffer too.
    public private(set) var rowCount = 0

    /// - Parameters:
    ///   - header: whether CSV begins with the line of names.
    ///   - capacity: bytes to collect before the sink gets them. One row more may stand in the buffer.
    ///   - sink: gets the bytes in order; the slice is only its own until it returns.
    public init(
        _ format: RowFormat, columns: [Column], header: Bool = true, capacity: Int = 65_536,
        sink: @escaping (ArraySlice<UInt8>) throws -> Void
    ) {
        self.format = format
        self.sink = sink
        self.capacity = capacity
        buffer.reserveCapacity(capacity + 1024)
        // Names are plain words: there is nothing to escape in them.
        switch format {
        case .csv:
            leads = columns.indices.map { $0 == 0 ? [] : [0x2C] }
            if header {
                buffer += columns.map(\.name).joined(separator: ",").utf8
                buffer += [0x0D, 0x0A]
            }
        case .ndjson, .json:
            leads = columns.enumerated().map { Array(($0 == 0 ? "{\"" : ",\"").utf8) + Array($1.name.utf8) + Array("\":".utf8) }
        }
    }

    /// - Parameter row: a cell for each of the columns.
    public mutating func write(_ row: [Cell]) throws {
        if format == .json { buffer += rowCount == 0 ? [0x5B, 0x0A] : [0x2C, 0x0A] }
        rowCount += 1
        for (lead, cell) in zip(leads, row) {
            buffer += lead
            if format == .csv { cell.writeCSV(to: &buffer, isAlone: row.count == 1) } else { cell.writeJSON(to: &buffer) }
        }
        switch format {
        case .csv: buffer += [0x0D, 0x0A]
        case .ndjson: buffer += [0x7D, 0x0A]
        case .json: buffer.append(0x7D)
        }
        if buffer.count >= capacity { try flush() }
    }

    /// Ends the output and gives the sink what is left. Nothing may be written after it.
    public mutating func finish() throws {
        if format == .json { buffer += rowCount == 0 ? [0x5B, 0x5D, 0x0A] : [0x0A, 0x5D, 0x0A] }
        try flush()
    }

    private mutating func flush() throws {
        guard !buffer.isEmpty else { return }
        try sink(buffer[...])
        // One very large row does not make the buffer large for good.
        buffer.removeAll(keepingCapacity: buffer.capacity <= 4 * (capacity + 1024))
    }
}
