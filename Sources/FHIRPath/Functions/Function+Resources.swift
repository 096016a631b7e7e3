import FHIR

extension Function {
    /// https://hl7.org/fhir/R4/fhirpath.html#functions
    static let resources: [String: Function] = [
        "extension": direct { run, input, argument, call, mark in
            guard let url = try run.text(argument, call.what, call.offset) else { return .empty }
            let start = run.top
            for at in input.lower..<input.upper {
                guard case .node(let spot) = run[at] else { continue }
                let first = run.top
                run.pushChildren(of: spot, extensions)
                var end = first
                for child in first..<run.top where run.isExtension(run[child], url) {
                    run.put(run[child], at: end)
                    end += 1
                }
                run.fall(to: end)
            }
            return run.lay(Stretch(start, run.top), at: mark)
        },
        "resolve": plain(0...0) { input, _, call, run in
            var found: [Item] = []
            for item in input {
                try run.step(1, call.offset)
                if let reference = reference(item), let node = run.resolved(reference) { found.append(.node(node)) }
            }
            return found
        },
        "memberOf": plain(1...1) { input, arguments, call, run in
            guard let item = try input.single(call.what, call.offset), let valueSet = try arguments[0].text(call.what, call.offset) else {
                return []
            }
            guard let terminology = run.environment.terminology else {
                throw Fault(.execution, "\(call.what) needs value sets, and none are loaded here.", call.offset)
            }
            let answers = codings(item).map { terminology(valueSet, $0.system, $0.code) }
            if answers.contains(true) { return [.boolean(true)] }
            return answers.contains(nil) || answers.isEmpty ? [] : [.boolean(false)]
        },
        "conformsTo": plain(1...1) { input, arguments, call, run in
            guard let item = try input.single(call.what, call.offset), let profile = try arguments[0].text(call.what, call.offset) else {
                return []
            }
            guard case .node(let node) = item else { return [.boolean(false)] }
            if let answer = run.environment.profiles?(node, profile) { return [.boolean(answer)] }
            let base = "http://hl7.org/fhir/StructureDefinition/"
            guard profile.hasPrefix(base), R4.table.index[String(profile.dropFirst(base.count))] != nil else {
                throw Fault(.execution, "\(call.what) is asked about a profile that is not loaded.", call.offset)
            }
            return [.boolean(node.typeIndex.map { TypeTest.isKind($0, of: String(profile.dropFirst(base.count))) } ?? false)]
        },
        "htmlChecks": plain(0...0) { input, _, _, _ in input.isEmpty ? [] : [.boolean(true)] },
    ]

    private static let extensions = ElementName.named("extension")

    private static func reference(_ item: Item) -> String? {
        if case .node(let node) = item, let text = node.element?.string("reference") { return text }
        return item.asString
    }

    private static func codings(_ item: Item) -> [(system: String?, code: String)] {
        guard case .node(let node) = item, let element = node.element, element.kind == .object else {
            return item.asString.map { [(nil, $0)] } ?? []
        }
        let all = element["coding"].map { Array($0.items) } ?? [element]
        return all.compactMap { coding in coding.string("code").map { (coding.string("system"), $0) } }
    }
}

extension Run {
    /// Whether a value is an extension of an address.
    fileprivate mutating func isExtension(_ value: Value, _ url: Text) -> Bool {
        guard case .node(let spot) = value, spot.index >= 0 else { return false }
        let address = words(spot).member(Int(spot.index), "url")
        guard address >= 0 else { return false }
        return text(Spot(index: Int32(address), companion: -1, type: -1, document: spot.document))?.hasSameBytes(as: url) ?? false
    }

    /// What a reference points at: inside the resource, inside the Bundle that it stands in, then through the environment.
    fileprivate func resolved(_ reference: String) -> Node? {
        let roots = [environment.rootResource, resource].compactMap { $0?.element }
        if reference.hasPrefix("#") {
            let id = reference.dropFirst()
            for root in roots {
                if id.isEmpty { return Node(root) }
                if let found = root["contained"]?.items.first(where: { $0.string("id") == String(id) }) { return Node(found) }
            }
            return nil
        }
        for root in roots where root.string("resourceType") == "Bundle" {
            guard let entries = root["entry"]?.items else { continue }
            for entry in entries {
                guard let resource = entry["resource"] else { continue }
                if entry.string("fullUrl") == reference { return Node(resource) }
                if let type = resource.string("resourceType"), let id = resource.string("id"), "\(type)/\(id)" == reference {
                    return Node(resource)
                }
            }
        }
        return environment.resolver?(reference).map { Node($0) }
    }
}
