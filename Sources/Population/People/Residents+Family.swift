/// How somebody is related to a citizen.
public enum Kinship: String, Sendable, Hashable, CaseIterable {
    case partner, mother, father, child, sibling
}

/// Families. Everybody's relatives are found by counting, from either side, so that they agree:
/// the woman and the man of one number in an age are a couple or not; a woman has up to two children who live at home, three years apart,
/// and may have one in the course of the year; those of 40 to 66 years are the children of those 28 years older.
extension Residents {
    /// The one whom a citizen lives with as a couple.
    public func partner(of citizen: Citizen) -> Citizen? {
        guard citizen.age >= 18 else { return nil }
        let size = size(citizen.place, citizen.age)
        let pairs = min(size.women, size.all - size.women)
        guard citizen.local < pairs else { return nil }
        // As many of all are to live in couples as the rates say; those without a counterpart cannot.
        let share = rates.people.couples[citizen.band].times(size.all, over: 2 * pairs)
        var draws = Draws(
            seed: seed, .couple, UInt64(citizen.place << 8 | citizen.age), UInt64(citizen.local))
        guard draws.happens(min(share, .one)) else { return nil }
        return citizen.isMan
            ? woman(citizen.local, age: citizen.age, in: citizen.place) : man(citizen.local, age: citizen.age, in: citizen.place)
    }

    /// The mother, where she is known: of those under 18, those just born, and those of 40 to 66.
    public func mother(of citizen: Citizen) -> Citizen? {
        if citizen.isNewborn { return motherOfNewborn(citizen) }
        switch citizen.age {
        case 0..<18:
            let within = position(citizen)
            let woman = within / 2
            let years = within % 2 == 0 ? 26 + woman % 9 : 23 + woman % 9
            return self.woman(woman, age: citizen.age + years, in: citizen.place)
        case 40...66:
            let age = citizen.age + 28
            let mothers = size(citizen.place, age).women
            guard mothers > 0 else { return nil }
            return woman(position(citizen) * mothers / size(citizen.place, citizen.age).all, age: age, in: citizen.place)
        default: return nil
        }
    }

    /// The mother's partner, for those who live at home.
    public func father(of citizen: Citizen) -> Citizen? { mother(of: citizen).flatMap { partner(of: $0) } }

    /// The children of a woman: those at home, one born in the year, or those who are grown up.
    public func children(of citizen: Citizen) -> [Citizen] {
        guard !citizen.isMan else { return partner(of: citizen).map { children(of: $0) } ?? [] }
        var found: [Citizen] = []
        let place = citizen.place
        for (step, years) in [(0, 26 + citizen.local % 9), (1, 23 + citizen.local % 9)] {
            let age = citizen.age - years
            let within = citizen.local * 2 + step
            if (0..<18).contains(age), within < size(place, age).all { found.append(member(within, age: age, in: place)) }
        }
        if let newborn = newborn(of: citizen) { found.append(newborn) }
        let age = citizen.age - 28
        if (40...66).contains(age) {
            let (all, women) = (size(place, age).all, size(place, citizen.age).women)
            let first = (citizen.local * all + women - 1) / women
            let end = ((citizen.local + 1) * all + women - 1) / women
            if first < end { found += (first..<end).map { member($0, age: age, in: place) } }
        }
        return found
    }

    /// Whom a citizen has, the nearest first.
    public func relatives(of citizen: Citizen) -> [(kinship: Kinship, citizen: Citizen)] {
        var relatives: [(Kinship, Citizen)] = []
        if let partner = partner(of: citizen) { relatives.append((.partner, partner)) }
        let mother = mother(of: citizen)
        if citizen.age >= 18 { relatives += children(of: citizen).map { (.child, $0) } }
        if let mother {
            relatives.append((.mother, mother))
            if let father = partner(of: mother) { relatives.append((.father, father)) }
            relatives += children(of: mother).filter { $0.index != citizen.index }.map { (.sibling, $0) }
        }
        return relatives
    }

    /// The citizen whose number names the household: the mother of those at home, the woman of a couple, else the citizen.
    func householder(of citizen: Citizen) -> Citizen {
        if citizen.age < 18 { return mother(of: citizen) ?? citizen }
        return citizen.isMan ? partner(of: citizen) ?? citizen : citizen
    }

    public func livesAlone(_ citizen: Citizen) -> Bool {
        guard citizen.age >= 18, partner(of: citizen) == nil else { return false }
        return citizen.isMan || !children(of: citizen).contains { $0.age < 18 }
    }

    private func position(_ citizen: Citizen) -> Int {
        citizen.isMan ? size(citizen.place, citizen.age).women + citizen.local : citizen.local
    }

    /// The births of an age's women are spread over them evenly.
    private func motherOfNewborn(_ citizen: Citizen) -> Citizen? {
        let base = citizen.place * (Self.ages + 1)
        guard let age = (16..<50).first(where: { Int(bornBefore[base + $0 + 1]) > citizen.local }) else { return nil }
        let (first, born) = (Int(bornBefore[base + age]), Int(bornBefore[base + age + 1] - bornBefore[base + age]))
        return woman((citizen.local - first) * size(citizen.place, age).women / born, age: age, in: citizen.place)
    }

    private func newborn(of woman: Citizen) -> Citizen? {
        guard (16..<50).contains(woman.age) else { return nil }
        let base = woman.place * (Self.ages + 1)
        let born = Int(bornBefore[base + woman.age + 1] - bornBefore[base + woman.age])
        let women = size(woman.place, woman.age).women
        guard born > 0, women > 0 else { return nil }
        let within = (woman.local * born + women - 1) / women
        guard within < born, within * women / born == woman.local else { return nil }
        return citizen(count + births[woman.place] + Int(bornBefore[base + woman.age]) + within, in: woman.place)
    }
}
