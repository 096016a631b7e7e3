import Foundation
import Samples

/// Public letters that are not part of the project.
enum SharedLetters {
    static let areThere = SharedData.has("data/messages")

    static func bytes(_ name: String) throws -> [UInt8] { try SharedData.bytes("data/messages/\(name)") }

    /// Every letter-like file, as paths from the folder, sorted.
    static func all() -> [String] {
        let start = SharedData["data/messages"].path.utf8.count + 1
        return SharedData.files("data/messages", endingIn: ".json", ".xml", deep: true).map { String($0.path.utf8.dropFirst(start)) ?? "" }
            .sorted()
    }
}
