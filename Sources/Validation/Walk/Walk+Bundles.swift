import FHIR

extension Walk {
    /// Whether a Bundle asks for something to be done.
    func isCarriedOut(_ at: Int) -> Bool {
        let type = words.member(at, "type")
        return type >= 0 && (words.says(type, "transaction") || words.says(type, "batch"))
    }

    /// What the type of a Bundle asks of its entries. https://hl7.org/fhir/R4/bundle.html
    mutating func bundle(_ at: Int) {
        let type = words.member(at, "type")
        guard type >= 0, words.isText(type) else { return }
        let isSearch = words.says(type, "searchset")
        let isHistory = words.says(type, "history")
        let isRequest = words.says(type, "transaction") || words.says(type, "batch")
        let isResponse = words.says(type, "transaction-response") || words.says(type, "batch-response")
        let total = words.member(at, "total")
        if total >= 0 && !isSearch && !isHistory { report(.bundleTotal, total, Sentence.bundleTotal) }
        if words.says(type, "document") { document(at) }
        if words.says(type, "message") {
            first(at, is: table.messageHeader, .messageFirst, Sentence.messageFirst)
        }
        let entries = words.member(at, "entry")
        guard entries >= 0, words.isArray(entries) else { return }
        var seen: Set<String> = []
        let end = words.after(entries)
        var entry = entries &+ 2
        while entry < end {
            defer { entry = words.after(entry) }
            guard words.isObject(entry) else { continue }
            let request = words.member(entry, "request")
            let resource = words.member(entry, "resource")
            if (request >= 0) != (isRequest || isHistory) {
                report(.bundleRequest, request >= 0 ? request : entry, Sentence.bundleRequest(isMissing: request < 0))
            }
            let response = words.member(entry, "response")
            if (response >= 0) != (isResponse || isHistory) {
                report(.bundleResponse, response >= 0 ? response : entry, Sentence.bundleResponse(isMissing: response < 0))
            }
            let search = words.member(entry, "search")
            if search >= 0 && !isSearch { report(.bundleSearch, search, Sentence.bundleSearch) }
            if isRequest && request >= 0 && resource < 0 { requestWithoutResource(request) }
            let fullURL = words.member(entry, "fullUrl")
            if fullURL >= 0 && words.isText(fullURL) {
                self.fullURL(fullURL, resource)
                if !isHistory && !seen.insert(string(fullURL) + " " + version(resource)).inserted {
                    report(.bundleRepeated, fullURL, Sentence.bundleRepeated)
                }
            }
        }
    }

    /// References by `urn:` have their entries, of the right type. https://hl7.org/fhir/R4/bundle.html#references
    mutating func checkPointers(_ at: Int, _ first: Int) {
        defer { pointers.removeLast(pointers.count - first) }
        guard pointers.count > first else { return }
        var entries: [UInt64: (url: Int, type: Int32)] = [:]
        let list = words.member(at, "entry")
        guard list >= 0, words.isArray(list) else { return }
        let end = words.after(list)
        var entry = list &+ 2
        while entry < end {
            let url = words.member(entry, "fullUrl")
            let resource = words.member(entry, "resource")
            let name = resource < 0 ? -1 : words.member(resource, "resourceType")
            if url >= 0, words.isText(url) {
                let type = name >= 0 && words.isText(name) ? table.resource(words.text(name)) : -1
                entries[Digest.of(words.text(url))] = (url, type)
            }
            entry = words.after(entry)
        }
        for pointer in pointers[first...] {
            let text = words.text(pointer.value)
            guard let entry = entries[Digest.of(text)], Digest.equal(words.text(entry.url), text) else {
                report(.notInBundle, pointer.value, Sentence.notInBundle)
                continue
            }
            if let targets = pointer.targets, entry.type >= 0, !table.allows(targets, entry.type) {
                report(.referenceTarget, pointer.value, Sentence.referenceTarget(RuleTable.r4.names(ofTargets: targets)))
            }
        }
    }

    private func version(_ resource: Int) -> String {
        guard resource >= 0 else { return "" }
        let meta = words.member(resource, "meta")
        return meta < 0 ? "" : string(words.member(meta, "versionId"))
    }

    private mutating func document(_ at: Int) {
        let identifier = words.member(at, "identifier")
        if identifier < 0 || words.member(identifier, "system") < 0 || words.member(identifier, "value") < 0 {
            report(.documentIdentifier, identifier >= 0 ? identifier : at, Sentence.documentIdentifier)
        }
        if words.member(at, "timestamp") < 0 { report(.documentTimestamp, at, Sentence.documentTimestamp) }
        first(at, is: table.composition, .documentFirst, Sentence.documentFirst)
    }

    /// The first entry of a Bundle is of a type.
    private mutating func first(_ at: Int, is type: Int32, _ rule: Rule, _ sentence: String) {
        let entries = words.member(at, "entry")
        guard entries >= 0, words.isArray(entries), words.count(entries) > 0 else { return report(rule, at, sentence) }
        let entry = entries + 2
        let resource = words.member(entry, "resource")
        let name = resource < 0 ? -1 : words.member(resource, "resourceType")
        guard name >= 0, words.isText(name), table.resource(words.text(name)) == type else { return report(rule, entry, sentence) }
    }

    private mutating func requestWithoutResource(_ request: Int) {
        let method = words.member(request, "method")
        if method >= 0 && (words.says(method, "POST") || words.says(method, "PUT")) {
            report(.requestWithoutResource, request, Sentence.requestWithoutResource)
        }
    }

    /// The address of an entry is absolute, has no version, and names the resource that it stands with.
    private mutating func fullURL(_ value: Int, _ resource: Int) {
        guard !words.isEscaped(value) else { return }
        let text = words.text(value)
        guard let colon = text.firstIndex(of: 0x3A), colon > 0, !text[..<colon].contains(0x2F) else {
            return report(.fullURLRelative, value, Sentence.fullURLRelative)
        }
        if string(value).contains("/_history/") { return report(.bundleVersionedURL, value, Sentence.bundleVersionedURL) }
        guard Primitive.begins(text, "http"), resource >= 0 else { return }
        let id = words.member(resource, "id")
        guard id >= 0, words.isText(id), let slash = text.lastIndex(of: 0x2F) else { return }
        let isSameID = text[(slash + 1)...].elementsEqual(words.text(id))
        var isSameType = true
        if let end = Walk.typeAtEnd(text, table) {
            let name = words.member(resource, "resourceType")
            isSameType = name < 0 || !words.isText(name) || table.resource(words.text(name)) == end.type
        }
        if !isSameID || !isSameType { report(.fullURLDisagrees, value, Sentence.fullURLDisagrees) }
    }
}
