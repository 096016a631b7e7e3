import FHIR
import Foundation

extension Definitions {
    /// The definitions in folders and in those inside them: `*.json` with one resource or a Bundle each, and `*.ndjson`.
    ///
    /// A package of npm is such a folder once it is unpacked. Files without a `resourceType`, such as `package.json`, are passed over.
    public init(folders: [String]) throws(DefinitionError) {
        var reading = DefinitionReading()
        reading.addBuiltIn()
        for folder in folders {
            for file in try Definitions.files(in: folder) { try Definitions.read(file, into: &reading) }
        }
        self.init(reading)
    }

    private static func files(in folder: String) throws(DefinitionError) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
            let found = FileManager.default.enumerator(atPath: folder)
        else {
            throw DefinitionError("This folder of definitions cannot be read. Look at its name and at who may read it.", source: folder)
        }
        guard isFolder.boolValue else {
            throw DefinitionError("This is a file. Name the folder that the definitions are in.", source: folder)
        }
        var files: [String] = []
        for case let name as String in found where name.hasSuffix(".json") || name.hasSuffix(".ndjson") {
            let last = name.split(separator: "/").last ?? ""
            if last != "package.json" && last.first != "." { files.append("\(folder)/\(name)") }
        }
        return files.sorted()
    }

    private static func read(_ file: String, into reading: inout DefinitionReading) throws(DefinitionError) {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw DefinitionError("This file cannot be read. Look at who may read it.", source: file)
        }
        guard file.hasSuffix(".ndjson") else { return try add([UInt8](data), source: file, to: &reading) }
        for (number, line) in data.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            try add([UInt8](line), source: "\(file):\(number + 1)", to: &reading)
        }
    }

    private static func add(_ bytes: [UInt8], source: String, to reading: inout DefinitionReading) throws(DefinitionError) {
        let resource: Resource
        do throws(DocumentError) {
            let document = try Document(json: bytes)
            guard document.root.kind == .object, document.root["resourceType"] != nil else { return }
            resource = try Resource(document)
        } catch {
            throw DefinitionError(error.message, source: source)
        }
        try reading.add(resource, source: source)
    }
}
