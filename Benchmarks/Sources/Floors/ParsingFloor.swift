import CSimdjson
import FHIR
import Foundation

/// `Resource(json:)` with every check, beside Foundation's parser and simdjson's.
struct ParsingFloor {
    func run(rounds: Int) throws {
        let kernel = simdjson_kernel().map { String(cString: $0) }
        if let kernel {
            say("simdjson's kernel: \(kernel)")
        } else {
            say("WITHOUT simdjson: no ratio to it. Install libsimdjson-dev and build again.")
        }
        for corpus in Corpus.all() { try measure(corpus, rounds: rounds, hasSimdjson: kernel != nil) }
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
}
