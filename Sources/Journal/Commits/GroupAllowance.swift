/// What a group of commits may take besides letters. Timers and imports come by the thousand, and a letter must not wait for them.
public struct GroupAllowance {
    /// How many commits a group has at most.
    public static let limit = 64
    /// How long a group may last, in nanoseconds, before all but letters wait for the next one.
    static let slice: UInt64 = 20_000_000
    /// The same when a letter is in the group, whose sender waits for its end.
    static let sliceWithLetters: UInt64 = 4_000_000

    private var letters = 0
    private var others = 0

    public init() {}

    public mutating func take(_ work: WorkClass) {
        if work == .letters { letters += 1 } else { others += 1 }
    }

    /// The classes of which a group that has lasted so many nanoseconds takes its next commit, in their order; none when it is full. One commit
    /// of the others it always takes, at its last place if need be: letters without a pause keep nobody out.
    public func order(after nanoseconds: UInt64) -> [WorkClass] {
        guard letters + others < Self.limit else { return [] }
        if others == 0 { return letters == Self.limit - 1 ? [.timers, .people, .background, .letters] : WorkClass.allCases }
        return nanoseconds < (letters > 0 ? Self.sliceWithLetters : Self.slice) ? WorkClass.allCases : [.letters]
    }
}
