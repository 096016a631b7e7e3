import Crypto
import Foundation
import Journal
import Testing

@testable import JournalLaws
@testable import JournalSQLite

@Suite("A packed resource")
struct PackedResourceTests {
    @Test("is the same when it is unpacked, and shorter when it repeats itself", arguments: 0..<30)
    func roundTrip(_ seed: UInt64) throws {
        var dice = Dice(seed: seed)
        var bytes = Array("{\"resourceType\":\"Observation\"".utf8)
        while !dice.chance(60) { bytes += Array(dice.pick([",\"coding\":[{\"system\":\"http://loinc.org\"}]", "\(dice.next())"]).utf8) }
        let packed = PackedResource.pack(bytes)
        #expect(packed.count <= bytes.count)
        #expect(try packed.withUnsafeBytes { try PackedResource.unpack($0) } == bytes)
        if bytes.count > 2_000 { #expect(packed.count < bytes.count * 3 / 4) }
    }

    @Test("that is damaged is refused")
    func damaged() throws {
        var dice = Dice(seed: 1)
        let packed = PackedResource.pack(Array(String(repeating: "{\"a\":\"b c d e f\"}", count: 50).utf8))
        #expect(packed.first == 2)
        for _ in 0..<500 {
            var bad = packed
            bad[1 + dice.below(bad.count - 1)] ^= UInt8(1 + dice.below(255))
            if dice.chance(3) { bad.removeLast(1 + dice.below(bad.count - 2)) }
            do {
                _ = try bad.withUnsafeBytes { try PackedResource.unpack($0) }
            } catch {
                #expect((error as? JournalError)?.kind == .damaged)
            }
        }
    }

    @Test("of an older store is read as it was written")
    func deflated() throws {
        let members = (0..<20).map { "\"a\($0)\":\"system\"" }.joined(separator: ",")
        let bytes = Array("{\"resourceType\":\"Observation\",\"status\":\"final\",\(members)}".utf8)
        let row = try #require(
            Data(
                base64Encoded: """
                    AVEBAABdzjkOwkAQBdG7dEzAN5vhEiRcYECNZMkLmh4jWYi7M2QU4auoXpY9pjnf/LI83E52vobnZyrdNNrKoqQyR833bkx9DWldEUsUH74S1EAbaAvtoD10\
                    gFroCOlvhjfijvgjDolH4pL4JE7p5+r9AQ==
                    """))
        #expect(try row.withUnsafeBytes { try PackedResource.unpack($0) } == bytes)
        for count in 1..<row.count {
            #expect(throws: JournalError.self) { try row.prefix(count).withUnsafeBytes { try PackedResource.unpack($0) } }
        }
    }

    @Test("can be read tomorrow: the dictionary is what it was")
    func dictionary() {
        let digest = SHA256.hash(data: Data(PackingDictionary.bytes)).description
        #expect(digest == "SHA256 digest: " + "4b6138a5c5b71bb693a9221de8645eae041c341c5acee2b8e4f0fba8dd8f7f8e")
    }

    @Test("that claims to be enormous is refused before memory is asked for")
    func claims() {
        // A frame's head with a content size of 2^62 bytes.
        let bomb: [UInt8] = [2, 0x28, 0xB5, 0x2F, 0xFD, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0x40, 1, 0, 0]
        #expect(throws: JournalError.self) { try bomb.withUnsafeBytes { try PackedResource.unpack($0) } }
    }
}
