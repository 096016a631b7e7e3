public import FHIR

extension Resource {
    /// The bytes to store: `id`, `meta.versionId` and `meta.lastUpdated` are set, every other byte stays as it came.
    public func stamped(id: String, version: Int64, at updated: Instant) throws(JournalError) -> [UInt8] {
        guard let typeName = root["resourceType"] else { throw JournalError(.invalid, "The resource has no resourceType; add one.") }
        var edits: [(at: Range<Int>, text: String)] = []
        let old = root["id"]
        if let old, old.kind != .string || !old.equals(id) { edits.append((old.bytes.indices, "\"\(id)\"")) }
        let afterID = (old ?? typeName).bytes.endIndex
        if old == nil { edits.append((afterID..<afterID, ",\"id\":\"\(id)\"")) }
        let meta = root["meta"]
        if let meta {
            let stamps = [("versionId", String(version)), ("lastUpdated", updated.description)]
            guard meta.kind == .object else { throw JournalError(.invalid, "\(type).meta must be an object; correct or remove it.") }
            var added: [String] = []
            var isEmpty = true
            for _ in meta.members { isEmpty = false }
            for (name, text) in stamps {
                if let old = meta[name] {
                    edits.append((old.bytes.indices, "\"\(text)\""))
                } else {
                    added.append("\"\(name)\":\"\(text)\"")
                }
            }
            if !added.isEmpty {
                let inside = meta.bytes.startIndex + 1
                edits.append((inside..<inside, added.joined(separator: ",") + (isEmpty ? "" : ",")))
            }
        } else {
            var text = ",\"meta\":{\"versionId\":\""
            text.reserveCapacity(96)
            text += String(version)
            text += "\",\"lastUpdated\":\""
            text += updated.description
            text += "\"}"
            edits.append((afterID..<afterID, text))
        }
        return splice(edits)
    }

    private func splice(_ edits: [(at: Range<Int>, text: String)]) -> [UInt8] {
        let old = bytes
        var new: [UInt8] = []
        new.reserveCapacity(old.count + 96)
        var position = old.startIndex
        // Edits at one place keep the order in which they were made: the id stands before the meta. Most resources have one edit.
        let inOrder =
            edits.count < 2
            ? edits
            : edits.enumerated().sorted { ($0.element.at.lowerBound, $0.offset) < ($1.element.at.lowerBound, $1.offset) }.map(\.element)
        for edit in inOrder {
            new.append(contentsOf: old[position..<edit.at.lowerBound])
            new.append(contentsOf: edit.text.utf8)
            position = edit.at.upperBound
        }
        new.append(contentsOf: old[position...])
        return new
    }
}

/// What may be the id of a resource: `[A-Za-z0-9\-\.]{1,64}`, https://hl7.org/fhir/R4/datatypes.html#id
public enum ResourceID {
    public static func isValid(_ id: String) -> Bool { isValid(id.utf8) }

    static func isValid(_ id: some Collection<UInt8>) -> Bool {
        (1...64).contains(id.count)
            && id.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    /// Ids that the journal gives begin with 0, which no subject's id does, nor that of what is derived, unless a client made it.
    public static func fresh(_ number: Int64) -> String { "0" + String(number, radix: 36) }
}
