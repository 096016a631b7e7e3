import Samples
import Testing

@testable import FHIRPath

@Suite("Patterns, compared with a matcher that turns back") struct PatternComparisonTests {
    @Test("find, take and replace the same", arguments: UInt64(1)...8)
    func same(_ seed: UInt64) throws {
        var compared = (texts: 0, tables: 0)
        var chance = SeededNumbers(seed: seed)
        for _ in 0..<100 {
            let tree = BacktrackingMatcher.Tree.random(&chance, depth: 3)
            let written = tree.written
            guard !written.isEmpty else { continue }
            let pattern = try Pattern(written)
            let tables = [false, true].map { PatternTable(pattern.program, whole: $0) }
            for _ in 0..<3 {
                let text = String((0..<chance.below(8)).map { _ in "aaabbcBø\n "[chance.below(10)] })
                // One that gives up has taken too long: that is the point of the other.
                guard let wanted = BacktrackingMatcher(tree, text).answers() else { continue }
                compared.texts += 2
                compared.tables += tables.count { $0 != nil }
                #expect(pattern.matches(text) == wanted.isFound, "\(written) in \(text.debugDescription)")
                #expect(pattern.matchesWhole(text) == wanted.isWhole, "\(written) in \(text.debugDescription)")
                #expect((tables[0]?.run(text) ?? wanted.isFound) == wanted.isFound, "\(written) in \(text.debugDescription) by table")
                #expect((tables[1]?.run(text) ?? wanted.isWhole) == wanted.isWhole, "\(written) in \(text.debugDescription) by table")
                let replaced = pattern.replacing(in: text, with: tree.groups > 0 ? "<$0,$1>" : "<$0,>")
                var inBlocks = PatternReplacement(pattern.program, text: text, limit: .max, block: 1 + compared.texts / 2 % 3)
                let template = PatternSubstitution("<$0," + (tree.groups > 0 ? "$1>" : ">"), groups: tree.groups, names: [:])
                #expect(try inBlocks.replaceAll(with: template) == wanted.replaced, "\(written) in \(text.debugDescription) in blocks")
                #expect(replaced == wanted.replaced, "\(written) in \(text.debugDescription)")
            }
        }
        #expect(compared.texts > 500 && compared.tables * 4 > compared.texts * 3, "\(compared)")
    }
}

extension String {
    fileprivate subscript(offset: Int) -> Character { self[index(startIndex, offsetBy: offset)] }
}

extension SeededNumbers {
    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}
