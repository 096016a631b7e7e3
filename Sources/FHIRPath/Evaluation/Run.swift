import FHIR

/// One evaluation: a stack of plain values, what they point at, what may be asked for, and how many steps are left.
///
/// A step of an expression reads its input where it lies on the stack and leaves its answer on top; whoever calls steps in a loop takes
/// the stack down again. So an evaluation allocates nothing unless it needs more than the small stack that its caller lends it. Documents
/// are kept here once, not by each value.
struct Run: ~Copyable {
    let environment: Environment
    /// The collection that the expression was asked of.
    var input = Stretch.empty
    let facts: R4Facts

    private var values: UnsafeMutablePointer<Value>
    private let lent: UnsafeMutablePointer<Value>
    private var capacity: Int
    /// Where the next value will lie.
    private(set) var top = 0
    /// Steps until somebody must look at the clock, or until none are left; and those after that.
    private var stepsLeft: Int
    private var stepsLater: Int
    private let deadline: ContinuousClock.Instant?

    /// That of the input, which whoever evaluates keeps.
    private let document: BorrowedDocument?
    /// What hardly any evaluation has: nil until it is needed.
    private var kept: Kept?

    private final class Kept {
        /// All documents but the first.
        var documents: [Element] = []
        var quantities: [Quantity] = []
        var texts: [UnsafeMutablePointer<UInt8>] = []
        var scopes: [Scope] = []

        deinit { for text in texts { text.deallocate() } }
    }

    /// The lent stack must outlive the run.
    init(_ environment: Environment, _ document: BorrowedDocument?, lent: UnsafeMutableBufferPointer<Value>) {
        self.environment = environment
        self.document = document
        facts = R4Facts.table
        deadline = environment.maximumTime.map { ContinuousClock.now + $0 }
        stepsLeft = deadline == nil ? environment.maximumSteps : min(environment.maximumSteps, Run.stepsBetweenLooks)
        stepsLater = environment.maximumSteps - stepsLeft
        capacity = lent.count
        if let base = lent.baseAddress {
            values = base
        } else {
            preconditionFailure("a run begins with a stack")
        }
        self.lent = values
    }

    deinit {
        if values != lent { values.deallocate() }
    }

    /// To be called for each item that a step visits.
    @inline(__always) mutating func step(_ count: Int, _ offset: Int) throws {
        stepsLeft &-= count
        if stepsLeft < 0 { try look(offset) }
    }

    private static let stepsBetweenLooks = 10_000

    /// Looks at the clock, and goes on when there are time and steps left.
    @inline(never) private mutating func look(_ offset: Int) throws {
        let left = stepsLeft &+ stepsLater
        guard left >= 0 else { throw tooMany(offset) }
        try checkTime(offset)
        stepsLeft = min(left, Run.stepsBetweenLooks)
        stepsLater = left &- stepsLeft
    }

    private func checkTime(_ offset: Int) throws {
        guard let deadline, let limit = environment.maximumTime, ContinuousClock.now > deadline else { return }
        throw Fault(.limit, "The expression took longer than \(limit) and was stopped; make it select less.", offset)
    }

    /// To be called before a text is made of others, with the bytes that it will have: what doubles itself must run out of steps before the
    /// machine runs out of memory.
    mutating func grow(_ bytes: Int, _ offset: Int) throws { try step(bytes >> 4, offset) }

    /// Work that counts its own steps, and gives up when none are left.
    mutating func spend(_ offset: Int, _ work: (inout Int) throws(PatternError) -> Item) throws -> Item {
        var left = stepsLeft &+ stepsLater
        defer { (stepsLeft, stepsLater) = (0, max(left, 0)) }
        do throws(PatternError) {
            return try work(&left)
        } catch {
            throw tooMany(offset)
        }
    }

    @inline(never) private func tooMany(_ offset: Int) -> Fault {
        Fault(.limit, "The expression took more than \(environment.maximumSteps) steps and was stopped; make it select less.", offset)
    }

    /// The resource that `%resource` means.
    var resource: Node? {
        if let resource = environment.resource { return resource }
        guard input.count == 1, case .node(let spot) = self[input.start] else { return nil }
        let node = node(spot)
        return node.element?["resourceType"] == nil ? nil : node
    }
}

/// How much a run holds.
struct Mark {
    let top: Int
    let texts: Int
    let quantities: Int
    let scopes: Int
}

// The stack.
extension Run {
    @inline(__always) subscript(at: Int) -> Value { values[at] }
    @inline(__always) subscript(at: Int32) -> Value { values[Int(at)] }

    @inline(__always) mutating func push(_ value: Value) {
        if top == capacity { grow(1) }
        values[top] = value
        top &+= 1
    }

    @inline(never) private mutating func grow(_ count: Int) {
        let larger = max(capacity &* 2, top &+ count)
        let new = UnsafeMutablePointer<Value>.allocate(capacity: larger)
        new.initialize(from: values, count: top)
        if values != lent { values.deallocate() }
        values = new
        capacity = larger
    }

    /// Takes the stack down: what lies from `mark` on is gone.
    @inline(__always) mutating func fall(to mark: Int) { top = mark }

    /// Everything as it is now, to come back to.
    @inline(__always) var mark: Mark {
        guard let kept else { return Mark(top: top, texts: 0, quantities: 0, scopes: 0) }
        return Mark(top: top, texts: kept.texts.count, quantities: kept.quantities.count, scopes: kept.scopes.count)
    }

    /// Takes down the stack and forgets what only the values there pointed at.
    @inline(__always) mutating func fall(to mark: Mark) {
        top = mark.top
        if kept != nil { forget(since: mark) }
    }

    @inline(never) private func forget(since mark: Mark) {
        guard let kept else { return }
        for text in kept.texts[mark.texts...] { text.deallocate() }
        kept.texts.removeLast(kept.texts.count - mark.texts)
        kept.quantities.removeLast(kept.quantities.count - mark.quantities)
        kept.scopes.removeLast(kept.scopes.count - mark.scopes)
    }

    /// Whether much has been kept since then that may not be wanted any more.
    func holdsMuch(since mark: Mark) -> Bool {
        guard let kept else { return false }
        return kept.texts.count + kept.quantities.count + kept.scopes.count > mark.texts + mark.quantities + mark.scopes + 8
    }

    /// Lays a collection at `mark`, which must not be above the top, and takes the stack down to its end.
    @inline(__always) @discardableResult mutating func lay(_ stretch: Stretch, at mark: Int) -> Stretch {
        let count = Int(stretch.count)
        if mark &+ count > capacity { grow(mark &+ count &- top) }
        if stretch.lower != mark { (values + mark).update(from: values + stretch.lower, count: count) }
        top = mark &+ count
        return Stretch(start: Int32(truncatingIfNeeded: mark), count: stretch.count)
    }

    /// Pushes what lies on the stack already.
    mutating func copy(_ stretch: Stretch) {
        for at in stretch.lower..<stretch.upper { push(self[at]) }
    }

    /// Lays a value at `at`, which must be below the top.
    @inline(__always) mutating func put(_ value: Value, at: Int) { values[at] = value }

    /// What a step leaves: one value in place of all that it laid on the stack from `mark` on.
    @inline(__always) mutating func give(_ value: Value, at mark: Int) -> Stretch {
        top = mark
        push(value)
        return Stretch(start: Int32(truncatingIfNeeded: mark), count: 1)
    }

    @inline(__always) mutating func give(_ value: Bool?, at mark: Int) -> Stretch {
        guard let value else {
            top = mark
            return .empty
        }
        return give(.boolean(value), at: mark)
    }

    mutating func give(_ items: [Item], at mark: Int) -> Stretch {
        top = mark
        for item in items { push(item) }
        return Stretch(mark, top)
    }

    mutating func give(_ item: Item?, at mark: Int) -> Stretch {
        top = mark
        guard let item else { return .empty }
        push(item)
        return Stretch(mark, top)
    }
}

// What values point at.
extension Run {
    @inline(__always) func document(_ number: Int32) -> BorrowedDocument {
        if number == 0, let document { return document }
        guard let kept else { preconditionFailure("a place has its document") }
        return kept.documents[Int(number) - 1].document
    }

    @inline(__always) func words(_ spot: Spot) -> TapeWords { document(spot.document).words }

    func element(_ index: Int32, of number: Int32) -> Element? { index < 0 ? nil : document(number).element(Int(index)) }

    /// Keeps an element's document, and says by which number.
    mutating func keep(_ element: Element) -> Int32 { element.document == document ? 0 : keepOther(element) }

    @inline(never) private mutating func keepOther(_ element: Element) -> Int32 {
        let kept = keeping()
        if let known = kept.documents.firstIndex(where: { element.document == $0.document }) { return Int32(known) + 1 }
        kept.documents.append(element)
        return Int32(kept.documents.count)
    }

    mutating func keep(_ text: String) -> Text {
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, text.utf8.count))
        var text = text
        let count = text.withUTF8 { utf8 in
            if let base = utf8.baseAddress { bytes.initialize(from: base, count: utf8.count) }
            return utf8.count
        }
        keeping().texts.append(bytes)
        return Text(start: bytes, count: count)
    }

    mutating func keep(_ quantity: Quantity) -> Value {
        let kept = keeping()
        kept.quantities.append(quantity)
        return .quantity(Int32(kept.quantities.count - 1))
    }

    func quantity(_ number: Int32) -> Quantity {
        guard let kept else { preconditionFailure("a quantity has been kept") }
        return kept.quantities[Int(number)]
    }

    /// Keeps a variable, and says by which number.
    mutating func keep(_ scope: Scope) -> Int32 {
        let kept = keeping()
        kept.scopes.append(scope)
        return Int32(kept.scopes.count - 1)
    }

    /// A variable, and behind it those that can be seen beside it; nil for -1.
    func scope(_ number: Int32) -> Scope? { number < 0 ? nil : kept?.scopes[Int(number)] }

    private mutating func keeping() -> Kept {
        if let kept { return kept }
        let new = Kept()
        kept = new
        return new
    }
}
