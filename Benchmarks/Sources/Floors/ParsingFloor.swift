import CSimdjson
import FHIR
import Foundation
import Population

/// `Resource(json:)` with every check, beside Foundation's parser and simdjson's.
struct ParsingFloor {
    private struct Corpus {
        var name: String
        var documents: [[UInt8]]
        var count: Int { documents.reduce(0) { $0 + $1.count } }
    }

    func run(rounds: Int) throws {
        let kernel = simdjson_kernel().map { String(cString: $0) }
        if let kernel {
            say("simdjson's kernel: \(kernel)")
        } else {
            say("WITHOUT simdjson: no ratio to it. Install libsimdjson-dev and build again.")
        }
        for corpus in corpora() { try measure(corpus, rounds: rounds, hasSimdjson: kernel != nil) }
    }

    private func measure(_ corpus: Corpus, rounds: Int, hasSimdjson: Bool) throws {
        let padded = corpus.documents.map { $0 + [UInt8](repeating: 0x20, count: 64) }
        let datas = corpus.documents.map { Data($0) }
        let parser = simdjson_parser()
        defer { if hasSimdjson { simdjson_parser_free(parser) } }
        var ours: [Double] = []
        var toFoundation: [Double] = []
        var toSimdjson: [Double] = []
        var blind = 0
        for round in 0..<rounds + 1 {
            let own = try time { for document in corpus.documents { blind &+= try Resource(json: document).type.utf8.count } }
            let foundation = try time {
                for data in datas { blind &+= (try JSONSerialization.jsonObject(with: data) as? [String: Any])?.count ?? 0 }
            }
            let simdjson = time {
                guard hasSimdjson else { return }
                for (index, document) in padded.enumerated() {
                    blind &+= Int(simdjson_parse(parser, document, corpus.documents[index].count))
                }
            }
            guard round > 0 else { continue }
            ours.append(Double(corpus.count) / own / 1e6)
            toFoundation.append(foundation / own)
            toSimdjson.append(simdjson / own)
        }
        say(
            "\(corpus.name): \(corpus.documents.count) documents, \(corpus.count / corpus.documents.count) bytes each; "
                + "\(toFoundation.shown) × JSONSerialization; \(hasSimdjson ? toSimdjson.shown : "?") × simdjson; "
                + "\(ours.shown) MB/s; load \(Machine.load); check \(blind & 1)")
    }

    private func time(_ body: () throws -> Void) rethrows -> Double {
        let start = Machine.thread
        try body()
        return Machine.thread - start
    }

    private func corpora() -> [Corpus] {
        let letters = Letters()
        let own = Corpus(
            name: "Letters of our own", documents: (0..<400).map { letters.letter($0) }.filter { $0.first == UInt8(ascii: "{") })
        let folder = ProcessInfo.processInfo.environment["HELHET_SHARED"] ?? Root.path + "/../shared"
        let synthea = files(folder + "/data/synthea") { $0.hasSuffix(".json.gz") || $0.hasSuffix(".json") }
        let medcom = files(folder + "/data/messages") { $0.hasSuffix(".json") }
        if synthea.isEmpty || medcom.isEmpty {
            say("WITHOUT the shared data (HELHET_SHARED): only letters of our own are measured.")
        }
        return [
            Corpus(name: "Synthea bundles, minified", documents: synthea), Corpus(name: "MedCom letters, minified", documents: medcom), own,
        ]
        .filter { !$0.documents.isEmpty }
    }

    private func files(_ folder: String, _ takes: (String) -> Bool) -> [[UInt8]] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }.filter(takes).sorted() ?? []
        return names.compactMap { name in
            let path = folder + "/" + name
            guard let data = name.hasSuffix(".gz") ? unzipped(path) : FileManager.default.contents(atPath: path) else { return nil }
            let bytes = minified(Array(data))
            return (try? Resource(json: bytes)) == nil ? nil : bytes
        }
    }

    private func unzipped(_ path: String) -> Data? {
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
        gzip.arguments = ["-dc", path]
        let pipe = Pipe()
        gzip.standardOutput = pipe
        guard (try? gzip.run()) != nil else { return nil }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        gzip.waitUntilExit()
        return data
    }

    /// Without the white space between values.
    private func minified(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isInside = false
        var isEscaped = false
        for byte in bytes {
            if isInside {
                result.append(byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInside = false
                }
            } else if byte > 0x20 {
                result.append(byte)
                isInside = byte == UInt8(ascii: "\"")
            }
        }
        return result
    }
}

enum Root {
    /// The repository, from where this file was compiled.
    static let path = String(#filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined())
}
