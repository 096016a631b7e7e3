/// The keys that one part of a definition file may have: the one table that the reader, the schema for editors and the way to FHIR use.
struct KeyTable: Sendable {
    /// As a sentence begins: `The step`.
    let what: String
    let keys: [Key]
    /// Of these keys exactly one is there.
    let oneOf: [String]

    init(_ what: String, oneOf: [String] = [], _ keys: [Key]) {
        self.what = what
        self.keys = keys
        self.oneOf = oneOf
    }

    subscript(name: String) -> Key? { keys.first { $0.name == name } }

    /// The known key that somebody most likely meant.
    func nearest(to name: String) -> String? {
        let found = keys.map { (key: $0.name, distance: Self.distance($0.name, name)) }.min { $0.distance < $1.distance }
        return found.flatMap { $0.distance <= max(2, name.count / 3) ? $0.key : nil }
    }

    /// How many signs must be put in, taken out or changed to make one of the other.
    private static func distance(_ a: String, _ b: String) -> Int {
        let b = Array(b)
        var row = Array(0...b.count)
        for (i, sign) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let cost = min(diagonal + (sign == other ? 0 : 1), row[j] + 1, row[j + 1] + 1)
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}

/// A key: what stands after it and what it says.
struct Key: Sendable {
    let name: String
    let shape: Shape
    let isRequired: Bool
    /// One sentence for whoever writes the file.
    let about: String

    /// A key that may be left out.
    static func may(_ name: String, _ shape: Shape, _ about: String) -> Key {
        Key(name: name, shape: shape, isRequired: false, about: about)
    }

    static func must(_ name: String, _ shape: Shape, _ about: String) -> Key {
        Key(name: name, shape: shape, isRequired: true, about: about)
    }
}

/// What may stand after a key.
indirect enum Shape: Sendable {
    case text
    /// A new id.
    case id
    /// The id of something that the file has elsewhere.
    case name
    case day
    case count
    case yesOrNo
    case words([String])
    /// A text in four languages.
    case wording
    /// A length of time.
    case term
    /// The name of an event.
    case event
    /// Details of an event and their values.
    case details
    /// FHIRPath.
    case expression
    /// A type of resource.
    case resource
    case code
    case threshold
    case list(Shape)
    case table(KeyTable)
    case any([Shape])

    static func words<Word: CaseIterable & RawRepresentable>(_: Word.Type) -> Shape where Word.RawValue == String {
        .words(Word.allCases.map(\.rawValue))
    }

    /// An event by its name, or with what its details say.
    static let pattern = Shape.any([.event, .table(.eventPattern)])
}
