import ArgumentParser
import FHIR
import Foundation
import Logging

enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json

    /// Once, before the first logger is made.
    func begin() {
        switch self {
        case .text: LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        case .json: LoggingSystem.bootstrap { JSONLogHandler(label: $0) }
        }
    }
}

/// One object a line on standard error: `time`, `level`, `logger`, `message`, and what the line has besides under its own keys.
struct JSONLogHandler: LogHandler {
    let label: String
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    /// Where lines go.
    var write: @Sendable ([UInt8]) -> Void = { line in FileHandle.standardError.write(Data(line)) }

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var json = JSONWriter()
        json.object { json in
            json.field("time", Clock.now().description)
            json.field("level", event.level.rawValue)
            json.field("logger", label)
            json.field("message", event.message.description)
            let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
            for (key, value) in all.sorted(by: { $0.key < $1.key }) { Self.write(key, value, &json) }
        }
        write(json.bytes + [UInt8(ascii: "\n")])
    }

    private static func write(_ key: String, _ value: Logger.Metadata.Value, _ json: inout JSONWriter) {
        if case .stringConvertible(let number as Int) = value {
            json.field(key, number)
        } else {
            json.field(key, "\(value)")
        }
    }
}
