import FHIR

extension LearnedParty {
    /// What the journal keeps: `{"address":"her:1","name":"Ward","parent":"her:2","country":"no","roles":["hospital"]}`.
    ///
    /// The same party always gives the same bytes.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { object in
            object.field("address", address.description)
            if !name.isEmpty { object.field("name", name) }
            object.field("parent", parent?.description)
            object.field("country", country.rawValue)
            if !roles.isEmpty {
                object.array("roles") { array in
                    for role in roles.sorted() { array.value(role.code) }
                }
            }
        }
        return writer.bytes
    }

    /// Reads what ``json`` gives; nil for anything else.
    public init?(json: [UInt8]) {
        guard let root = try? Document(json: json).root else { return nil }
        guard let address = root.string("address").flatMap({ Address($0) }) else { return nil }
        guard let country = root.string("country").flatMap({ Country(rawValue: $0) }) else { return nil }
        var parent: Address?
        if let text = root.string("parent") {
            guard let read = Address(text) else { return nil }
            parent = read
        }
        self.init(
            address: address, name: root.string("name") ?? "", parent: parent, country: country,
            roles: Set(root.each("roles").compactMap { $0.text.map { Role($0) } }))
    }
}
