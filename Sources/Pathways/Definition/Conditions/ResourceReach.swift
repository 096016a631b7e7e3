import FHIR

/// Which types of resources a definition asks about: what its runs must be shown of the citizen.
struct ResourceReach {
    private(set) var types: Set<String> = []

    init(_ definition: PathwayDefinition) {
        add(definition.condition)
        for case .resource(let pattern) in definition.starts { add(pattern) }
        if !definition.measurements.isEmpty { types.insert("Observation") }
        for step in definition.steps {
            for trigger in step.opens { if case .resource(let pattern) = trigger.source { add(pattern) } }
            for pattern in step.doneByResources { add(pattern) }
            add(step.condition)
            for option in step.choice?.options ?? [] { add(option.condition) }
            if step.score != nil { types.insert("Observation") }
        }
    }

    private mutating func add(_ pattern: ResourcePattern) {
        types.insert(pattern.type)
        add(pattern.condition)
    }

    private mutating func add(_ condition: Condition?) {
        if let condition { types.formUnion(condition.resourceTypes) }
    }
}

extension Condition {
    /// Types of R4 that it names, when it asks about the citizen's other resources.
    var resourceTypes: Set<String> {
        variables.contains("resources") ? words.intersection(Self.allResourceTypes) : []
    }

    static let allResourceTypes = Set(R4.resourceTypes)
}
