import Exchange
import Foundation
import Samples
import Testing
import XML

@Suite("A damaged Norwegian letter") struct KITHMutationTests {
    /// The same damage in every run.
    struct Damage {
        var numbers: SeededNumbers

        /// Changes, drops or doubles bytes; drops or doubles tags so that the result often parses.
        mutating func hurt(_ bytes: [UInt8]) -> [UInt8] {
            var hurt = bytes
            for _ in 0..<Int.random(in: 1...4, using: &numbers) where hurt.count > 20 {
                let at = Int.random(in: 0..<hurt.count, using: &numbers)
                switch Int.random(in: 0..<6, using: &numbers) {
                case 0: hurt[at] = UInt8.random(in: .min ... .max, using: &numbers)
                case 1: hurt.removeSubrange(at..<min(hurt.count, at + 12))
                case 2: hurt.insert(contentsOf: hurt[at..<min(hurt.count, at + 12)], at: at)
                case 3: hurt[at] = UInt8(ascii: "0") &+ UInt8.random(in: 0..<10, using: &numbers)
                case 4: hurt = Self.withoutElement(hurt, near: at)
                default: hurt = Self.withoutValue(hurt, near: at)
                }
            }
            return hurt
        }

        /// Without the first element without children that begins after `at`.
        private static func withoutElement(_ bytes: [UInt8], near at: Int) -> [UInt8] {
            var start = at
            while let open = bytes[start...].firstIndex(of: 0x3C), open + 1 < bytes.count {
                guard let close = bytes[open...].firstIndex(of: 0x3E) else { return bytes }
                if bytes[close - 1] == UInt8(ascii: "/") { return Array(bytes[..<open] + bytes[(close + 1)...]) }
                guard let next = bytes[close...].firstIndex(of: 0x3C), next + 1 < bytes.count else { return bytes }
                if bytes[open + 1] != UInt8(ascii: "/"), bytes[next + 1] == UInt8(ascii: "/"), let end = bytes[next...].firstIndex(of: 0x3E)
                {
                    return Array(bytes[..<open] + bytes[(end + 1)...])
                }
                start = open + 1
            }
            return bytes
        }

        /// With the next attribute emptied.
        private static func withoutValue(_ bytes: [UInt8], near at: Int) -> [UInt8] {
            guard let open = bytes[at...].firstIndex(of: 0x22), let close = bytes[(open + 1)...].firstIndex(of: 0x22) else { return bytes }
            return Array(bytes[...open] + bytes[close...])
        }
    }

    static let letters: [[UInt8]] =
        LogisticsTests.letters.map(\.0.bytes) + DialogueTests.letters.map(\.0.bytes) + [
            PLOFixture.information("1", PLOFixture.event("3", "2026-01-15", estimate: true)).bytes, PLOFixture.admitted.wrapped,
            PLOFixture.admitted.bytes(in: .isoLatin1, named: "ISO-8859-1"), PLOFixture.admitted.bytes(in: .utf16, named: "UTF-16"),
            AppRecTests.receipt(status: "2", errors: "<Error V=\"E21\"/>"), KITHMessageFixture.summary(), KITHMessageFixture.referral(),
        ]

    @Test("is read, or refused with a sentence, and never stops the reader", arguments: 0..<UInt64(8)) func damaged(seed: UInt64) {
        var damage = Damage(numbers: SeededNumbers(seed: seed))
        var outcomes = [0, 0, 0]
        for letter in Self.letters {
            for _ in 0..<24 {
                guard let document = try? XMLDocument(damage.hurt(letter)) else {
                    outcomes[0] += 1
                    continue
                }
                for format in KITH.formats where format.recognises(.xml(document)) {
                    do throws(Refusal) {
                        let read = try format.read(.xml(document))
                        #expect(!read.id.isEmpty && read.digest.count == 32 && !read.receivers.isEmpty)
                        #expect(read.receipt != nil || !read.statements.isEmpty)
                        outcomes[1] += 1
                    } catch {
                        #expect(error.message.hasSuffix("."))
                        outcomes[2] += 1
                    }
                }
            }
        }
        #expect(outcomes.allSatisfy { $0 > 10 }, "the damage is of every kind")
    }
}
