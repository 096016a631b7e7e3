import API
import Access
import ArgumentParser
import Directory
import Exchange
import FHIR
import Foundation
import Journal

struct Receive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take letters in from files.",
        discussion: """
            Writes one line a file: what became of it. With --format json, one object a line with the keys file, letter, id, citizen, \
            outcome, receipt and because. Of a folder, files that do not end in .json or .xml are skipped.
            """)

    @Argument(help: "Files and folders.", completion: .file()) var paths: [String]
    @OptionGroup var options: StoreOptions
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        let clock = try options.clock()
        let files = try paths.flatMap(Self.files)
        let hub = try await Hub.open(try options.configuration())
        let operations = Operations(
            journal: hub.journal, access: hub.access,
            disk: Disk(path: hub.configuration.store, refusalPercent: hub.configuration.diskRefusalPercent),
            clock: clock)
        var somethingRefused = false
        do {
            for file in files {
                guard file.isGiven || Self.mayBeLetter(file.path) else {
                    var reception = Reception(.skipped)
                    reception.because = "no letter by its name"
                    print(format == .json ? Self.json(file.path, reception) : Self.line(file.path, reception))
                    continue
                }
                try operations.refuseWhenFull()
                guard let data = FileManager.default.contents(atPath: file.path) else {
                    throw Problem.usage("\(file.path) cannot be read; check that it may be.")
                }
                let reception = try await hub.intake.receive(Array(data), at: clock(), skipsOthers: true)
                if let number = reception.number {
                    let shown = [LogEntry.Shown("letter/\(number)", of: reception.citizen)]
                    try await hub.leave(.letter, what: "receive", shown: shown, at: clock())
                }
                if reception.outcome == .refused || reception.outcome == .unreadable { somethingRefused = true }
                print(format == .json ? Self.json(file.path, reception) : Self.line(file.path, reception))
            }
            try await hub.refoldRevised(at: clock())
            try await hub.close()
        } catch let error as JournalError {
            throw Problem.failed(error.message)
        }
        if somethingRefused { throw Outcome.refused }
    }

    /// The files that a path means: itself, or everything in the folder that may be a letter.
    private static func files(_ path: String) throws -> [(path: String, isGiven: Bool)] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Problem.usage("\(path) does not exist; name a file or a folder of letters.")
        }
        guard isFolder.boolValue else { return [(path, true)] }
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return found.sorted().map { "\(folder)/\($0)" }.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }.map { ($0, false) }
    }

    private static func mayBeLetter(_ path: String) -> Bool { [".json", ".xml"].contains { path.lowercased().hasSuffix($0) } }

    private static func json(_ file: String, _ reception: Reception) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("file", file)
            writer.field("letter", reception.type?.rawValue)
            writer.field("id", reception.id)
            writer.field("citizen", reception.citizen?.description)
            writer.field("outcome", reception.outcome.rawValue)
            writer.field("receipt", reception.receiptCode)
            writer.field("because", reception.because)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func line(_ file: String, _ reception: Reception) -> String {
        var parts = [reception.outcome.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0), file]
        if let type = reception.type { parts.append(type.rawValue) }
        if let citizen = reception.citizen { parts.append("citizen \(citizen)") }
        if let receipt = reception.receiptCode { parts.append("receipt \(receipt)") }
        if let because = reception.because { parts.append("because \(because)") }
        return parts.joined(separator: "  ")
    }
}
