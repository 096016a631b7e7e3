import Exchange
import Foundation
import Testing

@Suite("The digest of a Norwegian letter") struct KITHDigestTests {
    static let letter = PLOFixture.admitted

    static let encodings: [(String.Encoding, String)] = [
        (.isoLatin1, "ISO-8859-1"), (.windowsCP1252, "windows-1252"), (.utf16, "UTF-16"), (.utf8, "utf-8"),
    ]

    @Test("is the same in every encoding, and so is the letter", arguments: encodings.indices) func encoding(index: Int) throws {
        let (encoding, name) = Self.encodings[index]
        let plain = try KITHReading.letter(Self.letter)
        let other = try KITHReading.letter(Self.letter.bytes(in: encoding, named: name))
        #expect(other == plain)
        #expect(other.digest.count == 32)
    }

    @Test("leaves NAV's envelope out") func wrapper() throws {
        #expect(try KITHReading.letter(Self.letter.wrapped) == KITHReading.letter(Self.letter))
    }

    @Test("is blind to white space between elements and to comments") func layout() throws {
        let packed = Self.letter.text.replacing(">\n", with: "> <!-- a comment -->\n\t")
        #expect(try KITHReading.letter(Array(packed.utf8)).digest == KITHReading.letter(Self.letter).digest)
    }

    @Test("differs with any content, the id and the sending time too") func differs() throws {
        var digests: Set<[UInt8]> = [try KITHReading.letter(Self.letter).digest]
        var changed = Self.letter
        changed.id = "0b1e6f1a-0000-4000-8000-000000000009"
        digests.insert(try KITHReading.letter(changed).digest)
        changed = Self.letter
        changed.generated = "2026-01-10T10:11:13"
        digests.insert(try KITHReading.letter(changed).digest)
        changed = Self.letter
        changed.documents[0].replace("09:00:00", with: "09:00:01")
        digests.insert(try KITHReading.letter(changed).digest)
        #expect(digests.count == 4)
    }
}
