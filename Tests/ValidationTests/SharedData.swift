import Foundation

/// Public data that is not part of the project: where it is, and a loud word when it is not there.
enum SharedData {
    static let folder: URL = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let shared = ProcessInfo.processInfo.environment["HELHET_SHARED"].map { URL(filePath: $0, relativeTo: root) }
        return (shared ?? root.appending(path: "../shared")).standardizedFileURL
    }()

    static let isThere: Bool = {
        let there = FileManager.default.fileExists(atPath: folder.appending(path: "data/fhir-r4").path)
        if !there {
            FileHandle.standardError.write(Data("SKIPPED: no data in \(folder.path); set HELHET_SHARED to the shared folder.\n".utf8))
        }
        return there
    }()

    static func files(_ path: String, where matches: (String) -> Bool) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder.appending(path: path), includingPropertiesForKeys: nil)
            .filter { matches($0.lastPathComponent) }.sorted { $0.path < $1.path }
    }

    static func unzipped(_ file: URL) throws -> [UInt8] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/gunzip")
        process.arguments = ["-c", file.path]
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return [UInt8](data)
    }
}
