public import Directory
import FoundationEssentials

extension ContactList {
    /// The list of a folder of pathways, `contacts/contacts.yaml`; the shipped one when there is none.
    public static func read(folder: String) throws(Mistakes) -> ContactList {
        let name = folder + "/contacts/contacts.yaml"
        guard let data = FileManager.default.contents(atPath: name) else { return try shipped() }
        let file = try SourceFile(name: name, bytes: [UInt8](data))
        return try read(yaml: file.text, file: file.name)
    }
}

extension ScoreLibrary {
    /// The scores of a folder of pathways, each file in `scores/`, in place of shipped ones with the same name and variant.
    public static func read(folder: String) throws(Mistakes) -> ScoreLibrary {
        let place = folder + "/scores"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).sorted()
        var files: [SourceFile] = []
        for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            guard let data = FileManager.default.contents(atPath: place + "/" + name) else { continue }
            files.append(try SourceFile(name: place + "/" + name, bytes: [UInt8](data)))
        }
        let own = try read(files).definitions
        let rest = try shipped().definitions.filter { shipped in
            !own.contains { $0.name == shipped.name && $0.variant == shipped.variant }
        }
        return ScoreLibrary(own + rest)
    }
}
