import FHIR

extension Walk {
    /// The address of an extension that is not inside another says by itself what it means.
    mutating func extensionURL(_ at: Int) {
        let url = words.member(at, "url")
        guard url >= 0, words.isText(url), !words.text(url).contains(0x3A) else { return }
        report(.extensionURL, url, Sentence.extensionURL)
    }

    /// An extension has a value or extensions of its own, not both.
    mutating func extensionContent(_ at: Int) {
        var hasValue = false
        let end = words.after(at)
        var child = at &+ 2
        while child < end && !hasValue {
            let name = words.text(child)
            hasValue = Primitive.begins(name, "value") || Primitive.begins(name, "_value")
            child = words.after(child &+ 1)
        }
        if hasValue == (words.member(at, "extension") >= 0) { report(.extensionContent, at, Sentence.extensionContent(hasValue)) }
    }
}
