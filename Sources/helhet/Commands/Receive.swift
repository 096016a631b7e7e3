import ArgumentParser
import Exchange
import FHIR
import Foundation
import Journal

struct Receive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take letters in from files.",
        discussion: """
            Writes one line a file: what became of it. With --format json, one object a line with the keys file, letter, id, citizen, \
            outcome, receipt and because. Folders are searched for .json and .xml files, by name.
            """)

    @Argument(help: "Files and folders.", completion: .file()) var paths: [String]
    @OptionGroup var options: StoreOptions
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        let clock = try options.clock()
        let files = try paths.flatMap(Self.files)
        let hub = try await Hub.open(try options.configuration())
        var somethingRefused = false
        do {
            for file in files {
                guard let data = FileManager.default.contents(atPath: file) else {
                    throw Problem.usage("\(file) cannot be read; check that it may be.")
                }
                let reception = try await hub.intake.receive(Array(data), at: clock(), skipsOthers: true)
                if reception.outcome == .refused || reception.outcome == .unreadable { somethingRefused = true }
                print(format == .json ? Self.json(file, reception) : Self.line(file, reception))
            }
            try await hub.journal.close()
        } catch let error as JournalError {
            throw Problem.failed(error.message)
        }
        if somethingRefused { throw Outcome.refused }
    }

    /// The files that a path means: itself, or everything in the folder that may be a letter.
    private static func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Problem.usage("\(path) does not exist; name a file or a folder of letters.")
        }
        guard isFolder.boolValue else { return [path] }
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return found.filter { $0.hasSuffix(".json") || $0.hasSuffix(".xml") }.sorted().map { "\(folder)/\($0)" }
    }

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
