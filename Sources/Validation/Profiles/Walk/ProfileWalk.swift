import FHIR
import FHIRPath

/// Checks a resource, and the resources in it, against profiles: after the walk that checks it against R4, on the same tape.
struct ProfileWalk {
    /// A value of an element, with what stands beside a primitive.
    struct Item {
        /// Indexes on the tape; -1 for what is not there. One of them is.
        var value: Int
        var companion = -1
        /// In `R4.table.types`; -1 for a resource that R4 does not have.
        var type: Int32
        var isContained = false

        /// Where problems are told.
        var place: Int { value >= 0 ? value : companion }
    }

    /// Something checked against a profile.
    struct Check: Hashable {
        var profile: Int
        var place: Int
    }

    /// What was around a resource.
    struct Outside {
        var scope: Walk.Scope
        var bundles: Int
    }

    /// What could be said of something against a profile without telling it.
    struct Trial {
        var hasFailed = false
        var isComplete = true
    }

    let root: Element
    let words: TapeWords
    let options: Validator
    let store: Definitions.Store
    let table = RuleTable.r4
    /// How many questions of `conformsTo` are open around this walk.
    let nesting: Int
    var findings: [Walk.Finding] = []
    /// Nil unless something is only tried.
    var trial: Trial?
    var scope = Walk.Scope()
    /// The Bundles around, outermost first.
    var bundles: [Int] = []
    var entries: [Int: [String: Int]] = [:]
    var environments: [Int: Environment] = [:]
    var depth = 0
    /// What is being checked, since profiles may lead back to themselves, and what was told of already.
    var running: Set<Check> = []
    var told: Set<Check> = []
    var conforming: [Check: Bool?] = [:]
    /// What could not be checked and was said already.
    var notChecked: Set<String> = []
    /// Profiles that resources name and that are not loaded, as they are written.
    var notLoaded: Set<String> = []

    init(root: Element, words: TapeWords, options: Validator, nesting: Int = 0) {
        (self.root, self.words, self.options, self.nesting) = (root, words, options, nesting)
        store = options.definitions.store
    }

    // MARK: - Resources

    /// A resource and those in it against the profiles that they name, and the first one against those that are asked for.
    mutating func resource(_ at: Int, asked: [String] = [], isContained: Bool = false) {
        guard depth < Walk.maximumDepth, words.isObject(at) else { return }
        let parts = parts(of: at)
        guard !parts.isEmpty || !asked.isEmpty || store.hasExtensions else { return }
        let item = Item(value: at, type: resourceType(at), isContained: isContained)
        guard item.type >= 0 else { return }
        depth += 1
        let outer = enter(item)
        for profile in asked { conform(item, to: Canonical(profile), says: at, isAsked: true) }
        eachNamedProfile(parts.meta) { walk, place, canonical in walk.conform(item, to: canonical, says: place) }
        if store.hasExtensions { extensions(in: at) }
        if parts.contained >= 0 { eachItem(parts.contained) { walk, place in walk.resource(place, isContained: true) } }
        if parts.entries >= 0 { eachEntry(parts.entries) { walk, place in walk.resource(place) } }
        leave(to: outer)
        depth -= 1
    }

    /// Goes into a resource, or stays where it is.
    mutating func enter(_ item: Item) -> Outside {
        let outer = Outside(scope: scope, bundles: bundles.count)
        guard item.type >= 0, table.types[Int(item.type)].isResource, item.value >= 0 else { return outer }
        (scope.resource, scope.resourceType) = (item.value, item.type)
        if !item.isContained { (scope.root, scope.rootType) = (item.value, item.type) }
        if table.types[Int(item.type)].role == .bundle { bundles.append(item.value) }
        return outer
    }

    mutating func leave(to outer: Outside) {
        scope = outer.scope
        bundles.removeLast(bundles.count - outer.bundles)
    }

    /// Where a resource names profiles and has other resources; -1 for what is not there.
    private struct Parts {
        var meta = -1
        var contained = -1
        /// Of a Bundle, or the parameters of Parameters.
        var entries = -1

        var isEmpty: Bool { meta < 0 && contained < 0 && entries < 0 }
    }

    private func parts(of at: Int) -> Parts {
        var parts = Parts()
        let end = words.after(at)
        var child = at + 2
        while child < end {
            let value = child + 1
            if words.says(child, "meta") {
                if words.member(value, "profile") >= 0 { parts.meta = value }
            } else if words.says(child, "contained") {
                parts.contained = value
            } else if words.says(child, "entry") || words.says(child, "parameter") {
                parts.entries = value
            }
            child = words.after(value)
        }
        return parts
    }

    private mutating func eachNamedProfile(_ meta: Int, _ body: (inout ProfileWalk, _ place: Int, Canonical) -> Void) {
        let list = meta >= 0 ? words.member(meta, "profile") : -1
        guard list >= 0 else { return }
        eachItem(list) { walk, place in
            guard walk.words.isText(place) else { return }
            let text = walk.text(place)
            if !walk.notLoaded.contains(text) { body(&walk, place, Canonical(text)) }
        }
    }

    private mutating func eachEntry(_ list: Int, _ body: (inout ProfileWalk, Int) -> Void) {
        var open = [list]
        while let list = open.popLast() {
            eachItem(list) { walk, entry in
                let resource = walk.words.member(entry, "resource")
                if resource >= 0 { body(&walk, resource) }
                let parts = walk.words.member(entry, "part")
                if parts >= 0 { open.append(parts) }
            }
        }
    }

    /// The items of a list; anything else is one.
    mutating func eachItem(_ list: Int, _ body: (inout ProfileWalk, Int) -> Void) {
        guard words.isArray(list) else { return body(&self, list) }
        let end = words.after(list)
        var item = list + 2
        while item < end {
            if !words.isNull(item) { body(&self, item) }
            item = words.after(item)
        }
    }

    func resourceType(_ at: Int) -> Int32 {
        let name = words.member(at, "resourceType")
        return name >= 0 && words.isText(name) ? table.resource(words.text(name)) : -1
    }

    /// The text of a string, escapes resolved.
    func text(_ index: Int) -> String { index >= 0 ? root.at(index).text ?? "" : "" }

    // MARK: - Problems

    mutating func report(_ rule: Rule, _ place: Int, _ message: @autoclosure () -> String) {
        guard !options.ignored.contains(rule.rawValue) else { return }
        add(severity: rule.severity, code: rule.code, rule: rule.rawValue, place, message())
    }

    mutating func add(severity: Problem.Severity, code: Problem.Code, rule: String, _ place: Int, _ message: @autoclosure () -> String) {
        if trial != nil {
            if severity >= .error { trial?.hasFailed = true }
            return
        }
        guard findings.count <= options.maximumProblems else { return }
        findings.append(Walk.Finding(index: place, severity: severity, code: code, rule: rule, message: message()))
    }

    /// Says once that something could not be checked.
    mutating func isNotChecked(_ rule: Rule, _ what: String, _ place: Int, _ message: @autoclosure () -> String) {
        guard trial == nil else {
            trial?.isComplete = false
            return
        }
        if notChecked.insert("\(rule.rawValue) \(what)").inserted { report(rule, place, message()) }
    }
}
