import Foundation
import Samples
import Testing
import XML

@Suite("The shared letters in XML") struct SharedLetterTests {
    private static let files = SharedData.files("data/messages", endingIn: ".xml", deep: true)

    @Test("are read, and their root stands alone", .enabled(if: SharedData.has("data/messages"), "no shared data")) func reading() throws {
        #expect(Self.files.count > 60)
        for file in Self.files {
            let bytes = try SharedData.bytes(file)
            let root = try XMLDocument(bytes).root
            #expect(!root.name.isEmpty)
            #expect(root.source.last == 0x3E)
            #expect(try XMLDocument(Array(root.source)).root.canonical() == root.canonical(), "\(file.lastPathComponent)")
        }
    }
}
