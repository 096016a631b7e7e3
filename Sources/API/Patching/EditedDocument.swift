import FHIR

/// A JSON document that is changed at places, everywhere else byte for byte as it was.
///
/// Each change gives a document that is read again, so elements from before it are of the old one: find places anew by their paths.
struct EditedDocument {
    private(set) var document: Document
    /// What may still be read and written before the patch is refused.
    private var bytesLeft = Self.maximumWork
    /// Objects and arrays from which something was removed.
    private var emptied: [JSONPointer] = []

    /// Bytes that the changes of one patch may go through, all together: the writer that others wait for does it.
    static let maximumWork = 64_000_000

    init(_ resource: Resource) { document = resource.document }

    var root: Element { document.root }

    /// Sets a member of an object, or adds it as the last.
    mutating func set(_ name: String, of object: Element, to json: some Collection<UInt8>) throws(Problem) {
        if let old = object[name] { return try replace(old, with: json) }
        var writer = JSONWriter(capacity: name.utf8.count + json.count + 8)
        writer.name(name)
        writer.raw(json)
        try append(writer.bytes, to: object)
    }

    /// Adds an item to an array so that it has this index, which may be the one after the last.
    mutating func insert(_ json: some Collection<UInt8>, at index: Int, of array: Element) throws(Problem) {
        guard let item = array[index], array.count > 0 else { return try append(Array(json), to: array) }
        let start = item.bytes.startIndex
        try splice(start..<start, Array(json) + [UInt8(ascii: ",")])
    }

    mutating func replace(_ element: Element, with json: some Collection<UInt8>) throws(Problem) {
        try splice(element.bytes.indices, json)
    }

    /// Removes a member or an item. `place` says where it stands.
    mutating func remove(_ place: JSONPointer) throws(Problem) {
        guard let step = place.steps.last, let parent = place.parent.element(in: root) else { return }
        let children: [(name: String?, value: Element)] =
            parent.kind == .array ? parent.items.map { (nil, $0) } : parent.members.map { ($0, $1) }
        let found =
            parent.kind == .array ? step.index.flatMap { $0 < children.count ? $0 : nil } : children.firstIndex { $0.name == step.text }
        guard let at = found else { return }
        let bytes = document.bytes
        func start(_ child: Int) -> Int {
            guard parent.kind == .object else { return children[child].value.bytes.startIndex }
            var position = child == 0 ? parent.bytes.startIndex + 1 : children[child - 1].value.bytes.endIndex
            while bytes[position] != UInt8(ascii: "\"") { position += 1 }
            return position
        }
        let range: Range<Int>
        if at + 1 < children.count {
            range = start(at)..<start(at + 1)
        } else {
            range = (at == 0 ? start(0) : children[at - 1].value.bytes.endIndex)..<children[at].value.bytes.endIndex
        }
        try splice(range, [])
        if children.count == 1 { emptied.append(place.parent) }
    }

    /// Takes away what removing has left empty: FHIR has no empty objects and arrays.
    mutating func removeEmptied() {
        for place in emptied.reversed() {
            var place = place
            while !place.steps.isEmpty, let left = place.element(in: root), left.kind == .object || left.kind == .array, left.count == 0 {
                guard (try? remove(place)) != nil else { return }
                place = place.parent
            }
        }
        emptied = []
    }

    private mutating func append(_ json: [UInt8], to container: Element) throws(Problem) {
        if container.count == 0 {
            let start = container.bytes.startIndex + 1
            return try splice(start..<start, json)
        }
        let bytes = document.bytes
        var end = container.bytes.endIndex - 1
        while bytes[end - 1] <= 0x20 { end -= 1 }
        try splice(end..<end, [UInt8(ascii: ",")] + json)
    }

    private mutating func splice(_ range: Range<Int>, _ json: some Collection<UInt8>) throws(Problem) {
        let old = document.bytes
        let count = old.count - range.count + json.count
        bytesLeft -= count
        guard bytesLeft >= 0 else {
            throw Problem(.tooLarge, "The patch asks for more work than one may. Send the whole resource with PUT.")
        }
        var new: [UInt8] = []
        new.reserveCapacity(count)
        new += old[..<range.lowerBound]
        new += json
        new += old[range.upperBound...]
        do { document = try Document(json: new, limits: Limits(maximumBytes: .max)) } catch { throw Problem(error) }
    }
}
