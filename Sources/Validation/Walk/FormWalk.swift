public import FHIR

/// One pass over the tape of a resource that finds the first thing which JSON of R4 cannot have: a value of another form than its element's, one
/// where a list belongs or the other way, nothing at all, two values of one choice, a date or number that is none.
///
/// What R4 does not know is left alone, and so is everything that only a whole validation can tell. It is done for whatever clients write.
struct FormWalk {
    private let words: TapeWords
    private let table = RuleTable.r4
    private var depth = 0
    private(set) var finding: Walk.Finding?

    init(words: TapeWords) { self.words = words }

    mutating func resource(_ at: Int) {
        guard words.isObject(at) else { return report(.wrongForm, at, Sentence.wrongForm("an object with a resourceType")) }
        let name = words.member(at, "resourceType")
        guard name >= 0 else { return report(.missingType, at, Sentence.missingType) }
        let type = words.isText(name) ? table.resource(words.text(name)) : -1
        guard type >= 0 else { return report(.unknownType, name, Sentence.unknownType) }
        object(at, type)
    }

    private mutating func object(_ at: Int, _ type: Int32) {
        guard words.count(at) > 0 else { return report(.empty, at, Sentence.emptyObject) }
        guard depth < Walk.maximumDepth else { return report(.tooDeep, at, Sentence.tooDeep(Walk.maximumDepth)) }
        depth += 1
        var present: UInt64 = 0
        let end = words.after(at)
        var child = at &+ 2
        while child < end, finding == nil {
            let value = child &+ 1
            let found = words.isEscaped(child) ? -1 : table.member(type, words.text(child))
            if found >= 0 {
                let member = table.members[found]
                let bit: UInt64 = 1 &<< UInt64(member.bit)
                if present & bit != 0, member.isChoice {
                    return report(.severalChoices, value, Sentence.severalChoices(table.name(ofField: member.field)))
                }
                present |= bit
                field(value, member)
            }
            child = words.after(value)
        }
        depth -= 1
    }

    private mutating func field(_ value: Int, _ member: Member) {
        guard words.isArray(value) else {
            if member.isArray { return report(.listExpected, value, Sentence.listExpected(table.name(ofField: member.field))) }
            if words.isNull(value) { return report(.null, value, Sentence.null) }
            return one(value, member)
        }
        guard member.isArray else { return report(.listUnexpected, value, Sentence.listUnexpected(table.name(ofField: member.field))) }
        guard words.count(value) > 0 else { return report(.empty, value, Sentence.emptyList) }
        let end = words.after(value)
        var item = value &+ 2
        while item < end, finding == nil {
            // Null says that a primitive has extensions only.
            if !words.isNull(item) { one(item, member) } else if member.form != .primitive { report(.null, item, Sentence.null) }
            item = words.after(item)
        }
    }

    private mutating func one(_ value: Int, _ member: Member) {
        switch member.form {
        case .primitive: primitive(value, member.primitive)
        case .object:
            guard words.isObject(value) else { return report(.wrongForm, value, Sentence.wrongForm("an object")) }
            object(value, member.type)
        case .resource: resource(value)
        }
    }

    private mutating func primitive(_ value: Int, _ kind: Primitive) {
        switch kind.form {
        case .text:
            guard words.isText(value) else { return report(.wrongForm, value, Sentence.wrongForm("a string", kind)) }
        case .number:
            // Many write numbers in quotes, published plans among them, and everybody reads them.
            guard words.isNumber(value) || words.isText(value) && Self.isNumber(words.text(value)) else {
                return report(.wrongForm, value, Sentence.wrongForm("a number", kind))
            }
        case .boolean:
            guard words.isBoolean(value) else { return report(.wrongForm, value, Sentence.wrongForm("true or false", kind)) }
        }
        switch kind {
        case .integer, .unsignedInt, .positiveInt, .date, .dateTime, .instant, .time:
            guard !words.isEscaped(value), kind.accepts(words.text(value)) else { return report(.format, value, Sentence.format(kind)) }
        case .boolean, .decimal, .string, .markdown, .code, .id, .elementID, .uri, .url, .canonical, .oid, .uuid, .base64Binary, .xhtml:
            break
        }
    }

    private static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        !text.isEmpty && Double(String(decoding: text, as: UTF8.self))?.isFinite == true
    }

    private mutating func report(_ rule: Rule, _ index: Int, _ message: String) {
        guard finding == nil else { return }
        finding = Walk.Finding(index: index, severity: rule.severity, code: rule.code, rule: rule.rawValue, message: message)
    }
}

extension Validator {
    /// The first thing in a resource that JSON of R4 cannot have; nil when all of it has its form. Far quicker than to validate it.
    public static func malformation(of root: Element) -> Problem? {
        root.withWords { words, index in
            var walk = FormWalk(words: words)
            walk.resource(index)
            guard let finding = walk.finding else { return nil }
            var locator = Locator(words: words, table: RuleTable.r4, root: root, findings: [finding])
            return locator.problems(from: index).first
        }
    }
}
