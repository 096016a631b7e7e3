/// A FHIR resource: a document whose root is an object with `resourceType`.
///
/// It is its bytes: numbers keep their digits, unknown elements and the order of members stay. Edits give a new resource in which all other
/// bytes are the same.
public struct Resource: Sendable {
    public let document: Document

    /// Reads FHIR JSON (https://hl7.org/fhir/R4/json.html).
    public init(json bytes: [UInt8], limits: Limits = .standard) throws(DocumentError) {
        try self.init(Document(json: bytes, limits: limits))
    }

    /// A document that says which resource it is.
    public init(_ document: Document) throws(DocumentError) {
        guard document.root.kind == .object else {
            throw DocumentError(
                kind: .noResource, offset: 0, message: "A FHIR resource is a JSON object; this is none. Send {\"resourceType\": …}.")
        }
        guard let type = document.root["resourceType"] else {
            throw DocumentError(kind: .noResource, offset: 0, message: "The resource does not say what it is. Give it a resourceType.")
        }
        guard type.kind == .string, Resource.isTypeName(type.bytes.dropFirst().dropLast()) else {
            throw DocumentError(
                kind: .noResource, offset: type.bytes.startIndex, path: "resourceType",
                message: "The resourceType is no name of a resource. Give the name as in FHIR, such as Patient.")
        }
        self.document = document
    }

    /// A resource inside another (an entry of a Bundle, a contained resource): copies its bytes.
    ///
    /// The element should be an object with `resourceType`; `type` is "" for any other.
    public init(_ element: Element) {
        document = Document(storage: element.extracted())
    }

    init(trusted bytes: [UInt8]) {
        document = Document(trusted: bytes)
    }

    /// Writes a new resource: `resourceType` and `id`, then what `body` writes.
    public static func build(_ type: String, id: String? = nil, _ body: (inout JSONWriter) -> Void) -> Resource {
        WrittenResource.build(type, id: id, body).resource
    }

    /// The JSON, as stored.
    public var bytes: [UInt8] { document.bytes }

    public var root: Element { document.root }

    public var type: String { root["resourceType"]?.text ?? "" }

    public var id: String? { root["id"]?.text }

    /// A member of the resource.
    public subscript(_ name: String) -> Element? { root[name] }

    /// Whether `name` could be the name of a resource type: a capital letter, then letters.
    static func isTypeName(_ name: some Collection<UInt8>) -> Bool {
        guard let first = name.first, (0x41...0x5A).contains(first), name.count <= 64 else { return false }
        return name.allSatisfy { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
    }
}

extension Element {
    /// Bytes and tape of this element alone.
    func extracted() -> Storage {
        let next = Tape.after(index, storage.tape)
        let count = next - index
        let slice = bytes
        let shift = UInt64(slice.startIndex)
        let tape = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
        var i = index
        while i < next {
            let word = storage.tape[i]
            tape[i - index] = word &- shift &<< 30 &- shift
            i += 1
            if Tape.isContainer(word) {
                tape[i - index] = storage.tape[i] &- UInt64(index)
                i += 1
            }
        }
        return Storage(bytes: Array(slice), tape: tape, count: count, hasCompanions: storage.hasCompanions)
    }
}
