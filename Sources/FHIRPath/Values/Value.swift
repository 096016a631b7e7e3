/// An item while it is worked with: plain bits, so that copying one counts no references and allocates nothing.
///
/// An `Item` keeps its document alive; a `Value` points at documents, texts and quantities which its `Run` keeps, and means nothing
/// without it. The two have the same cases.
enum Value {
    case node(Spot)
    case boolean(Bool)
    case integer(Int64)
    case decimal(Digits)
    case text(Text)
    case temporal(TemporalValue)
    /// By its place among the run's quantities.
    case quantity(Int32)
}

/// A place in a document by indexes on its tape: what `Node` is outside. -1 stands for what is not there.
struct Spot {
    /// The value's word.
    var index: Int32
    /// The object with the id and the extensions of a primitive.
    var companion: Int32
    /// In R4's table.
    var type: Int32
    /// Which of the run's documents.
    var document: Int32
}

/// A `DecimalNumber` in parts, which take less room than its 128 bits aligned.
struct Digits {
    private let low: UInt64
    private let high: Int64
    private let scale: Int32

    init(_ number: DecimalNumber) {
        low = UInt64(truncatingIfNeeded: number.coefficient)
        high = Int64(truncatingIfNeeded: number.coefficient >> 64)
        scale = Int32(truncatingIfNeeded: number.scale)
    }

    var number: DecimalNumber { DecimalNumber(coefficient: Int128(_low: low, _high: high), scale: Int(scale)) }
}

/// Where a collection lies on the stack of a run.
struct Stretch {
    var start: Int32
    var count: Int32

    static let empty = Stretch(start: 0, count: 0)

    init(start: Int32, count: Int32) {
        self.start = start
        self.count = count
    }

    init(_ start: Int, _ end: Int) {
        self.start = Int32(truncatingIfNeeded: start)
        count = Int32(truncatingIfNeeded: end &- start)
    }

    var isEmpty: Bool { count == 0 }
    var lower: Int { Int(start) }
    var upper: Int { Int(start) &+ Int(count) }

    /// A part of it; `from` must not lie behind `to`.
    func part(_ from: Int, _ to: Int) -> Stretch { Stretch(lower &+ from, lower &+ to) }
}
