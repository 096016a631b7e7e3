import Directory
public import FHIR
public import Journal

/// What a store remembers of the versions that it is run by: a published version is never changed, over time and restarts either.
public enum PublishedVersions {
    /// Remembers every version of the library, and refuses one by which runs have begun in this store with other content.
    ///
    /// A version that nothing has run by yet may still be changed. Throws `Mistakes` for what was changed, `JournalError` for the store.
    public static func keep(_ library: PathwayLibrary, in journal: any Journal, at now: Instant) async throws {
        let hashes = library.definitions.map { (definition: $0, hash: hash(of: $0)) }
        let mistakes = try await journal.read { reader in
            try hashes.compactMap { definition, hash -> Mistake? in
                guard let known = try reader.setting(setting(definition)), known != hash, try hasRun(definition, in: reader) else {
                    return nil
                }
                return Mistake(
                    .forbidden, definition.place,
                    "The version \(definition.version) of \"\(definition.id)\" is not what it was when runs began by it in this store",
                    remedy:
                        "A published version is never changed: put its old text back, and give the new text another version and a later \"from\"."
                )
            }
        }
        if !mistakes.isEmpty { throw Mistakes(mistakes) }
        let news = try await journal.read { reader in try hashes.filter { try reader.setting(setting($0.definition)) != $0.hash } }
        if news.isEmpty { return }
        try await journal.commit(.background, at: now) { writer in
            for (definition, hash) in news { try writer.set(setting(definition), hash) }
        }
    }

    /// What a store remembers of the text of a version: comments, the order of keys and the way of writing do not count.
    static func hash(of definition: PathwayDefinition) -> String { ContentHash.of(definition.tree.canonical).hex }

    private static func setting(_ definition: PathwayDefinition) -> String { "pathway \(definition.id)|\(definition.version)" }

    /// Whether any citizen has a run of it: each is a CarePlan that names the version.
    private static func hasRun(_ definition: PathwayDefinition, in reader: any JournalReader) throws -> Bool {
        var search = Search(type: "CarePlan")
        search.criteria = [
            try SearchParameters.r4.criterion(
                "instantiates-canonical", CarePlanProjection.canonical(definition.id, definition.version), of: "CarePlan", base: "")
        ]
        search.limit = 1
        return try !reader.search(search).resources.isEmpty
    }
}

extension DefinitionTree {
    /// What it says, wherever it stands and in whatever order keys come: equal trees and no others have equal bytes.
    var canonical: [UInt8] {
        var bytes: [UInt8] = []
        writeCanonical(&bytes)
        return bytes
    }

    private func writeCanonical(_ bytes: inout [UInt8]) {
        func write(_ text: String) { bytes += Array("\(text.utf8.count) \(text)".utf8) }
        switch content {
        case .text(let text):
            bytes.append(UInt8(ascii: "t"))
            write(text)
        case .list(let items):
            bytes += Array("l\(items.count) ".utf8)
            for item in items { item.writeCanonical(&bytes) }
        case .members(let members):
            bytes += Array("m\(members.count) ".utf8)
            for member in members.sorted(by: { $0.key < $1.key }) {
                write(member.key)
                member.value.writeCanonical(&bytes)
            }
        }
    }
}
