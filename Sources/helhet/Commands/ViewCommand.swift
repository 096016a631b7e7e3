import Access
import ArgumentParser
import FHIR
import FHIRPath
import Foundation
import Journal
import Views

struct ViewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "view",
        abstract: "Make a table of resources.",
        discussion: """
            The table is a ViewDefinition of SQL-on-FHIR, as JSON. The resources are those of the store, as they are at one commit, or, with \
            --from, NDJSON: one in each line, and those of another type than the view's are passed over. The rows go to standard output as \
            they are made. --at is the time that now() gives.
            """)

    @Argument(help: "A file with a ViewDefinition.", completion: .file()) var definition: String
    @Option(help: "A file of resources instead of the store, or - for standard input.", completion: .file()) var from: String?
    @OptionGroup var options: StoreOptions
    @Option(help: "csv, ndjson or json.") var to = TableFormat.csv
    @Flag(inversion: .prefixedNo, help: "Begin CSV with a line of the columns' names.") var header = true

    func run() async throws {
        guard from == nil || options.store == nil && options.config == nil else {
            throw Problem.usage("The resources come from a file or from the store: give --from or --store.")
        }
        guard let bytes = FileManager.default.contents(atPath: definition) else {
            throw Problem.usage("\(definition) cannot be read; name a file with a ViewDefinition.")
        }
        do {
            var view = try View(json: Array(bytes))
            view.now = try now()
            let count = if let from { try lines(of: from, view) } else { try await store(view) }
            Narration.say("\(count.rows) rows of \(count.resources) resources.")
        } catch let refusal as ViewRefusal {
            throw Problem.refused(refusal.description)
        } catch let error as ViewError {
            throw Problem.refused(error.description)
        } catch let error as JournalError {
            throw Problem.failed(error.message)
        } catch let error as CocoaError {
            throw Problem.failed("Reading or writing failed: \(error.localizedDescription)")
        }
    }

    private func now() throws -> TemporalValue {
        let text = options.at ?? Clock.now().description
        guard let now = TemporalValue(dateTime: text) else {
            throw Problem.usage("--at takes a time such as 2026-01-01T12:00:00Z; “\(text)” is none.")
        }
        return now
    }

    private static func write(_ piece: ArraySlice<UInt8>) throws { try FileHandle.standardOutput.write(contentsOf: Data(piece)) }

    private func lines(of file: String, _ view: View) throws -> View.Count {
        let input = try open(file)
        return try view.write(to.format, of: { try Self.piece(input) }, header: header, to: Self.write)
    }

    private func open(_ file: String) throws -> FileHandle {
        if file == "-" { return .standardInput }
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw Problem.usage("\(file) cannot be read; name a file of resources, one in each line, or - for standard input.")
        }
        return handle
    }

    private static func piece(_ input: FileHandle) throws -> [UInt8]? {
        guard let data = try input.read(upToCount: 1 << 18), !data.isEmpty else { return nil }
        return Array(data)
    }

    private func store(_ view: View) async throws -> View.Count {
        let clock = try options.clock()
        let hub = try await Hub.open(try options.configuration(), creates: false)
        try hub.access.permit(Question(hub.access.asker, .export, .type(view.resource), at: clock()))
        var table = Table(view, to.format, header: header, sink: Self.write)
        var walk: ResourceWalk? = ResourceWalk(Search(type: view.resource), hub.journal.searchParameters)
        while let here = walk {
            let page = try await hub.journal.read { try here.page(in: $0) }
            // Every page is told of before its first row leaves.
            let shown = page.resources.filter { $0.subject != nil }.map { LogEntry.Shown("\($0.type)/\($0.id)", of: $0.subject) }
            if !shown.isEmpty { try await hub.leave(.export, what: "view", shown: shown, at: clock()) }
            for stored in page.resources {
                guard let resource = stored.resource else { continue }
                do {
                    try table.add(resource)
                } catch let error as ViewError {
                    throw Problem.refused("\(stored.type)/\(stored.id): \(error.description)")
                }
            }
            walk = page.next
        }
        try await hub.close()
        return try table.finish()
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
