import FHIR

extension EntryRun {
    /// Texts up to this many bytes, folded, are found by what stands anywhere in them; longer ones must be read.
    static let longestInside = 64

    /// Adds a text where it is found by its start, and, unless another text that contains it is added too, by what is inside.
    private mutating func add(_ text: UnsafeBufferPointer<UInt8>, inside: Bool) {
        let longest = Self.longestInside
        FoldedText.with(text) { folded in
            guard !folded.isEmpty else { return }
            let key = TextKey(folded)
            raws.append(Raw(aspect: .value, value: key.value, rest: key.rest))
            guard inside else { return }
            guard folded.count <= longest else {
                raws.append(Raw(aspect: .long, value: 0))
                return
            }
            for at in 1..<max(1, folded.count) where folded[at] & 0xC0 != 0x80 && folded[at] != 0x20 {
                let key = TextKey(folded, from: at)
                raws.append(Raw(aspect: .text, value: key.value, rest: key.rest))
            }
        }
    }

    private mutating func add(_ index: Int, inside: Bool = true) {
        guard index >= 0, isSimple(index) else { return }
        if words.isEscaped(index) {
            var text = root.at(index).text ?? ""
            text.withUTF8 { add($0, inside: inside) }
        } else {
            add(words.text(index), inside: inside)
        }
    }

    mutating func readText(_ index: Int) { add(index) }

    /// Several members as one text with spaces between them.
    private mutating func addJoined(_ index: Int, _ names: [StaticString], inside: Bool) {
        var joined: [UInt8] = []
        for name in names {
            let member = words.member(index, name)
            guard member >= 0 else { continue }
            Self.eachItem(words, member) { item in
                guard isSimple(item) else { return }
                if !joined.isEmpty { joined.append(0x20) }
                withText(item) { joined.append(contentsOf: $0) }
            }
        }
        joined.withUnsafeBufferPointer { add($0, inside: inside) }
    }

    mutating func readName(_ index: Int) {
        add(simple(index, "text"))
        for name: StaticString in ["family", "given"] {
            let member = words.member(index, name)
            if member >= 0 { Self.eachItem(words, member) { add($0, inside: false) } }
        }
        for name: StaticString in ["prefix", "suffix"] {
            let member = words.member(index, name)
            if member >= 0 { Self.eachItem(words, member) { add($0) } }
        }
        addJoined(index, ["given", "family"], inside: true)
        addJoined(index, ["family", "given"], inside: false)
    }

    mutating func readAddress(_ index: Int) {
        add(simple(index, "text"))
        for name: StaticString in ["line", "city", "postalCode"] {
            let member = words.member(index, name)
            if member >= 0 { Self.eachItem(words, member) { add($0, inside: false) } }
        }
        for name: StaticString in ["district", "state", "country"] { add(simple(index, name)) }
        addJoined(index, ["line", "postalCode", "city"], inside: true)
    }

    /// Words of the narrative, and of everything that people read.
    mutating func addWords(_ index: Int) {
        let (textField, contentField) = (program.textField, program.contentField)
        let narrative = words.member(index, "text")
        let div = narrative >= 0 ? words.member(narrative, "div") : -1
        if div >= 0, words.isText(div) {
            var text = NarrativeText.of(root.at(div).text ?? "")
            text.withUTF8 { text in
                TextWords.each(text) { entries.append(IndexEntry(field: textField, value: IndexHash.of($0))) }
            }
        }
        ReadText.each(words, index) { at in
            if at == div { return }
            if words.isEscaped(at) {
                TextWords.each(root.at(at).text ?? "") { entries.append(IndexEntry(field: contentField, value: IndexHash.of($0))) }
            } else {
                TextWords.each(words.text(at)) { entries.append(IndexEntry(field: contentField, value: IndexHash.of($0))) }
            }
        }
    }
}
