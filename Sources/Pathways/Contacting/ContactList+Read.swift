import CPathways
public import Directory
import FHIR

extension ContactList {
    /// Reads a list; refuses it with every mistake, each with its line and what to do.
    public static func read(yaml text: String, file: String) throws(Mistakes) -> ContactList {
        var reader = ContactReader()
        let list = reader.read(try DefinitionTree.read(yaml: text, file: file))
        guard let list, reader.mistakes.isEmpty else { throw Mistakes(reader.mistakes) }
        return list
    }

    /// The list that comes with Helhet, from inside the binary.
    public static func shipped() throws(Mistakes) -> ContactList {
        let file = shippedFile
        return try read(yaml: file.text, file: file.name)
    }

    /// Its text, for showing and for copying into a folder of one's own.
    public static var shippedFile: SourceFile {
        ShippedFile.all(helhet_contact_files).first ?? SourceFile(name: "pathways/contacts/contacts.yaml", text: "")
    }
}

/// Reads one list, noting every mistake.
private struct ContactReader {
    var mistakes: [Mistake] = []

    mutating func read(_ tree: DefinitionTree) -> ContactList? {
        guard let top = DefinitionNode(tree: tree, key: "contacts").members(.contacts, &mistakes), let id = top["contacts"]?.id(&mistakes),
            let version = top["version"]?.string(&mistakes), let from = top["from"]?.day(&mistakes)
        else { return nil }
        var list = ContactList(id: id, version: version, from: from, sources: [], numbers: [:], rules: [])
        var sources = DefinitionReader(tree.place)
        list.sources = (top["sources"]?.items ?? []).compactMap { sources.source($0) }
        mistakes += sources.mistakes
        for node in top["numbers"]?.items ?? [] {
            guard let parts = node.members(.number, &mistakes), let organisation = parts["organisation"]?.string(&mistakes),
                let phone = parts["phone"]?.string(&mistakes)
            else { continue }
            list.numbers[OrganisationID(organisation)] = phone
        }
        for node in top["rules"]?.items ?? [] {
            guard let rule = rule(node) else { continue }
            if list.rules.contains(where: { $0.id == rule.id }) {
                node.note(.overlap, "The rule \"\(rule.id)\" is there twice", remedy: "Give one of them another id.", &mistakes)
            }
            list.rules.append(rule)
        }
        return list
    }

    private mutating func rule(_ node: DefinitionNode) -> ContactList.Rule? {
        guard let parts = node.members(.contact, &mistakes), let id = parts["rule"]?.id(&mistakes),
            let title = parts["title"]?.wording(&mistakes), let role = parts["role"]
        else { return nil }
        let code = role.text ?? ""
        guard Role.known.contains(Role(code)) else {
            role.note(
                .value, "The directory has no role \"\(code)\"",
                remedy: "Write one of these: \(Role.known.map(\.code).joined(separator: ", ")).", &mistakes)
            return nil
        }
        var rule = ContactList.Rule(id: id, title: title, role: Role(code))
        rule.option = parts["option"]?.string(&mistakes)
        rule.phone = parts["phone"]?.string(&mistakes)
        rule.country = parts["country"]?.choice(Country.self, &mistakes)
        rule.municipalities = (parts["municipalities"]?.items ?? []).compactMap { $0.string(&mistakes) }
        rule.urgency = parts["urgency"]?.choice(Call.Urgency.self, &mistakes)
        rule.caller = parts["caller"]?.choice(Call.Caller.self, &mistakes)
        rule.about = parts["about"]?.choice(Call.Matter.self, &mistakes)
        rule.pathway = parts["while"]?.id(&mistakes)
        rule.days = parts["days"]?.choice(ContactList.Days.self, &mistakes)
        if let written = parts["hours"] {
            rule.hours = Self.hours(written.text ?? "")
            if rule.hours == nil {
                written.note(
                    .value, "\"\(written.text ?? "")\" is no stretch of a day",
                    remedy: "Write it as \"08:00-16:00\"; what goes over midnight is two rules.", &mistakes)
            }
        }
        return rule
    }

    /// `08:00-16:00` in minutes.
    private static func hours(_ text: String) -> Range<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { end -> Int? in
            let parts = end.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]), let minute = Int(parts[1]),
                (0...24).contains(hour), (0..<60).contains(minute), hour * 60 + minute <= 24 * 60
            else { return nil }
            return hour * 60 + minute
        }
        guard ends.count == 2, let from = ends[0], let until = ends[1], from < until else { return nil }
        return from..<until
    }
}
