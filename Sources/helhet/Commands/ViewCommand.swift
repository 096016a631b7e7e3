import ArgumentParser
import FHIR
import FHIRPath
import Foundation
import Views

struct ViewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "view",
        abstract: "Make a table of resources.",
        discussion: """
            The table is a ViewDefinition of SQL-on-FHIR, as JSON. The resources are NDJSON, one in each line; those of another type than the \
            view's are passed over. The rows go to standard output as they are made.
            """)

    @Argument(help: "A file with a ViewDefinition.", completion: .file()) var definition: String
    @Option(help: "A file of resources, or - for standard input.", completion: .file()) var from: String
    @Option(help: "csv, ndjson or json.") var to = TableFormat.csv
    @Option(help: "The time that now() gives, such as 2026-01-01T12:00:00Z.") var at: String?
    @Flag(inversion: .prefixedNo, help: "Begin CSV with a line of the columns' names.") var header = true

    func run() throws {
        guard let bytes = FileManager.default.contents(atPath: definition) else {
            throw Problem.usage("\(definition) cannot be read; name a file with a ViewDefinition.")
        }
        do {
            var view = try View(json: Array(bytes))
            view.now = try now()
            let input = try open()
            let count = try view.write(
                to.format, of: { try Self.piece(input) }, header: header,
                to: { piece in try FileHandle.standardOutput.write(contentsOf: Data(piece)) })
            Narration.say("\(count.rows) rows of \(count.resources) resources.")
        } catch let refusal as ViewRefusal {
            throw Problem.refused(refusal.description)
        } catch let error as ViewError {
            throw Problem.refused(error.description)
        } catch let error as CocoaError {
            throw Problem.failed("Reading or writing failed: \(error.localizedDescription)")
        }
    }

    private func now() throws -> TemporalValue {
        let text = at ?? Clock.now().description
        guard let now = TemporalValue(dateTime: text) else {
            throw Problem.usage("--at takes a time such as 2026-01-01T12:00:00Z; “\(text)” is none.")
        }
        return now
    }

    private func open() throws -> FileHandle {
        if from == "-" { return .standardInput }
        guard let handle = FileHandle(forReadingAtPath: from) else {
            throw Problem.usage("\(from) cannot be read; name a file of resources, one in each line, or - for standard input.")
        }
        return handle
    }

    private static func piece(_ input: FileHandle) throws -> [UInt8]? {
        guard let data = try input.read(upToCount: 1 << 18), !data.isEmpty else { return nil }
        return Array(data)
    }
}

enum TableFormat: String, ExpressibleByArgument, CaseIterable {
    case csv, ndjson, json

    var format: RowFormat {
        switch self {
        case .csv: .csv
        case .ndjson: .ndjson
        case .json: .json
        }
    }
}
