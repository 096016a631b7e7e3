import FHIR

/// A part of a resource that is wanted in the place of the whole: https://hl7.org/fhir/R4/search.html#summary
///
/// What is kept keeps its bytes. Elements that must be there or that change the meaning of others are kept, so that the part can be read
/// without mistake; the tag SUBSETTED says that it is a part.
enum Subset: Sendable, Hashable {
    /// What R4 marks as summary.
    case summary
    /// The narrative, and what must be there.
    case text
    /// All but the narrative.
    case data
    /// Elements by name, of the matches and of single types.
    case elements(matches: Set<String>, types: [String: Set<String>])

    /// Reads `_elements`: names of elements of what is searched, or `TYPE.name`.
    ///
    /// - Parameter besides: what was asked for before; names add up.
    init(elements text: String, of types: [String], besides: Subset?) throws(Problem) {
        var matches: Set<String> = []
        var others: [String: Set<String>] = [:]
        if case .elements(let old, let oldOthers) = besides { (matches, others) = (old, oldOthers) }
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            let bare = parts.last.map { $0.hasSuffix("[x]") ? String($0.dropLast(3)) : $0 } ?? ""
            switch parts.count {
            // Some clients name it too; it is always there.
            case 1 where bare == "resourceType": matches.insert(bare)
            case 1 where types.contains(where: { ResourceTypes.has(bare, on: $0) }): matches.insert(bare)
            case 2 where ResourceTypes.isKnown(parts[0]) && ResourceTypes.has(bare, on: parts[0]):
                others[parts[0], default: []].insert(bare)
            default:
                throw Problem(
                    .badValue,
                    "`_elements` names an element that the type does not have. Write names of elements at the top of a resource, with commas between."
                )
            }
        }
        self = .elements(matches: matches, types: others)
    }

    /// What `_summary` asks for, nil for the whole; `count` is the business of searches.
    static func summary(_ value: String) throws(Problem) -> Subset? {
        switch value {
        case "true": return .summary
        case "text": return .text
        case "data": return .data
        case "false": return nil
        default: throw Problem(.badValue, "`_summary` must be `true`, `text`, `data`, `false` or, of a search, `count`.")
        }
    }

    /// What a read asks for; nil for the whole.
    static func asked(by call: Call) throws(Problem) -> Subset? {
        var subset: Subset?
        for (name, value) in try call.parameters(["_elements", "_summary"]) {
            subset = name == "_summary" ? try summary(value) : try Subset(elements: value, of: [call.type], besides: subset)
        }
        return subset
    }

    /// Whether anything is left out of a resource of this type.
    func applies(to type: String, isMatch: Bool) -> Bool {
        switch self {
        case .summary, .text, .data: true
        case .elements(let matches, let types): types[type] != nil || (isMatch && !matches.isEmpty)
        }
    }

    /// The part, as JSON.
    func bytes(of resource: Resource) -> [UInt8] {
        let type = resource.type
        let names: Set<String> =
            if case .elements(let matches, let types) = self { matches.union(types[type] ?? []) } else { [] }
        let entry = R4.table.index[type].map { R4.table.types[Int($0)] }
        var writer = JSONWriter(capacity: resource.bytes.count + 128)
        writer.object { writer in
            if resource.root["meta"] == nil { writer.object("meta") { Self.tag(nil, &$0) } }
            for (name, value) in resource.root.members {
                if name == "meta" {
                    writer.object(name) { Self.tag(value, &$0) }
                } else if keeps(name, entry, names) {
                    writer.name(name)
                    if self == .summary { Self.summarise(value, entry?.members[name]?.type, &writer) } else { writer.raw(value.bytes) }
                }
            }
        }
        return writer.bytes
    }

    private func keeps(_ name: String, _ entry: R4.TypeEntry?, _ names: Set<String>) -> Bool {
        let bare = name.hasPrefix("_") ? String(name.dropFirst()) : name
        if bare == "resourceType" || bare == "id" { return true }
        if self == .data { return bare != "text" }
        if self == .text, bare == "text" { return true }
        guard let member = entry?.members[bare] else { return false }
        let field = R4.table.fields[Int(member.field)]
        switch self {
        case .summary: return field.isSummary || field.minimum > 0 || field.isModifier
        case .text: return field.minimum > 0
        case .data: return true
        case .elements: return field.minimum > 0 || field.isModifier || names.contains(bare) || names.contains(field.name)
        }
    }

    /// Writes what a summary has of a value.
    private static func summarise(_ value: Element, _ type: Int32?, _ writer: inout JSONWriter) {
        guard let type, R4.table.types[Int(type)].form == .object else { return writer.raw(value.bytes) }
        switch value.kind {
        case .array: writer.array { writer in for item in value.items { summarise(item, type, &writer) } }
        case .object:
            let members = R4.table.types[Int(type)].members
            let kept = value.members.filter { name, _ in
                guard let member = members[name.hasPrefix("_") ? String(name.dropFirst()) : name] else { return false }
                let field = R4.table.fields[Int(member.field)]
                return field.isSummary || field.minimum > 0 || field.isModifier
            }
            // FHIR has no empty objects.
            guard !kept.isEmpty else { return writer.raw(value.bytes) }
            writer.object { writer in
                for (name, value) in kept {
                    writer.name(name)
                    summarise(value, members[name]?.type, &writer)
                }
            }
        case .string, .number, .boolean, .null: writer.raw(value.bytes)
        }
    }

    /// Writes the members of `meta` with the tag that says that this is a part.
    private static func tag(_ meta: Element?, _ writer: inout JSONWriter) {
        var isTagged = false
        func tags(_ old: Element?, _ writer: inout JSONWriter) {
            writer.array("tag") { writer in
                for item in old?.items.map({ $0 }) ?? [] { writer.raw(item.bytes) }
                writer.object { writer in
                    writer.field("system", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue")
                    writer.field("code", "SUBSETTED")
                    writer.field("display", "subsetted")
                }
            }
            isTagged = true
        }
        if let meta {
            for (name, value) in meta.members {
                if name == "tag" { tags(value, &writer) } else { writer.raw(name, value.bytes) }
            }
        }
        if !isTagged { tags(nil, &writer) }
    }
}
