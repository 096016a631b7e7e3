/// What is left of a draw that has decided something, to decide what follows from it.
///
/// Among those for whom it decided alike, the rest is as evenly spread as the draw was among all. So of the eighty-year-olds who are admitted
/// once, need services and go home, as many are admitted again as the rates say, give or take a few in a country; drawn alone, they would be off
/// by what chance does to some thousand.
struct Fate: Sendable {
    private var rest: UInt64

    init(_ draw: UInt64) { rest = draw }

    mutating func happens(_ rate: Rate) -> Bool {
        let share = UInt64(max(0, min(rate.billionths, 1_000_000_000)))
        let (high, low) = rest.multipliedFullWidth(by: 1_000_000_000)
        guard high < share else {
            rest = (1_000_000_000 - share).dividingFullWidth((high - share, low)).quotient
            return false
        }
        rest = share.dividingFullWidth((high, low)).quotient
        return true
    }
}
