import FHIR

/// Names that definitions have in FHIR.
enum FHIRNames {
    /// What FHIR has no place for stands in extensions whose addresses begin so and end with the key.
    static let extensionBase = "https://helhet.org/fhir/StructureDefinition/pathway-"
    static let roleSystem = "urn:helhet:pathway:role"
    static let activitySystem = "urn:helhet:pathway:activity"
    static let countrySystem = "urn:iso:std:iso:3166"
    static let unitSystem = "http://unitsofmeasure.org"
    static let translation = "http://hl7.org/fhir/StructureDefinition/translation"
    static let language = "text/fhirpath"
    /// The action around all others. Ids of steps have no full stop, so these are no step's.
    static let root = "..pathway"

    static func url(_ pathway: String) -> String { "urn:helhet:pathway:\(pathway)" }
    static func url(_ pathway: String, step: String) -> String { "urn:helhet:pathway:\(pathway):\(step)" }
    static func phase(_ id: String) -> String { "phase..\(id)" }
    static func option(_ choice: String, _ option: String) -> String { "\(choice).\(option)" }

    /// `hospital-stay` as `HospitalStay`: what generators of programs ask for.
    static func computerName(_ id: String) -> String {
        id.split(separator: "-").map { ($0.first?.uppercased() ?? "") + $0.dropFirst() }.joined()
    }

    /// A key as the end of an address: without spaces.
    static func encoded(_ key: String) -> String {
        key.replacing("%", with: "%25").replacing("_", with: "%5F").replacing(" ", with: "_")
    }

    static func decoded(_ text: some StringProtocol) -> String {
        String(text).replacing("_", with: " ").replacing("%5F", with: "_").replacing("%25", with: "%")
    }
}

/// An object of FHIR under construction: what is not there is left out.
struct FHIRObject {
    private(set) var members: [(String, JSONValue)] = []

    mutating func set(_ name: String, _ value: JSONValue?) { if let value { members.append((name, value)) } }
    mutating func set(_ name: String, _ text: String?) { if let text { members.append((name, .string(text))) } }
    mutating func set(_ name: String, list: [JSONValue]) { if !list.isEmpty { members.append((name, .array(list))) } }

    /// A text in four languages: English, and the others as translations of it.
    mutating func set(_ name: String, wording: DefinitionTree?) {
        guard let wording, let english = wording["en"]?.text else { return }
        set(name, english)
        let others = (wording.members ?? []).filter { $0.key != "en" }.compactMap { member -> JSONValue? in
            guard let text = member.value.text else { return nil }
            return .object([
                (
                    "extension",
                    .array([
                        .object([("url", "lang"), ("valueCode", .string(member.key))]),
                        .object([("url", "content"), ("valueString", .string(text))]),
                    ])
                ),
                ("url", .string(FHIRNames.translation)),
            ])
        }
        set("_" + name, .object([("extension", .array(others))]))
    }

    /// What is left of a part, as extensions.
    mutating func set(extensions rest: DefinitionTree, and further: [JSONValue] = []) {
        let list = further + (rest.members ?? []).map { $0.value.extension(FHIRNames.extensionBase + FHIRNames.encoded($0.key)) }
        set("extension", list: list)
    }

    var json: JSONValue { .object(members) }
}

extension DefinitionTree {
    static let none = DefinitionTree(.members([]))

    /// Takes a key out of a part: what is left at the end becomes extensions.
    mutating func take(_ key: String) -> DefinitionTree? {
        defer { self[key] = nil }
        return self[key]
    }

    /// As an extension: keys and items are extensions in it.
    func `extension`(_ url: String) -> JSONValue {
        switch content {
        case .text(""): .object([("url", .string(url)), ("valueCode", "blank")])
        case .text(let text): .object([("url", .string(url)), ("valueString", .string(text))])
        case .list([]), .members([]): .object([("url", .string(url)), ("valueCode", "empty")])
        case .list(let items): .object([("extension", .array(items.map { $0.extension("_") })), ("url", .string(url))])
        case .members(let members):
            .object([("extension", .array(members.map { $0.value.extension(FHIRNames.encoded($0.key)) })), ("url", .string(url))])
        }
    }

    /// Reads what `extension` writes.
    init(extension element: Element) {
        let parts = element.each("extension")
        if let text = element.string("valueString") {
            self.init(text)
        } else if element.string("valueCode") == "empty" {
            self.init(.list([]))
        } else if parts.isEmpty {
            self.init("")
        } else if parts.allSatisfy({ $0.string("url") == "_" }) {
            self.init(.list(parts.map { DefinitionTree(extension: $0) }))
        } else {
            self.init(.members(parts.map { Member(FHIRNames.decoded($0.string("url") ?? ""), DefinitionTree(extension: $0)) }))
        }
    }

    /// What stands in the extensions of an element.
    init(extensionsOf element: Element) {
        self.init(
            .members(
                element.each("extension").compactMap { part in
                    guard let url = part.string("url"), url.hasPrefix(FHIRNames.extensionBase) else { return nil }
                    return Member(FHIRNames.decoded(url.dropFirst(FHIRNames.extensionBase.count)), DefinitionTree(extension: part))
                }))
    }

    /// A text with its translations.
    init?(wording name: String, of element: Element) {
        guard let english = element.string(name) else { return nil }
        let others = element.each("_\(name).extension").compactMap { part -> Member? in
            guard part.string("url") == FHIRNames.translation else { return nil }
            let parts = part.each("extension")
            guard let language = parts.first(where: { $0.string("url") == "lang" })?.string("valueCode"),
                let text = parts.first(where: { $0.string("url") == "content" })?.string("valueString")
            else { return nil }
            return Member(language, DefinitionTree(text))
        }
        let members = others + [Member("en", DefinitionTree(english))]
        self.init(.members(Wording.languages.compactMap { language in members.first { $0.key == language } }))
    }
}
