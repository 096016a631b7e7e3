public import Directory

/// What is to be said of a definition file: what keeps it from being taken, and what does not.
public struct DefinitionFindings: Sendable, Hashable {
    /// What was read; nil when it has mistakes.
    public var definition: PathwayDefinition?
    /// Each refuses the file. By place.
    public var mistakes: [Mistake]
    /// What its author should look at; it runs all the same. By place.
    public var warnings: [Mistake]

    public init(definition: PathwayDefinition?, mistakes: [Mistake], warnings: [Mistake]) {
        self.definition = definition
        self.mistakes = mistakes
        self.warnings = warnings
    }
}

extension PathwayDefinition {
    /// Looks at a definition and says all there is to say of it.
    ///
    /// - Parameter scores: those that the hub has; without them it is not asked whether there is a score that a step asks for.
    public static func check(
        yaml text: String, file: String, scores: ScoreLibrary? = try? .shipped()
    ) -> DefinitionFindings {
        do throws(Mistakes) {
            return check(try DefinitionTree.read(yaml: text, file: file), scores: scores)
        } catch {
            return DefinitionFindings(definition: nil, mistakes: error.list, warnings: [])
        }
    }

    /// What there is to be said of what a file says.
    public static func check(_ tree: DefinitionTree, scores: ScoreLibrary? = try? .shipped()) -> DefinitionFindings {
        var reader = DefinitionReader(tree.place)
        let definition = reader.read(tree)
        guard let definition, reader.mistakes.isEmpty else {
            return DefinitionFindings(definition: nil, mistakes: Mistakes(reader.mistakes).list, warnings: [])
        }
        var check = DefinitionCheck(definition, reader.places, start: reader.start, scores: scores)
        check.all()
        return DefinitionFindings(
            definition: check.mistakes.isEmpty ? definition : nil, mistakes: Mistakes(check.mistakes).list,
            warnings: Mistakes(check.warnings).list)
    }
}
