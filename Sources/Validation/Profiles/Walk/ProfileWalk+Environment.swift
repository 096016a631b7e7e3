import FHIR
public import FHIRPath

extension ProfileWalk {
    /// What conditions in the resource that is being walked may ask for.
    mutating func environment() -> Environment {
        if let known = environments[scope.resource] { return known }
        var environment = Environment()
        environment.load(options, nesting: nesting)
        environment.resource = Node(element: root.at(scope.resource), companion: nil, typeIndex: scope.resourceType)
        environment.rootResource = Node(element: root.at(scope.root), companion: nil, typeIndex: scope.rootType)
        environment.maximumSteps = 4_000_000
        if let bundle = bundles.last, bundle != scope.root {
            let bundle = root.at(bundle)
            environment.resolver = { address in
                for entry in bundle["entry"].map({ Array($0.items) }) ?? [] {
                    guard let resource = entry["resource"] else { continue }
                    let name = "\(resource.string("resourceType") ?? "")/\(resource.string("id") ?? "")"
                    if entry.string("fullUrl") == address || name == address { return Resource(resource) }
                }
                return nil
            }
        }
        environments[scope.resource] = environment
        return environment
    }
}

extension Environment {
    /// Lets `memberOf` and `conformsTo` ask these definitions. What they do not know stays unknown.
    public mutating func load(_ definitions: Definitions) {
        var validator = Validator()
        validator.definitions = definitions
        load(validator, nesting: 0)
    }

    /// - Parameter nesting: how many questions of `conformsTo` are open; a profile may ask for itself.
    mutating func load(_ validator: Validator, nesting: Int) {
        let terminology = validator.definitions.store.terminology
        self.terminology = { valueSet, system, code in
            switch terminology.contains(Canonical(valueSet), system, code) {
            case .inside: true
            case .outside: false
            case .unknown: nil
            }
        }
        profiles = { node, profile in
            guard let element = node.element, let type = node.typeIndex, nesting < 4 else { return nil }
            return element.withWords { words, index in
                var walk = ProfileWalk(root: element, words: words, options: validator, nesting: nesting + 1)
                return walk.conforms(ProfileWalk.Item(value: index, type: type), to: Canonical(profile))
            }
        }
    }
}
