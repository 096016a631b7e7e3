import FHIR
import FHIRPath

/// One walk through a resource that gathers its entries.
struct EntryRun {
    /// What a value gives, before it is known for which parameter.
    struct Raw {
        var aspect: IndexAspect
        /// A field inside the field: of a dimension, of a unit. 0 for none.
        var inner: UInt64 = 0
        var value: UInt64
        var rest: UInt64 = 0
    }

    let root: Element
    let words: TapeWords
    let program: EntryProgram
    var entries: [IndexEntry] = []
    /// Values of the element at hand.
    var raws: [Raw] = []
    /// What codes and addresses look like, when that is asked.
    var texts: [IndexText] = []
    let gathersTexts: Bool
    /// The parameters that ask whether there is a value, and met one.
    private var present: [Int] = []

    init(_ root: Element, _ words: TapeWords, _ program: EntryProgram, gathersTexts: Bool = false) {
        self.root = root
        self.words = words
        self.program = program
        self.gathersTexts = gathersTexts
        entries.reserveCapacity(96)
        raws.reserveCapacity(32)
    }

    mutating func run(_ index: Int) {
        entries.append(program.all)
        visit(program.nodes[0], index)
        // What is not there at all is false too.
        for parameter in program.presences where !present.contains(parameter) {
            entries.append(IndexEntry(field: program.fields[parameter][.value], value: Self.isFalse, rest: Self.noSystem))
            addText("false", Self.isFalse)
        }
        for (expression, parameter) in program.expressions { evaluate(expression, parameter) }
        if program.isWhole { addWords(index) }
    }

    /// Performs what the node asks of an element, and goes into its members.
    private mutating func visit(_ node: EntryProgram.Node, _ index: Int) {
        for at in node.firstAction..<node.endAction {
            switch program.actions[at] {
            case .take(let form, let parameter):
                raws.removeAll(keepingCapacity: true)
                read(form, index)
                if form == .presence { present.append(parameter) }
                let fields = program.fields[parameter]
                for raw in raws {
                    let field = fields[raw.aspect]
                    entries.append(
                        IndexEntry(
                            field: raw.inner == 0 ? field : IndexEntry.field(field, of: raw.inner), value: raw.value, rest: raw.rest))
                }
            case .compose(let composite): compose(program.composites[composite], index)
            }
        }
        guard node.firstChild < node.endChild, words.isObject(index) else { return }
        let end = words.after(index)
        var name = index &+ 2
        while name < end {
            let text = words.text(name)
            for at in node.firstChild..<node.endChild where Self.isSame(text, program.children[at].name) {
                enter(program.children[at], name &+ 1)
            }
            name = words.after(name &+ 1)
        }
    }

    @inline(__always) static func isSame(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        for at in 0..<one.count where one[at] != other[at] { return false }
        return true
    }

    private mutating func enter(_ child: EntryProgram.Child, _ value: Int) {
        guard words.isArray(value) else {
            if !words.isNull(value), holds(child.condition, value) { visit(program.nodes[child.node], value) }
            return
        }
        let end = words.after(value)
        var item = value &+ 2
        while item < end {
            if !words.isNull(item), !words.isArray(item), holds(child.condition, item) { visit(program.nodes[child.node], item) }
            if child.takesFirst { return }
            item = words.after(item)
        }
    }

    private func holds(_ condition: Int, _ index: Int) -> Bool {
        guard condition >= 0 else { return true }
        switch program.conditions[condition] {
        case .says(let member, let text):
            return root.at(index)[member]?.equals(text) ?? false
        case .refers(let type):
            let reference = words.member(index, "reference")
            guard reference >= 0, words.isText(reference) else { return false }
            if words.text(reference).first == UInt8(ascii: "#") { return contains(type, root.at(reference).text ?? "") }
            return withText(reference) { ReferenceText($0).type.map { $0.elementsEqual(type.utf8) } ?? false }
        }
    }

    /// Whether the resource contains one of the type under the reference.
    private func contains(_ type: String, _ reference: String) -> Bool {
        guard let contained = root["contained"] else { return false }
        let id = String(reference.dropFirst())
        return contained.items.contains { ($0["id"]?.equals(id) ?? false) && ($0["resourceType"]?.equals(type) ?? false) }
    }

    /// The text of a string, number or boolean, without escapes.
    @inline(__always) func withText<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard words.isEscaped(index) else { return body(words.text(index)) }
        var text = root.at(index).text ?? ""
        return text.withUTF8(body)
    }

    /// A member that is a text, a number or a boolean; -1 when there is none.
    @inline(__always) func simple(_ index: Int, _ name: StaticString) -> Int {
        let member = words.member(index, name)
        return member >= 0 && isSimple(member) ? member : -1
    }

    @inline(__always) func isSimple(_ index: Int) -> Bool { words.isText(index) || words.isNumber(index) || words.isBoolean(index) }

    /// Visits the items of an array, or what stands alone.
    @inline(__always) static func eachItem(_ words: TapeWords, _ index: Int, _ body: (Int) -> Void) {
        guard index >= 0, !words.isNull(index) else { return }
        guard words.isArray(index) else { return body(index) }
        let end = words.after(index)
        var item = index &+ 2
        while item < end {
            if !words.isNull(item) { body(item) }
            item = words.after(item)
        }
    }

    // MARK: Texts of numbers

    /// - Parameter index: of the text that the number was made of.
    @inline(__always) mutating func addText(at index: Int, _ value: UInt64, folded: Bool = false) {
        guard gathersTexts else { return }
        let text = withText(index) { folded ? IndexText.beginning($0.lazy.map(IndexText.lowered)) : IndexText.beginning($0) }
        texts.append(IndexText(value: value, text: text))
    }

    mutating func addText(_ text: String, _ value: UInt64) {
        guard gathersTexts else { return }
        texts.append(IndexText(value: value, text: IndexText.beginning(text.utf8)))
    }

    // MARK: Composites

    /// Entries for each pair of values of the first two components: the first, a token, is part of the field.
    private mutating func compose(_ composite: EntryProgram.Composite, _ index: Int) {
        guard composite.components.count > 1 else { return }
        var sides: [[Raw]] = []
        // The second first: most elements have a code, and few a value of the kind.
        for component in [composite.components[1], composite.components[0]] {
            raws.removeAll(keepingCapacity: true)
            collect(program.nodes[component.node], component.isOfResource ? root.wordIndex : index)
            guard !raws.isEmpty else { return }
            sides.append(raws)
        }
        let base = program.fields[composite.parameter][.value]
        for token in sides[1] where token.aspect == .value {
            let ofCode = IndexEntry.field(base, of: token.value)
            let ofBoth = IndexEntry.field(ofCode, of: token.rest)
            for raw in sides[0] {
                switch raw.aspect {
                case .all, .system, .text, .long, .ofType, .identifier, .below, .words: continue
                case .value, .ends, .spans, .canonical, .canonicalEnds: break
                }
                for outer in [ofCode, ofBoth] {
                    let field = IndexEntry.field(outer, of: raw.aspect.rawValue)
                    entries.append(
                        IndexEntry(
                            field: raw.inner == 0 ? field : IndexEntry.field(field, of: raw.inner), value: raw.value, rest: raw.rest))
                }
            }
        }
    }

    private mutating func collect(_ node: EntryProgram.Node, _ index: Int) {
        for at in node.firstAction..<node.endAction {
            if case .take(let form, _) = program.actions[at] { read(form, index) }
        }
        guard node.firstChild < node.endChild, words.isObject(index) else { return }
        let end = words.after(index)
        var name = index &+ 2
        while name < end {
            let text = words.text(name)
            for at in node.firstChild..<node.endChild where Self.isSame(text, program.children[at].name) {
                let child = program.children[at]
                Self.eachItem(words, name &+ 1) { item in
                    if holds(child.condition, item) { collect(program.nodes[child.node], item) }
                }
            }
            name = words.after(name &+ 1)
        }
    }

    // MARK: What only evaluation finds

    private mutating func evaluate(_ expression: Expression, _ parameter: Int) {
        let kind = program.parameters[parameter].kind
        guard let items = try? expression.evaluate(Node(root), in: ValueExpressions.environment) else { return }
        for item in items {
            raws.removeAll(keepingCapacity: true)
            switch item {
            case .node(let node):
                guard let element = node.element, let type = node.type, let form = ValueForm(kind, type), element.document == root.document
                else {
                    continue
                }
                read(form, element.wordIndex)
            case .boolean(let isTrue) where kind == .token:
                raws.append(Raw(aspect: .value, value: IndexHash.of("\(isTrue)"), rest: Self.noSystem))
                addText("\(isTrue)", IndexHash.of("\(isTrue)"))
            case .boolean, .integer, .decimal, .string, .temporal, .quantity: continue
            }
            let fields = program.fields[parameter]
            for raw in raws {
                let field = fields[raw.aspect]
                entries.append(
                    IndexEntry(field: raw.inner == 0 ? field : IndexEntry.field(field, of: raw.inner), value: raw.value, rest: raw.rest))
            }
        }
    }

    /// In the place of a system where a token has none.
    static let noSystem = IndexHash.of("")
}

/// A literal reference in its parts, without making texts: https://hl7.org/fhir/R4/references.html#literal
struct ReferenceText {
    /// Without `/_history/1`; empty for what is inside the resource.
    let whole: UnsafeBufferPointer<UInt8>
    /// The last two parts, where they look like a type and an id.
    private(set) var type: UnsafeBufferPointer<UInt8>?
    private(set) var id: UnsafeBufferPointer<UInt8>?
    /// Whether type and id are all of it.
    private(set) var isLocal = false

    init(_ text: UnsafeBufferPointer<UInt8>) {
        guard let first = text.first, first != UInt8(ascii: "#") else {
            whole = UnsafeBufferPointer(rebasing: text[0..<0])
            return
        }
        var end = text.count
        var last = Self.slash(text, before: end)
        if last > 0 {
            let before = Self.slash(text, before: last)
            if before > 0, Self.slash(text, before: before) >= 0, last - before == 9,
                text[before + 1..<last].elementsEqual("_history".utf8)
            {
                end = before
                last = Self.slash(text, before: end)
            }
        }
        whole = UnsafeBufferPointer(rebasing: text[0..<end])
        guard last > 0 else { return }
        let start = Self.slash(text, before: last) + 1
        let type = UnsafeBufferPointer(rebasing: text[start..<last])
        let id = UnsafeBufferPointer(rebasing: text[last + 1..<end])
        guard LocalReference.isTypeName(type), ResourceID.isValid(id) else { return }
        (self.type, self.id) = (type, id)
        isLocal = start == 0
    }

    private static func slash(_ text: UnsafeBufferPointer<UInt8>, before end: Int) -> Int {
        var at = end - 1
        while at >= 0, text[at] != UInt8(ascii: "/") { at -= 1 }
        return at
    }

    /// The number that an index keeps for it; one that nobody asks for where it points inside the resource.
    var key: UInt64 {
        if isLocal, let type, let id { return IndexHash.pair(IndexHash.of(type), IndexHash.of(id)) }
        return IndexHash.of(whole)
    }
}
