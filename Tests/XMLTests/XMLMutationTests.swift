import Samples
import Testing
import XML

@Suite("XML that was damaged at random") struct XMLMutationTests {
    private static let seed: [UInt8] = Array(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <m:Head xmlns:m="urn:a" xmlns='urn:b'><!-- c --><Ident V=' 1 ' m:W="&#229;&amp;"/><?pi x?><b>x<![CDATA[<y>]]>æ<c/> z</b></m:Head>
        """.utf8)

    @Test("is read or refused, and what is read has one canonical spelling", arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func mutation(_ seed: UInt64) {
        var random = SeededNumbers(seed: seed)
        for _ in 0..<1000 {
            var bytes = Self.seed
            for _ in 0...Int.random(in: 0..<4, using: &random) where !bytes.isEmpty {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert("<>&\"'/!?[]- \0æ".utf8.randomElement(using: &random) ?? 0, at: at)
                default: bytes.removeSubrange(at..<min(bytes.count, at + 9))
                }
            }
            do throws(XMLError) {
                let root = try XMLDocument(bytes).root
                #expect(!root.canonical().isEmpty)
                #expect(!root.source.isEmpty)
                for child in root.children { _ = (child.text, child.attributes.count, child.source.count, child.line) }
            } catch {
                #expect(error.message.hasSuffix("."))
            }
        }
    }
}
