/// What a group of commits may take besides letters. Timers and imports come by the thousand, and a letter must not wait for them.
public struct GroupAllowance {
    /// How many commits a group has at most.
    public static let limit = 64
    /// How many of them are timers: when thousands are due at once, whoever comes in one of their groups waits for all of it, for the plans that
    /// they let be worked out too.
    static let mostTimers = 3
    /// The same when a letter is in the group.
    static let mostTimersWithLetters = 1
    /// How long a group may last, in nanoseconds, before all but letters wait for the next one.
    static let slice: UInt64 = 20_000_000
    /// The same when a letter is in the group, whose sender waits for its end.
    static let sliceWithLetters: UInt64 = 4_000_000

    private var letters = 0
    private var timers = 0
    private var others = 0

    public init() {}

    public mutating func take(_ work: WorkClass) {
        switch work {
        case .letters: letters += 1
        case .timers: timers += 1
        case .people, .background: others += 1
        }
    }

    /// The classes of which a group that has lasted so many nanoseconds takes its next commit, in their order; none when it is full. A timer and one
    /// of the others it always takes, at its last places if need be: neither letters nor timers without a pause keep anybody out.
    public func order(after nanoseconds: UInt64) -> [WorkClass] {
        switch Self.limit - letters - timers - others {
        case ...0: return []
        case 1 where others == 0: return [.people, .background, .letters] + (timers == 0 ? [.timers] : [])
        case 2 where timers == 0: return [.timers, .letters, .people, .background]
        default: break
        }
        if timers + others == 0 { return WorkClass.allCases }
        let isOver = nanoseconds >= (letters > 0 ? Self.sliceWithLetters : Self.slice)
        if timers < (letters > 0 ? Self.mostTimersWithLetters : Self.mostTimers) { return isOver ? [.letters] : WorkClass.allCases }
        return isOver && others > 0 ? [.letters] : [.letters, .people, .background]
    }
}
