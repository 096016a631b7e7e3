/// A value of a directory file with the place that it was read at.
struct Entry<Value: Hashable & Sendable>: Sendable {
    var value: Value
    var place: Place
    /// The lines of single keys, where they differ.
    var places: [String: Place] = [:]

    func place(of key: String) -> Place { places[key] ?? place }
}

/// What directory files say, before it is indexed.
struct Entries: Sendable {
    var organisations: [Entry<Organisation>] = []
    var parts: [Entry<PartRule>] = []

    /// These with those in place of all that have the same id or subject.
    func replaced(by newer: Entries) -> Entries {
        let ids = Set(newer.organisations.map(\.value.id))
        let subjects = Set(newer.parts.map(\.value.subject))
        var result = self
        result.organisations.removeAll { ids.contains($0.value.id) }
        result.parts.removeAll { subjects.contains($0.value.subject) }
        result.organisations += newer.organisations
        result.parts += newer.parts
        return result
    }
}
