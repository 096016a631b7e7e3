import Directory
import Exchange
import FHIR
import Journal
import Pathways

@testable import Pages

/// The desk itself, as a running hub has it.
struct RealActs: PageActs {
    let desk: Desk
    let clock: Clock

    func perform(_ act: Act, for citizen: SubjectID, by organisation: OrganisationID, seen: String?) async throws {
        try await desk.perform(act, for: citizen, by: organisation, seen: seen, at: clock.now)
    }
    func perform(_ act: Act, byCitizen citizen: SubjectID, seen: String?) async throws {
        try await desk.perform(act, byCitizen: citizen, seen: seen, at: clock.now)
    }
    func answer(_ canReceive: Bool, stay: Int64, citizen: SubjectID, by: OrganisationID, text: String) async throws {}
    func move(letter: Int64, to citizen: SubjectID, by: OrganisationID, because: String) async throws {}
    func handled(letter: Int64, by organisation: OrganisationID, because: String) async throws {
        try await desk.handled(letter: letter, because: because, by: organisation, at: clock.now)
    }
    func handled(delivery: Int64, by organisation: OrganisationID, because: String) async throws {
        try await desk.handled(delivery: delivery, because: because, by: organisation, at: clock.now)
    }
    func unlink(_ first: SubjectID, _ second: SubjectID, by: OrganisationID, because: String) async throws {}
}

extension Hub {
    /// A hub whose forms are done.
    static func doing(at: String = "2026-02-05T12:40:00", library: PathwayLibrary = Hub.library) throws -> Hub {
        let configuration = try Configuration.read(nil)
        return Hub(at: at, library: library) { journal, reaction, clock in
            RealActs(
                desk: Desk(
                    journal: journal, directory: CurrentDirectory(Hub.directory), reaction: reaction, configuration: configuration,
                    library: library), clock: clock)
        }
    }
}

/// A form as it stands on a page.
struct PostedForm {
    var fields: [(name: String, value: String)]
    /// Names of what the browser asks for.
    var required: Set<String>
    /// Values that can be chosen, by the name of the list.
    var options: [String: [String]]

    var deed: String { self["deed"] ?? "" }
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// What the browser sends when somebody fills it in so; the token is the hub's to add.
    func filled(_ values: [(String, String)]) -> [(String, String)] {
        let given = Set(values.map(\.0))
        return fields.filter { !given.contains($0.name) }.map { ($0.name, $0.value) } + values
    }
}

extension Markup {
    var forms: [PostedForm] {
        Dictionary(grouping: elements.indices.filter { ["input", "select"].contains(elements[$0].name) }) { elements[$0].parent ?? -1 }
            .sorted { $0.key < $1.key }.map { _, places in
                let shown = places.map { elements[$0] }
                var options: [String: [String]] = [:]
                for place in places where elements[place].name == "select" {
                    options[elements[place].attributes["name"] ?? ""] = elements.filter { $0.name == "option" && $0.parent == place }
                        .compactMap { $0.attributes["value"] }
                }
                return PostedForm(
                    fields: shown.filter { $0.attributes["name"] != "token" }.map {
                        (name: $0.attributes["name"] ?? "", value: $0.attributes["value"] ?? "")
                    }, required: Set(shown.filter { $0.attributes["required"] != nil }.compactMap { $0.attributes["name"] }),
                    options: options)
            }
    }

    func form(_ deed: String, _ value: String? = nil) -> PostedForm? {
        forms.first { $0.deed == deed && (value == nil || $0["value"] == value) }
    }
}
