/// Where an evaluation stands: what the next step is given, and what `$this`, `$index` and variables mean there.
struct Focus {
    /// The input of the step at hand.
    var items: Stretch
    /// `$this`: what an expression begins with.
    var context: Stretch
    var total = Stretch.empty
    var index: Int32 = 0
    /// The last of the run's variables that can be seen here; -1 when there is none.
    var scope: Int32 = -1

    init(_ input: Stretch) {
        items = input
        context = input
    }

    /// For an argument: it begins with `$this` again, and what it defines stays inside.
    var outside: Focus {
        var focus = self
        focus.items = context
        return focus
    }

    /// For an expression that is evaluated on each item: on that at a position of the input.
    func on(_ position: Int32) -> Focus {
        var focus = self
        focus.items = Stretch(start: items.start &+ position, count: 1)
        focus.context = focus.items
        focus.index = position
        return focus
    }
}

/// A variable that `defineVariable` made, and which one can be seen beside it.
struct Scope {
    let name: String
    let values: [Value]
    let next: Int32
}

/// A step that has been compiled: takes a focus, gives a collection on the stack.
///
/// What it laid on the stack besides may stay there; but nothing below the top at which it began may change.
typealias Code = @Sendable (_ run: inout Run, _ focus: inout Focus) throws -> Stretch

/// An argument of a function. A closure alone, in an array or an optional, would be called through two others.
struct Argument: Sendable {
    let code: Code
}
