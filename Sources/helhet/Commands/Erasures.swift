import ArgumentParser
import FHIR
import Journal

struct Erasures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List what was erased or given up: what, when, by whose order and why.")

    @OptionGroup var options: StoreOptions
    @Option(help: "text or json.") var format = OutputFormat.text

    func run() async throws {
        let hub = try await Hub.open(try options.configuration(), creates: false)
        do {
            var last: Int64 = 0
            while case let page = try await hub.journal.read({ [last] in try $0.erasures(after: last, limit: 500) }), let end = page.last {
                for erasure in page { print(format == .json ? erasure.json : erasure.line) }
                last = end.number
            }
            try await hub.journal.close()
        } catch let error as JournalError {
            throw Problem.failed(error.message)
        }
    }
}

extension Erasure {
    private var counts: [(String, Int)] {
        [
            ("letters", extent.letters), ("facts", extent.facts), ("resources", extent.resources), ("attachments", extent.attachments),
            ("messages", extent.messages),
        ]
    }

    fileprivate var line: String {
        let counts = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
        return "\(number)  \(at)  \(kind.rawValue) \(about)  \(counts)  \(who): \(because)"
    }

    fileprivate var json: String {
        var json = JSONWriter()
        json.object { json in
            json.field("number", Int(number))
            json.field("at", at.description)
            json.field("kind", kind.rawValue)
            json.field("about", about)
            json.field("who", who)
            json.field("because", because)
            for (name, count) in counts { json.field(name, count) }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
