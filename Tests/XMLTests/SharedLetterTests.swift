import Foundation
import Testing
import XML

@Suite("The shared letters in XML") struct SharedLetterTests {
    private static let folder: URL = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let shared = ProcessInfo.processInfo.environment["HELHET_SHARED"].map { URL(filePath: $0, relativeTo: root) }
        return (shared ?? root.appending(path: "../shared")).standardizedFileURL.appending(path: "data/messages")
    }()

    private static let files: [URL] = {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        let letters = found.filter { $0.pathExtension == "xml" }.sorted { $0.path < $1.path }
        if letters.isEmpty {
            FileHandle.standardError.write(Data("SKIPPED: no letters in \(folder.path); set HELHET_SHARED to the shared folder.\n".utf8))
        }
        return letters
    }()

    @Test("are read, and their root stands alone", .enabled(if: !files.isEmpty, "no shared data")) func reading() throws {
        #expect(Self.files.count > 60)
        for file in Self.files {
            let bytes = [UInt8](try Data(contentsOf: file))
            let root = try XMLDocument(bytes).root
            #expect(!root.name.isEmpty)
            #expect(root.source.last == 0x3E)
            #expect(try XMLDocument(Array(root.source)).root.canonical() == root.canonical(), "\(file.lastPathComponent)")
        }
    }
}
