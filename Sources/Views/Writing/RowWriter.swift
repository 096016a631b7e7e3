import FHIR

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
    private let leads: Leads
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
        leads = Leads(format, columns)
        if format == .csv, header {
            buffer += columns.map(\.name).joined(separator: ",").utf8
            buffer += [0x0D, 0x0A]
        }
    }

    /// - Parameter row: a cell for each of the columns.
    public mutating func write(_ row: [Cell]) throws {
        begin()
        for (number, cell) in row.prefix(leads.count).enumerated() {
            leads.write(number, to: &buffer)
            write(cell)
        }
        try end()
    }

    /// The same of cells that have not been made.
    mutating func write(_ row: RowCells, of document: BorrowedDocument) throws {
        begin()
        let words = document.words
        for slot in 0..<leads.count {
            leads.write(slot, to: &buffer)
            let place = row.place(slot)
            guard place >= 0, format != .csv || words.isPlain(place) else {
                write(row.cell(slot, of: document))
                continue
            }
            if format == .csv {
                Cell.writeField(words.text(place), to: &buffer)
            } else {
                let quotes = words.isText(place) ? 1 : 0
                let start = words.start(place) - quotes
                buffer.append(contentsOf: UnsafeBufferPointer(start: words.base + start, count: words.end(place) + quotes - start))
            }
        }
        try end()
    }

    private mutating func write(_ cell: Cell) {
        if format == .csv { cell.writeCSV(to: &buffer, isAlone: leads.count == 1) } else { cell.writeJSON(to: &buffer) }
    }

    private mutating func begin() {
        if format == .json { buffer += rowCount == 0 ? [0x5B, 0x0A] : [0x2C, 0x0A] }
        rowCount += 1
    }

    private mutating func end() throws {
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

/// What comes before each cell of a row: of JSON the comma and the name.
private final class Leads {
    let count: Int
    /// One after the other.
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    /// Where each begins, and where the last one ends.
    private let starts: UnsafeMutableBufferPointer<Int>

    init(_ format: RowFormat, _ columns: [Column]) {
        var all: [UInt8] = []
        var starts = [0]
        for (number, column) in columns.enumerated() {
            switch format {
            case .csv: if number > 0 { all.append(0x2C) }
            // Names are plain words: there is nothing to escape in them.
            case .ndjson, .json: all += "\(number == 0 ? "{" : ",")\"\(column.name)\":".utf8
            }
            starts.append(all.count)
        }
        count = columns.count
        bytes = .allocate(capacity: all.count)
        _ = bytes.initialize(from: all)
        self.starts = .allocate(capacity: starts.count)
        _ = self.starts.initialize(from: starts)
    }

    deinit {
        bytes.deallocate()
        starts.deallocate()
    }

    @inline(__always) func write(_ number: Int, to buffer: inout [UInt8]) {
        buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[starts[number]..<starts[number + 1]]))
    }
}

extension TapeWords {
    /// Whether a value's text is its bytes: no object, array or null, and no string with escapes.
    fileprivate func isPlain(_ index: Int) -> Bool {
        !isObject(index) && !isArray(index) && !isNull(index) && !isEscaped(index)
    }
}
