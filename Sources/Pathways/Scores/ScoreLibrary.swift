import CPathways
public import Directory

/// Every score that the hub knows, each in its named variants.
public struct ScoreLibrary: Sendable, Hashable {
    /// By name and variant.
    public let definitions: [ScoreDefinition]

    public init(_ definitions: [ScoreDefinition]) {
        self.definitions = definitions.sorted { ($0.name, $0.variant) < ($1.name, $1.variant) }
    }

    /// Reads scores from files; the mistakes of all of them are thrown together.
    public static func read(_ files: [SourceFile]) throws(Mistakes) -> ScoreLibrary {
        var mistakes: [Mistake] = []
        var definitions: [ScoreDefinition] = []
        for file in files {
            do throws(Mistakes) {
                let definition = try ScoreDefinition.read(yaml: file.text, file: file.name)
                if definitions.contains(where: { $0.name == definition.name && $0.variant == definition.variant }) {
                    mistakes.append(
                        Mistake(
                            .overlap, Place(file: file.name, line: 1),
                            "The score \(definition.name) has the variant \"\(definition.variant)\" twice",
                            remedy: "Give one of them another name."))
                }
                definitions.append(definition)
            } catch {
                mistakes += error.list
            }
        }
        if !mistakes.isEmpty { throw Mistakes(mistakes) }
        return ScoreLibrary(definitions)
    }

    /// A score in a variant. Without one the score must have only one: nobody guesses which table is meant.
    public func score(_ name: String, variant: String? = nil) -> ScoreDefinition? {
        let named = definitions.filter { $0.name == name }
        guard let variant else { return named.count == 1 ? named[0] : nil }
        return named.first { $0.variant == variant }
    }

    /// The scores that come with Helhet, from inside the binary.
    public static func shipped() throws(Mistakes) -> ScoreLibrary { try readOnce.get() }

    private static let readOnce = Result<ScoreLibrary, Mistakes> { () throws(Mistakes) in try read(shippedFiles) }

    /// Their text, for showing and for copying into a folder of one's own.
    public static var shippedFiles: [SourceFile] { ShippedFile.all(helhet_score_files) }
}
