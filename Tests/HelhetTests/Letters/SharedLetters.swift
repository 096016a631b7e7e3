import Foundation
import Running

/// Public letters that are not part of the project: where they are, and a loud word when they are not there.
enum SharedLetters {
    static let folder: String = {
        let shared = ProcessInfo.processInfo.environment["HELHET_SHARED"].map { URL(filePath: $0, relativeTo: Program.root) }
        return (shared ?? Program.root.appending(path: "../shared")).standardizedFileURL.path + "/data/messages"
    }()

    static let areThere: Bool = {
        let there = FileManager.default.fileExists(atPath: folder)
        if !there {
            FileHandle.standardError.write(Data("SKIPPED: no letters in \(folder); set HELHET_SHARED to the shared folder.\n".utf8))
        }
        return there
    }()

    struct Missing: Error { var name: String }

    static func bytes(_ name: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { throw Missing(name: name) }
        return Array(data)
    }

    /// Every letter-like file, as paths from the folder, sorted.
    static func all() -> [String] {
        (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".json") || $0.hasSuffix(".xml") }.sorted()
    }
}
