/// Why a definition cannot be used: where it is and a sentence with the remedy. It names what definitions hold, never what a resource holds.
public struct DefinitionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file, with its line for NDJSON; nil for what came without one.
    public var source: String?
    public var message: String

    public init(_ message: String, source: String? = nil) {
        self.message = message
        self.source = source
    }

    public var description: String { source.map { "\($0): \(message)" } ?? message }
}
