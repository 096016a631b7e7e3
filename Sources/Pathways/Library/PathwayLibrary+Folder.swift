public import Directory
import FoundationEssentials

extension PathwayLibrary {
    /// The definitions of a folder, in place of the shipped ones with the same id.
    ///
    /// Every `.yaml` and `.yml` file in it is one version of one pathway, national or local; folders inside it are not looked into. A local
    /// version may adapt a shipped one.
    public static func read(folder: String) throws(Mistakes) -> PathwayLibrary {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw Mistakes([
                Mistake(
                    .reference, Place(file: folder, line: 0), "The folder of pathways cannot be read",
                    remedy: "Look at its name in the configuration and at who may read it.")
            ])
        }
        var files: [SourceFile] = []
        for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
                throw Mistakes([
                    Mistake(
                        .reference, Place(file: folder + "/" + name, line: 0), "The file cannot be read",
                        remedy: "Look at who may read it.")
                ])
            }
            files.append(try SourceFile(name: folder + "/" + name, bytes: [UInt8](data)))
        }
        return try DefinitionFiles(files).library(beside: shipped().definitions)
    }
}
