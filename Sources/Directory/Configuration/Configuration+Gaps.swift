extension Configuration {
    /// What is well written and most often not meant: a hub that answers for nobody, and names that no directory file has.
    ///
    /// Each is told as a mistake is, with its line and what to do; the hub runs all the same.
    public func gaps(in directory: Directory) -> [Mistake] {
        var gaps: [Mistake] = []
        if directory.organisations.isEmpty {
            if unknownParties == .refuse {
                gaps.append(
                    Mistake(
                        .reference, place(production ? .production : .unknownParties), key: Key.directory.rawValue,
                        "The hub knows nobody, and refuses every letter",
                        remedy: "Name files with organisations and parts under \"directory\"."))
            }
        } else if directory.parts.isEmpty {
            let example = (directory.organisations.first { $0.parent == nil } ?? directory.organisations[0]).id
            gaps.append(
                Mistake(
                    .reference, place(.directory), key: Key.directory.rawValue,
                    "The files of the directory have no parts: the hub answers for none of their organisations, and refuses what comes for "
                        + "them",
                    remedy:
                        "Write a list \"parts\" in one of the files or one more, for instance with \"- {for: \(example), part: endpoint}\"."
                ))
        }
        let ids = Set(directory.organisations.map(\.id.text))
        for id in goLive.keys.map(\.text).sorted(by: { $0.precedes($1) }) where !ids.contains(id) && !mayBeLearned(id) {
            gaps.append(
                Mistake(
                    .reference, place(.goLive, id), key: Key.goLive.rawValue,
                    "\"go-live\": \(id.quoted) is no organisation of the directory, so its instant holds for nobody",
                    remedy: id.nearest(in: ids).map { "Write \"\($0)\"." } ?? "Add it to the files of the directory, or take it away."))
        }
        for (id, instant) in goLive.sorted(by: { $0.key < $1.key }) where ids.contains(id.text) {
            let enterprise = directory.enterprise(of: id, on: instant)
            if enterprise == id { continue }
            gaps.append(
                Mistake(
                    .reference, place(.goLive, id.text), key: Key.goLive.rawValue,
                    "\"go-live\": \"\(id)\" is a unit of \"\(enterprise)\", whose own instant holds for it",
                    remedy: "Write \"\(enterprise)\"."))
        }
        for address in delivery.keys.sorted() where !directory.knows(address) && unknownParties == .refuse {
            gaps.append(
                Mistake(
                    .reference, place(.delivery, address.description), key: Key.delivery.rawValue,
                    "\"delivery\": nobody in the directory has the address \(address)",
                    remedy: "Give it to an organisation in the files of the directory, or correct it."))
        }
        return gaps.sorted { $0.place < $1.place }
    }

    /// Whether letters may make an organisation of this id known.
    private func mayBeLearned(_ id: String) -> Bool { unknownParties == .learn && Address(id) != nil }

    private func place(_ key: Key, _ name: String? = nil) -> Place {
        name.flatMap { places[key]?[$0] } ?? settings.first { $0.key == key }?.source.place ?? Source.standard.place
    }
}
