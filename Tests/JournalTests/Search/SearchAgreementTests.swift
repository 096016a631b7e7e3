import FHIR
import Foundation
import JournalMemory
import Samples
import Testing

@testable import Journal

@Suite("Entries find what a comparison of every resource finds", .serialized) struct SearchAgreementTests {
    @Test("over our own resources") func own() async throws {
        let texts = SearchMeaningTests.patients + SearchValueTests.observations + SearchValueTests.others
        let asked = try await agree(texts.map { try Resource(json: Array($0.utf8)) }, seed: 1, values: 6)
        #expect(asked > 500)
    }

    @Test("over R4's examples", .enabled(if: SharedData.has("data/fhir-r4/examples.ndjson.gz"))) func examples() async throws {
        let bytes = try SharedData.bytes("data/fhir-r4/examples.ndjson.gz")
        let resources = bytes.split(separator: 0x0A).compactMap { try? Resource(json: Array($0)) }
        let asked = try await agree(resources, seed: 2, values: 2)
        #expect(asked > 10_000)
    }

    @Test("over a population", .enabled(if: SharedData.has("data/synthea"))) func population() async throws {
        let file = try #require(SharedData.files("data/synthea", endingIn: ".json.gz").min { try $0.size < $1.size })
        let bundle = try Resource(json: SharedData.bytes(file))
        let asked = try await agree(bundle.root.each("entry.resource").map { Resource($0) }, seed: 3, values: 2)
        #expect(asked > 500)
    }

    /// Asks what the resources' own values suggest, with every prefix and modifier; answers how many questions were asked.
    private func agree(_ resources: [Resource], seed: UInt64, values: Int) async throws -> Int {
        var names: Set<String> = []
        let known = resources.filter { R4.isKnown($0.type) && names.insert("\($0.type)/\($0.id ?? "")").inserted && $0.id != nil }
        var mixer = SeededNumbers(seed: seed)
        let terms = Terms(.r4, known, &mixer)
        let bench = try await SearchBench(known + terms.resources)
        let index = bench.index
        return try await bench.journal.read { reader in
            var numbers = SeededNumbers(seed: seed)
            var asked = 0
            let parameters = index.parameters
            for type in Set(known.map(\.type)).sorted() {
                let rows = index.all(type)
                for parameter in parameters.of(type) {
                    for (name, value) in Questions(parameters).about(parameter, rows.map { index.rows[$0].stored }, values, &numbers) {
                        let criterion: Criterion
                        do {
                            criterion = try parameters.criterion(name, value, of: type, base: SearchBench.base)
                        } catch {
                            Issue.record("\(type)?\(name) was refused: \(error)")
                            continue
                        }
                        asked += 1
                        let query = parameters.query(criterion, of: type)
                        let candidates = index.find(query, type)
                        let scanned = Set(try rows.filter { try parameters.matches(criterion, index.rows[$0].stored, in: reader) })
                        let isRight = query.isExact ? candidates == scanned : candidates.isSuperset(of: scanned)
                        #expect(
                            isRight, "\(type)?\(name)=\(value): \(candidates.count) found, \(scanned.count) there, exact: \(query.isExact)")
                    }
                }
            }
            let told = try plainly(terms, known, index, reader, &numbers)
            #expect(told > 50)
            return asked + told
        }
    }

    /// Asks what is told by value sets, code systems and the types of references, and compares both with a plain look at the values.
    private func plainly(
        _ terms: Terms, _ known: [Resource], _ index: EntryIndex, _ reader: any JournalReader, _ numbers: inout SeededNumbers
    ) throws -> Int {
        let parameters = index.parameters
        var asked = 0
        for type in Set(known.map(\.type)).sorted() {
            let rows = index.all(type)
            for parameter in parameters.of(type) {
                for question in terms.about(parameter, rows.map { index.rows[$0].stored }, &numbers) {
                    asked += 1
                    let criterion = try parameters.criterion(question.name, question.value, of: type, base: SearchBench.base)
                    let resolved = try parameters.resolved(criterion, in: reader)
                    let wanted = Set(rows.filter { index.rows[$0].stored.resource.map { question.holds($0.root) } ?? false })
                    let scanned = Set(try rows.filter { try parameters.matches(resolved, index.rows[$0].stored, in: reader) })
                    #expect(
                        scanned == wanted, "\(type)?\(question.name)=\(question.value): \(scanned.count) scanned, \(wanted.count) there")
                    let query = parameters.query(resolved, of: type)
                    let candidates = index.find(query, type)
                    #expect(
                        query.isExact ? candidates == wanted : candidates.isSuperset(of: wanted),
                        "\(type)?\(question.name)=\(question.value): \(candidates.count) found, \(wanted.count) there, exact: \(query.isExact)"
                    )
                }
            }
        }
        return asked
    }
}

extension URL {
    fileprivate var size: Int { get throws { try resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0 } }
}
