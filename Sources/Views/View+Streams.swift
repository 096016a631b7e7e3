import FHIR

extension View {
    /// How much went through a view.
    public struct Count: Sendable, Hashable {
        /// Resources of any type that were read.
        public var resources = 0
        public var rows = 0

        public init(resources: Int = 0, rows: Int = 0) {
            self.resources = resources
            self.rows = rows
        }
    }

    /// Makes rows of NDJSON and writes them, with one resource and one buffer of rows in memory at a time.
    ///
    /// - Parameters:
    ///   - source: gives the next piece of the input, of any size; nil when it has ended.
    ///   - sink: gets the output in order.
    /// - Returns: what was read and written.
    public func write(
        _ format: RowFormat, of source: () throws -> [UInt8]?, header: Bool = true, to sink: @escaping (ArraySlice<UInt8>) throws -> Void
    ) throws -> Count {
        var table = Table(self, format, header: header, sink: sink)
        var lines = ResourceLines()
        func take(_ resource: Resource, _ line: Int) throws {
            do {
                try table.add(resource)
            } catch var error as ViewError {
                error.inputLine = line
                throw error
            }
        }
        while let piece = try source() { try lines.read(piece, take) }
        try lines.finish(take)
        return try table.finish()
    }
}
