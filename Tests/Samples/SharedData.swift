public import Foundation
import Synchronization

/// Public data that is not part of the project: where it is, and a loud word when it is not there.
public enum SharedData {
    /// The folder that `HELHET_SHARED` names, from the root of the package; `../shared` without it.
    public static let folder: URL = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["HELHET_SHARED"].map { URL(filePath: $0, relativeTo: root) }
        return (named ?? root.appending(path: "../shared")).standardizedFileURL
    }()

    private static let missed = Mutex<Set<String>>([])

    /// Whether a file or folder of it is there. Says once, aloud, what is not: a test that needs it must not pass in silence.
    public static func has(_ path: String) -> Bool {
        let place = self[path]
        if FileManager.default.fileExists(atPath: place.path) { return true }
        if missed.withLock({ $0.insert(path).inserted }) {
            FileHandle.standardError.write(Data("SKIPPED: no \(place.path); set HELHET_SHARED to the shared folder.\n".utf8))
        }
        return false
    }

    public static subscript(_ path: String) -> URL { folder.appending(path: path) }

    /// What is in a folder, by name: all of it or what ends so; of the folders in it too where wanted.
    public static func files(_ path: String, endingIn endings: String..., deep: Bool = false) -> [URL] {
        let options: FileManager.DirectoryEnumerationOptions = deep ? [] : .skipsSubdirectoryDescendants
        let found = FileManager.default.enumerator(at: self[path], includingPropertiesForKeys: nil, options: options)
        return (found?.compactMap { $0 as? URL } ?? [])
            .filter { file in endings.isEmpty || endings.contains { file.lastPathComponent.hasSuffix($0) } }.sorted { $0.path < $1.path }
    }

    /// What is in a file, unpacked when its name ends in `.gz`.
    public static func bytes(_ file: URL) throws -> [UInt8] {
        guard file.pathExtension == "gz" else { return [UInt8](try Data(contentsOf: file)) }
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gunzip", "-c", file.path]
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return [UInt8](data)
    }

    public static func bytes(_ path: String) throws -> [UInt8] { try bytes(self[path]) }
}
