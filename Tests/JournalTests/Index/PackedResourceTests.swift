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
        #expect(packed.first == 1)
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
}
