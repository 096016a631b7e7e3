import FHIR

/// Where an evaluation stands: what the next step is given, and what `$this`, `$index` and variables mean there.
struct Focus {
    /// The input of the step at hand.
    var items: [Item]
    /// `$this`: what an expression begins with.
    var context: [Item]
    var index = 0
    var total: [Item] = []
    var scope: Scope?
    let run: Run

    init(_ input: [Item], _ run: Run) {
        items = input
        context = input
        self.run = run
    }

    /// For an argument: it begins with `$this` again, and what it defines stays inside.
    var outside: Focus {
        var focus = self
        focus.items = context
        return focus
    }

    /// For an expression that is evaluated on each item.
    func on(_ item: Item, _ index: Int) -> Focus {
        var focus = self
        focus.items = [item]
        focus.context = focus.items
        focus.index = index
        return focus
    }
}

/// Variables that `defineVariable` made, the last first.
final class Scope: Sendable {
    let name: String
    let items: [Item]
    let next: Scope?

    init(_ name: String, _ items: [Item], _ next: Scope?) {
        self.name = name
        self.items = items
        self.next = next
    }
}

/// One evaluation: its input, what it may ask for, and how many steps are left.
final class Run {
    let environment: Environment
    let input: [Item]
    @exclusivity(unchecked) private var stepsLeft: Int

    init(_ environment: Environment, _ input: [Item]) {
        self.environment = environment
        self.input = input
        stepsLeft = environment.maximumSteps
    }

    /// To be called for each item that a step visits.
    func step(_ count: Int = 1, _ offset: Int) throws {
        stepsLeft -= count
        guard stepsLeft >= 0 else { throw tooMany(offset) }
    }

    /// Work that counts its own steps, and gives up when none are left.
    func spend(_ offset: Int, _ work: (inout Int) throws(PatternError) -> [Item]) throws -> [Item] {
        do throws(PatternError) {
            return try work(&stepsLeft)
        } catch {
            throw tooMany(offset)
        }
    }

    private func tooMany(_ offset: Int) -> Fault {
        Fault(.limit, "The expression took more than \(environment.maximumSteps) steps and was stopped; make it select less.", offset)
    }

    /// The resource that `%resource` means.
    var resource: Node? {
        if let resource = environment.resource { return resource }
        guard case .node(let node)? = input.first, input.count == 1, node.element?["resourceType"] != nil else { return nil }
        return node
    }
}

/// A step that has been compiled: takes a focus, gives a collection.
typealias Code = @Sendable (inout Focus) throws -> [Item]
