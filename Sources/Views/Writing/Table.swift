public import FHIR

/// Makes a table of resources that come one by one, and gives its bytes as they are made.
///
/// ```swift
/// var table = Table(view, .csv) { try file.write($0) }
/// for resource in resources { try table.add(resource) }
/// try table.finish()                                     // without it the last rows are missing
/// ```
/// One resource and one buffer of rows are in memory at a time.
public struct Table {
    private let producer: RowProducer
    private var writer: RowWriter
    private let limit: Int
    /// What was read and written so far.
    public private(set) var count = View.Count()

    private struct Full: Error {}

    /// - Parameters:
    ///   - header: whether CSV begins with the line of names.
    ///   - limit: rows after which no more are written.
    ///   - sink: gets the bytes in order; the slice is only its own until it returns.
    public init(
        _ view: View, _ format: RowFormat, header: Bool = true, atMost limit: Int = .max,
        sink: @escaping (ArraySlice<UInt8>) throws -> Void
    ) {
        producer = RowProducer(view)
        writer = RowWriter(format, columns: view.columns, header: header, sink: sink)
        self.limit = limit
    }

    /// Whether it has as many rows as it may have: nothing that is added changes it.
    public var isFull: Bool { count.rows >= limit }

    /// Writes the resource's rows. Throws a `ViewError` when it gives what the view does not allow, and what the sink throws; rows before
    /// that have been written.
    public mutating func add(_ resource: Resource) throws {
        guard !isFull else { return }
        count.resources += 1
        defer { count.rows = writer.rowCount }
        do {
            let root = resource.root
            try producer.rows(of: root) {
                guard writer.rowCount < limit else { throw Full() }
                try writer.write(producer.cells, of: root.document)
            }
        } catch is Full {}
    }

    /// Ends the table and gives the sink what is left. Nothing may be added after it.
    @discardableResult public mutating func finish() throws -> View.Count {
        try writer.finish()
        return count
    }
}
