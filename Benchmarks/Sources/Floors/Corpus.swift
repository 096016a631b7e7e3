import BenchmarkLetters
import FHIR
import Foundation

/// Documents to measure with, without the white space between their values.
struct Corpus {
    var name: String
    var documents: [[UInt8]]
    var count: Int { documents.reduce(0) { $0 + $1.count } }

    /// Bundles of synthetic patients; none where the shared data is not there.
    static let synthea = files(folder + "/data/synthea") { $0.hasSuffix(".json.gz") || $0.hasSuffix(".json") }

    private static let folder = ProcessInfo.processInfo.environment["HELHET_SHARED"] ?? Root.path + "/../shared"

    static func all() -> [Corpus] {
        let letters = Letters()
        let own = Corpus(
            name: "Letters of our own", documents: (0..<400).map { letters.letter($0) }.filter { $0.first == UInt8(ascii: "{") })
        let synthea = Self.synthea
        let medcom = files(folder + "/data/messages") { $0.hasSuffix(".json") }
        if synthea.isEmpty || medcom.isEmpty {
            say("WITHOUT the shared data (HELHET_SHARED): only letters of our own are measured.")
        }
        return [
            Corpus(name: "Synthea bundles, minified", documents: synthea), Corpus(name: "MedCom letters, minified", documents: medcom), own,
        ]
        .filter { !$0.documents.isEmpty }
    }

    private static func files(_ folder: String, _ takes: (String) -> Bool) -> [[UInt8]] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }.filter(takes).sorted() ?? []
        return names.compactMap { name in
            let path = folder + "/" + name
            guard let data = name.hasSuffix(".gz") ? unzipped(path) : FileManager.default.contents(atPath: path) else { return nil }
            let bytes = minified(Array(data))
            return (try? Resource(json: bytes)) == nil ? nil : bytes
        }
    }

    private static func unzipped(_ path: String) -> Data? {
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
        gzip.arguments = ["-dc", path]
        let pipe = Pipe()
        gzip.standardOutput = pipe
        guard (try? gzip.run()) != nil else { return nil }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        gzip.waitUntilExit()
        return data
    }

    /// Without the white space between values.
    private static func minified(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isInside = false
        var isEscaped = false
        for byte in bytes {
            if isInside {
                result.append(byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInside = false
                }
            } else if byte > 0x20 {
                result.append(byte)
                isInside = byte == UInt8(ascii: "\"")
            }
        }
        return result
    }
}

enum Root {
    /// The repository, from where this file was compiled.
    static let path = String(#filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined())
}
