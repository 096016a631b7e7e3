import FHIR

/// Where a `repeat` is, and whether it goes in circles.
struct Descent {
    /// Items entered so far.
    private(set) var count = 0
    private let limits: View.Limits
    /// Where the bytes of each item on the way here begin; 0 for what does not stand in a resource.
    private var places: [UInt] = []

    init(limits: View.Limits) {
        self.limits = limits
    }

    /// - Parameter place: where the item's bytes begin; 0 for what does not stand in a resource.
    mutating func enter(_ place: UInt, _ path: String) throws(ViewError) {
        guard place == 0 || !places.contains(place), places.count < limits.repeatDepth else {
            throw ViewError(
                .endless, at: path,
                "The repeat feeds itself: it comes back to where it was. Let its paths lead to children only, such as item.")
        }
        guard count < limits.repeatItems else {
            throw ViewError(
                .tooLarge, at: path,
                "The repeat goes through more than \(limits.repeatItems) items of one resource. Let it follow fewer paths.")
        }
        places.append(place)
        count += 1
    }

    mutating func leave() {
        places.removeLast()
    }

    /// Every element has bytes of its own, and no two values begin at the same one.
    static func place(_ words: TapeWords, _ index: Int) -> UInt { UInt(bitPattern: words.base + words.start(index)) }
}
