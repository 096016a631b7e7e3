import FHIR

/// Reads StructureDefinitions, each on top of its base: the snapshot where there is one, else the differential walked over the base.
struct ProfileReader {
    /// A profile before it is finished.
    struct Draft {
        let type: Int32
        let root: ElementDraft
    }

    /// Derived profiles on top of each other beyond this are refused; so are names inside each other in a path.
    private static let maximumDepth = 64

    private let definitions: CanonicalTable<Resource>
    private var read: [Canonical: Result<Draft, DefinitionError>] = [:]
    /// Those that are being read, since their derivation could be a circle.
    private var open: [Canonical] = []

    init(_ definitions: CanonicalTable<Resource>) {
        self.definitions = definitions
    }

    mutating func draft(_ canonical: Canonical, _ resource: Resource) throws(DefinitionError) -> Draft {
        if let known = read[canonical] { return try known.get() }
        guard !open.contains(canonical) else {
            throw DefinitionError("\(canonical) is derived from itself. Correct its baseDefinition.")
        }
        guard open.count < ProfileReader.maximumDepth else {
            throw DefinitionError("\(canonical) has more than \(ProfileReader.maximumDepth) profiles below it. Derive it from fewer.")
        }
        open.append(canonical)
        let result: Result<Draft, DefinitionError>
        do throws(DefinitionError) {
            result = .success(try make(canonical, resource))
        } catch {
            result = .failure(error)
        }
        open.removeLast()
        read[canonical] = result
        return try result.get()
    }

    private mutating func make(_ canonical: Canonical, _ resource: Resource) throws(DefinitionError) -> Draft {
        guard let name = resource.root.string("type"), let type = R4.table.index[name] else {
            throw DefinitionError("\(canonical) is about a type that R4 does not have. Only profiles of R4's resources and types are read.")
        }
        guard resource.root.string("derivation") == "constraint" else {
            throw DefinitionError("\(canonical) is a model of its own. Only profiles of R4's resources and types are read.")
        }
        let snapshot = resource.root.each("snapshot.element")
        if !snapshot.isEmpty {
            let root = ElementDraft(type: type)
            try add(snapshot, to: root, canonical, isSnapshot: true)
            return Draft(type: type, root: root)
        }
        let root = try base(of: canonical, resource, type)
        try add(resource.root.each("differential.element"), to: root, canonical, isSnapshot: false)
        return Draft(type: type, root: root)
    }

    /// What the profile is derived from, to be added to.
    private mutating func base(of canonical: Canonical, _ resource: Resource, _ type: Int32) throws(DefinitionError) -> ElementDraft {
        guard let written = resource.root.string("baseDefinition") else {
            throw DefinitionError("\(canonical) has neither a snapshot nor a baseDefinition. Add one of them.")
        }
        let base = Canonical(written)
        guard base.url != canonical.url else {
            throw DefinitionError("\(canonical) is derived from itself. Correct its baseDefinition.")
        }
        if let found = definitions[base] {
            let version = base.version ?? found.root.string("version")
            let draft = try draft(Canonical(url: base.url, version: version), found)
            guard draft.type == type else {
                throw DefinitionError("\(canonical) is derived from a profile of another type. Correct its type or its baseDefinition.")
            }
            return draft.root.copy()
        }
        guard let r4 = Definitions.r4Type(base.url), RuleTable.r4.isKind(type, of: r4) else {
            throw DefinitionError(
                "\(canonical) is derived from \(base), which is not loaded. Load it too, or use a definition with a snapshot.")
        }
        return ElementDraft(type: type)
    }

    private func add(_ elements: [Element], to root: ElementDraft, _ canonical: Canonical, isSnapshot: Bool) throws(DefinitionError) {
        var place = SlicePlaces()
        for element in elements {
            guard let path = element.string("path") else {
                throw DefinitionError("\(canonical) has an element without a path. Add it.")
            }
            let steps = place.steps(path, element)
            guard steps.count <= ProfileReader.maximumDepth, steps.first?.name == root.name else {
                throw DefinitionError(
                    "\(canonical) has an element \(path), which does not begin with \(root.name) or is too deep. Correct it.")
            }
            var at = root
            for step in steps.dropFirst() {
                guard let child = at.child(step.name) else {
                    throw DefinitionError("\(canonical) has an element \(path), which R4 does not have. Correct its path.")
                }
                at = child
                // `valueQuantity` is a slice already.
                if let slice = step.slice, at.sliceName != slice { at = at.slice(slice) }
            }
            do throws(DefinitionError) {
                try at.add(element, isSnapshot: isSnapshot)
            } catch {
                throw DefinitionError("In \(canonical): \(error.message)")
            }
        }
    }
}

/// Tells in which slices an element stands: its id says it, or the order of the elements.
private struct SlicePlaces {
    private var open: [String: String] = [:]

    mutating func steps(_ path: String, _ element: Element) -> [(name: String, slice: String?)] {
        let names = path.split(separator: ".").map(String.init)
        let own = element.string("sliceName")
        let id = element.string("id").map { $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init) } ?? []
        var steps: [(name: String, slice: String?)] = []
        var prefix = ""
        for (at, name) in names.enumerated() {
            prefix += prefix.isEmpty ? name : ".\(name)"
            let isLast = at == names.count - 1
            var slice: String?
            if id.count == names.count {
                slice = id[at].firstIndex(of: ":").map { String(id[at][id[at].index(after: $0)...]) }
            } else if !isLast {
                slice = open[prefix]
            }
            if isLast, let own { slice = own }
            steps.append((name, slice))
        }
        open = open.filter { $0.key != path && !$0.key.hasPrefix(path + ".") }
        open[path] = steps.last?.slice
        return steps
    }
}
