import FHIR

/// One pass over the tape of a resource, which finds all that is wrong with it.
///
/// On the way nothing is built but the problems: places are indexes on the tape, and become paths when the walk is over (`Locator`).
struct Walk {
    /// A problem before it has a place to show.
    struct Finding {
        var index: Int
        var severity: Problem.Severity
        var code: Problem.Code
        var rule: String
        var message: String
    }

    /// A value that points at something contained: `#id`.
    struct Fragment {
        var value: Int
        /// What may be there, for the reference of a Reference; nil for an address of another type.
        var targets: Int32?
    }

    /// A resource that is contained.
    struct Contained {
        var index: Int
        var id: Int
        var type: Int32
        /// Whether it points back at the resource that contains it.
        var pointsBack: Bool
    }

    /// What is gathered about a resource until its end, where it is checked; resources inside share the arrays above their own part.
    struct Scope {
        /// The resource, the one that contains it, and their types.
        var resource = 0
        var resourceType: Int32 = -1
        var root = 0
        var rootType: Int32 = -1
        var fragments = 0
        var contained = 0
        var elementIDs = 0
        var isContained = false
        /// Whether it is an entry of a Bundle to be carried out, where references may be searches.
        var allowsSearches = false
    }

    /// Where a resource stands.
    enum Place {
        case root
        case inside
        case contained
    }

    /// No deeper than this, so that the stack lasts: twice what `Limits` lets in.
    static let maximumDepth = 400

    let root: Element
    let words: TapeWords
    let options: Validator
    let table = RuleTable.r4
    var findings: [Finding] = []
    var isFull = false
    var depth = 0
    var scope = Scope()
    var fragments: [Fragment] = []
    var contained: [Contained] = []
    var elementIDs: [Int] = []
    /// References to entries of the Bundle around by their `urn:`, and how many Bundles there are around.
    var pointers: [Fragment] = []
    var bundles = 0
    /// What could not be checked and was said already.
    var notChecked: Set<String> = []

    init(root: Element, words: TapeWords, options: Validator) {
        self.root = root
        self.words = words
        self.options = options
    }

    func problems(from index: Int) -> [Problem] {
        var locator = Locator(words: words, table: table, root: root, findings: findings)
        return locator.problems(from: index)
    }

    // MARK: - Resources

    mutating func resource(_ at: Int, _ member: Member, place: Place) {
        guard words.isObject(at) else { return report(.wrongForm, at, Sentence.wrongForm("an object with a resourceType")) }
        let name = words.member(at, "resourceType")
        guard name >= 0 else { return report(.missingType, at, Sentence.missingType) }
        let type = words.isText(name) ? table.resource(words.text(name)) : -1
        guard type >= 0 else { return report(.unknownType, name, Sentence.unknownType) }
        let outer = scope
        scope.resource = at
        scope.resourceType = type
        if place == .contained {
            containedResource(at, type, outer)
        } else {
            let allowsSearches = place == .inside && outer.allowsSearches
            scope = Scope(
                resource: at, resourceType: type, root: at, rootType: type, fragments: fragments.count, contained: contained.count,
                elementIDs: elementIDs.count,
                allowsSearches: allowsSearches)
            object(at, type)
            finish()
        }
        scope = outer
    }

    /// What can only be said when all of a resource has been seen.
    private mutating func finish() {
        if fragments.count > scope.fragments || contained.count > scope.contained { checkFragments() }
        if elementIDs.count > scope.elementIDs + 1 { checkElementIDs() }
        fragments.removeLast(fragments.count - scope.fragments)
        contained.removeLast(contained.count - scope.contained)
        elementIDs.removeLast(elementIDs.count - scope.elementIDs)
    }

    // MARK: - Objects

    /// An object of a type.
    ///
    /// - Parameter mayBeBare: whether an id is enough: beside a primitive that has a value.
    /// - Returns: which fields are there, by `Member.bit`; nil when it was not looked into.
    @discardableResult mutating func object(_ at: Int, _ type: Int32, mayBeBare: Bool = false) -> UInt64? {
        guard words.count(at) > 0, depth < Walk.maximumDepth else {
            if words.count(at) == 0 {
                report(.empty, at, Sentence.emptyObject)
            } else {
                report(.tooDeep, at, Sentence.tooDeep(Walk.maximumDepth))
            }
            return nil
        }
        depth += 1
        let rule = table.types[Int(type)]
        let outer = scope
        let pointersBefore = pointers.count
        if rule.role == .bundle {
            scope.allowsSearches = isCarriedOut(at)
            bundles += 1
        }
        var present: UInt64 = 0
        let end = words.after(at)
        var child = at &+ 2
        while child < end {
            let value = child &+ 1
            let name = words.text(child)
            let found = words.isEscaped(child) ? -1 : table.member(type, name)
            if found >= 0 {
                let member = table.members[found]
                let bit: UInt64 = 1 &<< UInt64(member.bit)
                if present & bit != 0 && member.isChoice { checkChoice(at, child, member, found) }
                present |= bit
                field(value, member, at)
            } else if name.first == 0x5F {
                present |= companion(child, type, at)
            } else if !(rule.isResource && words.says(child, "resourceType")) {
                report(.unknownElement, value, Sentence.unknownElement(RuleTable.r4.name(ofType: type)))
            }
            child = words.after(value)
        }
        let missing = rule.required & ~present
        if missing != 0 { reportMissing(missing, at, type) }
        if rule.isElement && present == rule.id && present != 0 && !mayBeBare { report(.withoutContent, at, Sentence.withoutContent) }
        switch rule.role {
        case .none: break
        case .extension: extensionContent(at)
        case .bundle:
            bundle(at)
            checkPointers(at, pointersBefore)
            bundles -= 1
        case .elementDefinition:
            // Snapshot and differential repeat each other's ids by design.
            if present & rule.id != 0, let last = elementIDs.lastIndex(of: words.member(at, "id")) { elementIDs.remove(at: last) }
        }
        if !rule.invariants.isEmpty { check(rule.invariants, at, type, present) }
        scope = outer
        depth -= 1
        return present
    }

    private mutating func reportMissing(_ missing: UInt64, _ at: Int, _ type: Int32) {
        let entry = R4.table.types[Int(type)]
        for (bit, field) in entry.fields.enumerated() where bit < 64 && missing &>> UInt64(bit) & 1 == 1 {
            report(.missing, at, Sentence.missing(RuleTable.r4.name(ofField: field), in: entry.name))
        }
    }

    /// A second name of a choice, unless it is the same with an underscore.
    private mutating func checkChoice(_ at: Int, _ name: Int, _ member: Member, _ found: Int) {
        var child = at &+ 2
        while child < name {
            var other = words.text(child)
            if other.first == 0x5F { other = UnsafeBufferPointer(rebasing: other.dropFirst()) }
            let index = table.member(member.owner, other)
            if index >= 0 && index != found && table.members[index].bit == member.bit {
                return report(.severalChoices, name + 1, Sentence.severalChoices(RuleTable.r4.name(ofField: member.field)))
            }
            child = words.after(child &+ 1)
        }
    }

    // MARK: - Problems

    /// Adds a problem; its sentence is only built when it is wanted.
    mutating func report(_ rule: Rule, _ index: Int, _ message: @autoclosure () -> String) {
        guard !isFull, !options.ignored.contains(rule.rawValue) else { return }
        add(Finding(index: index, severity: rule.severity, code: rule.code, rule: rule.rawValue, message: message()))
    }

    mutating func add(_ finding: Finding) {
        guard !isFull else { return }
        if findings.count >= options.maximumProblems {
            isFull = true
            let rule = Rule.tooMany
            findings.append(
                Finding(
                    index: finding.index, severity: rule.severity, code: rule.code, rule: rule.rawValue,
                    message: Sentence.tooMany(options.maximumProblems)))
        } else {
            findings.append(finding)
        }
    }

    /// The text of a string, escapes resolved. For what is seldom asked.
    func string(_ index: Int) -> String { index >= 0 ? root.at(index).text ?? "" : "" }
}
