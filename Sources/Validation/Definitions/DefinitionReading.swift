import FHIR

/// Gathers definitions and makes profiles of them.
struct DefinitionReading {
    private var structures = CanonicalTable<Resource>()
    private var terminology = Terminology()
    private var remarks: [String] = []
    private var count = 0
    /// What comes with R4, not with anybody's package.
    private var isBuiltIn = false

    /// - Parameter source: the file it came from, for sentences.
    mutating func add(_ resource: Resource, source: String?) throws(DefinitionError) {
        switch resource.type {
        case "Bundle":
            for entry in resource["entry"].map({ Array($0.items) }) ?? [] {
                if let inner = entry["resource"] { try add(Resource(inner), source: source) }
            }
        case "StructureDefinition":
            let canonical = try canonical(resource, source)
            // R4 has its own types without loading them.
            guard Definitions.r4Type(canonical.url) == nil else { return }
            noteRepeated(structures.insert(resource, at: canonical), canonical, source)
        case "ValueSet":
            let canonical = try canonical(resource, source)
            noteRepeated(terminology.insert(ValueSet(resource, canonical)), canonical, source)
        case "CodeSystem":
            // Supplements add words to the codes of another system, no codes.
            guard resource.root.string("content") != "supplement" else { return }
            let canonical = try canonical(resource, source)
            noteRepeated(terminology.insert(CodeSystem(resource, canonical)), canonical, source)
        default: break
        }
    }

    private func canonical(_ resource: Resource, _ source: String?) throws(DefinitionError) -> Canonical {
        guard let url = resource.root.string("url"), !url.isEmpty else {
            throw DefinitionError("This \(resource.type) has no url, so that nothing can name it. Add it.", source: source)
        }
        return Canonical(url: url, version: resource.root.string("version"))
    }

    private mutating func noteRepeated(_ isRepeated: Bool, _ canonical: Canonical, _ source: String?) {
        guard !isBuiltIn else { return }
        count += 1
        if isRepeated { remarks.append("\(canonical) is loaded twice; the later one\(source.map { ", in \($0)," } ?? "") is used.") }
    }

    /// Profiles that R4's own definitions name.
    mutating func addBuiltIn() {
        isBuiltIn = true
        let simple = Resource.build("StructureDefinition") { json in
            json.field("url", "http://hl7.org/fhir/StructureDefinition/SimpleQuantity")
            json.field("type", "Quantity")
            json.field("derivation", "constraint")
            json.field("baseDefinition", "http://hl7.org/fhir/StructureDefinition/Quantity")
            json.object("differential") { json in
                json.array("element") { json in
                    json.object { json in
                        json.field("path", "Quantity.comparator")
                        json.field("max", "0")
                    }
                }
            }
        }
        structures.insert(simple, at: Canonical("http://hl7.org/fhir/StructureDefinition/SimpleQuantity"))
        isBuiltIn = false
    }

    /// Makes the profiles; what is wrong with one is kept at its address.
    func store() -> Definitions.Store {
        var reader = ProfileReader(structures)
        var maker = ProfileMaker()
        var profiles = CanonicalTable<FoundProfile>()
        var remarks = remarks
        for (number, (canonical, resource)) in structures.all.enumerated() {
            do throws(DefinitionError) {
                let draft = try reader.draft(canonical, resource)
                profiles.insert(.profile(maker.profile(draft, url: canonical.url, number: number)), at: canonical)
            } catch {
                profiles.insert(.broken(error.message), at: canonical)
                // Packages have models of their own beside profiles.
                guard resource.root.string("derivation") == "constraint" else { continue }
                remarks.append("The profile \(canonical) cannot be used: \(error.message)")
            }
        }
        let criteria = CriteriaMaker(profiles: profiles).criteria(of: maker.slices)
        return Definitions.Store(
            profiles: profiles, terminology: terminology, criteria: criteria, expressions: ConstraintExpressions(profiles), count: count,
            remarks: remarks)
    }
}
