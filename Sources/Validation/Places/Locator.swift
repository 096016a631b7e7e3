import FHIR

/// Gives findings their places: one walk down the branches of the tape that have any.
struct Locator {
    private let words: TapeWords
    private let table: RuleTable
    private let root: Element
    private let findings: [Walk.Finding]
    private var next = 0
    private var found: [Problem] = []

    init(words: TapeWords, table: RuleTable, root: Element, findings: [Walk.Finding]) {
        self.words = words
        self.table = table
        self.root = root
        // In the order of the document; what was found first at a place comes first.
        self.findings = findings.enumerated().sorted { ($0.element.index, $0.offset) < ($1.element.index, $1.offset) }.map(\.element)
    }

    mutating func problems(from index: Int) -> [Problem] {
        found.reserveCapacity(findings.count)
        let name = words.member(index, "resourceType")
        let type: Int32 = name >= 0 && words.isText(name) ? table.resource(words.text(name)) : -1
        visit(index, type, table.name(ofType: type))
        return found
    }

    /// Takes the findings at `index` and below it.
    private mutating func visit(_ index: Int, _ type: Int32, _ path: String) {
        let end = words.after(index)
        while next < findings.count && findings[next].index == index { take(path) }
        if words.isObject(index) {
            var child = index + 2
            while child < end && next < findings.count && findings[next].index < end {
                let value = child + 1
                if findings[next].index < words.after(value) { visitMember(child, type, path) }
                child = words.after(value)
            }
        } else if words.isArray(index) {
            var child = index + 2
            var position = 0
            while child < end && next < findings.count && findings[next].index < end {
                if findings[next].index < words.after(child) { visit(child, type, "\(path)[\(position)]") }
                child = words.after(child)
                position += 1
            }
        }
    }

    private mutating func visitMember(_ name: Int, _ owner: Int32, _ path: String) {
        var text = words.text(name)
        // A type that is wrong is the resource's own fault.
        if words.says(name, "resourceType"), owner < 0 || table.types[Int(owner)].isResource { return visit(name + 1, -1, path) }
        var index = owner >= 0 ? table.member(owner, text) : -1
        var isCompanion = false
        if index < 0, text.first == 0x5F, owner >= 0 {
            text = UnsafeBufferPointer(rebasing: text.dropFirst())
            index = table.member(owner, text)
            isCompanion = index >= 0 && table.members[index].form == .primitive
            if !isCompanion { index = -1 }
        }
        let start = path.isEmpty ? "" : path + "."
        guard index >= 0 else { return visit(name + 1, -1, start + Locator.safe(words.text(name))) }
        let member = table.members[index]
        var type = isCompanion ? table.element : member.type
        if member.form == .resource { type = -2 }
        var step = table.name(ofField: member.field)
        if member.isChoice { step += ".ofType(\(table.name(ofType: member.type)))" }
        visitValue(name + 1, type, start + step)
    }

    /// A value, or a list of resources each of which says its own type.
    private mutating func visitValue(_ value: Int, _ type: Int32, _ path: String) {
        guard type == -2 else { return visit(value, type, path) }
        guard words.isArray(value) else { return visit(value, resource(value), path) }
        let end = words.after(value)
        while next < findings.count && findings[next].index == value { take(path) }
        var child = value + 2
        var position = 0
        while child < end && next < findings.count && findings[next].index < end {
            if findings[next].index < words.after(child) { visit(child, resource(child), "\(path)[\(position)]") }
            child = words.after(child)
            position += 1
        }
    }

    private func resource(_ at: Int) -> Int32 {
        let name = words.member(at, "resourceType")
        return name >= 0 && words.isText(name) ? table.resource(words.text(name)) : -1
    }

    private mutating func take(_ path: String) {
        let finding = findings[next]
        next += 1
        let start = words.start(finding.index) - (words.isText(finding.index) ? 1 : 0)
        found.append(
            Problem(
                severity: finding.severity, code: finding.code, rule: finding.rule, location: path, offset: start,
                message: finding.message))
    }

    /// A name that R4 does not have, only if it is a plain word: it could be anything.
    private static func safe(_ name: UnsafeBufferPointer<UInt8>) -> String {
        let isWord =
            !name.isEmpty && name.count <= 64 && name.allSatisfy { Primitive.isIDByte($0) && $0 != 0x2D && $0 != 0x2E || $0 == 0x5F }
        return isWord ? String(decoding: name, as: UTF8.self) : "?"
    }
}
