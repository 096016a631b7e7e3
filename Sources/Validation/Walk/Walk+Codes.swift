import FHIR

extension Walk {
    /// A code that must be from a value set.
    mutating func code(_ text: UnsafeBufferPointer<UInt8>, _ value: Int, _ member: Member) {
        let set = table.codes.sets[Int(member.binding)]
        if table.codes.contains(member.binding, text) { return }
        if set.isComplete { return report(.code, value, Sentence.code(set.url)) }
        switch set.systems.first {
        case "urn:ietf:bcp:13":
            // A grammar and a registry that grows: the form is all there is to check.
            if !Walk.isMediaType(text) { report(.code, value, Sentence.mediaType) }
        case "urn:iso:std:iso:4217":
            let isForm = text.count == 3 && text.allSatisfy { $0 &- 0x41 < 26 }
            isForm ? isNotChecked(set, value) : report(.code, value, Sentence.currency)
        default: isNotChecked(set, value)
        }
    }

    /// `type/subtype` with parameters, or one of the short names that R4 allows for its own formats. https://www.rfc-editor.org/rfc/rfc6838
    private static func isMediaType(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let name = text.prefix { $0 != 0x3B }
        guard let slash = name.firstIndex(of: 0x2F) else {
            return ["xml", "json", "ttl"].contains { $0.utf8.elementsEqual(text) }
        }
        func isToken(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
            !part.isEmpty && part.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"()<>@,;:\\\"/[]?=".utf8.contains($0) }
        }
        return isToken(name[..<slash]) && isToken(name[(slash + 1)...])
    }

    private mutating func isNotChecked(_ set: CodeTable.Set, _ value: Int) {
        guard notChecked.insert(set.url).inserted else { return }
        report(.codeNotChecked, value, Sentence.codeNotChecked(set.url))
    }

    /// A CodeableConcept of which one coding must be from a value set.
    mutating func concept(_ at: Int, _ member: Member) {
        let set = table.codes.sets[Int(member.binding)]
        let codings = words.member(at, "coding")
        guard set.isComplete else { return isNotChecked(set, at) }
        guard codings >= 0 else { return report(.code, at, Sentence.concept(set.url)) }
        guard words.isArray(codings) else { return }
        let end = words.after(codings)
        var coding = codings &+ 2
        while coding < end {
            let system = words.member(coding, "system")
            let code = words.member(coding, "code")
            if system >= 0 && code >= 0 && words.isText(system) && words.isText(code)
                && table.codes.contains(member.binding, words.text(system), words.text(code))
            {
                return
            }
            coding = words.after(coding)
        }
        report(.code, at, Sentence.concept(set.url))
    }
}
