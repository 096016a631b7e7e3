import Foundation

/// Where a population is written: a folder, with its own word for a full disk.
struct Folder: Sendable {
    let path: String
    /// Bytes that may be written before the disk counts as full; for tests.
    var room: Room?

    /// A disk of a certain size.
    final class Room: @unchecked Sendable {
        // Guarded by its lock.
        private let lock = NSLock()
        private var left: Int

        init(_ bytes: Int) { left = bytes }

        func take(_ bytes: Int) -> Bool {
            lock.withLock {
                guard left >= bytes else { return false }
                left -= bytes
                return true
            }
        }
    }

    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

    var isThere: Bool { FileManager.default.fileExists(atPath: path) }

    var isEmpty: Bool { (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? true }

    func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: "\(path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }

    func make(_ name: String = "") throws(PopulationError) {
        do {
            try FileManager.default.createDirectory(atPath: name.isEmpty ? path : "\(path)/\(name)", withIntermediateDirectories: true)
        } catch { throw problem(error, path) }
    }

    func remove(_ name: String) throws(PopulationError) {
        guard has(name) else { return }
        do { try FileManager.default.removeItem(atPath: "\(path)/\(name)") } catch { throw problem(error, name) }
    }

    /// Writes a file whole or not at all: under another name first. What was written of it is removed when the disk is full.
    func write(_ bytes: [UInt8], to name: String) throws(PopulationError) {
        let partial = "\(path)/\(name).partial"
        do {
            if let room, !room.take(bytes.count) { throw CocoaError(.fileWriteOutOfSpace) }
            try Data(bytes).write(to: URL(fileURLWithPath: partial))
            if has(name) { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }
            try FileManager.default.moveItem(atPath: partial, toPath: "\(path)/\(name)")
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw problem(error, name)
        }
    }

    private func problem(_ error: any Error, _ name: String) -> PopulationError {
        if (error as? CocoaError)?.code == .fileWriteOutOfSpace
            || (error as NSError).domain == NSPOSIXErrorDomain && (error as NSError).code == 28
        {
            return PopulationError(.disk, "The disk is full. Make room and run the same command again: it goes on where it stopped.")
        }
        return PopulationError(.disk, "\(name) cannot be written in \(path); check that the folder may be written to.")
    }
}
