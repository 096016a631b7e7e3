import FHIR
import Testing

@testable import Population

@Suite("The citizens of a population") struct ResidentsTests {
    static func residents(_ nation: Nation, _ citizens: Int, seed: UInt64 = 1, only: [String]? = nil) throws -> Residents {
        try Residents(nation, citizens: citizens, seed: seed, rates: try Rates(of: nation), only: only)
    }

    @Test("live in every municipality, as many as were asked for", arguments: Nation.allCases) func everywhere(nation: Nation) throws {
        let residents = try Self.residents(nation, 100_000)
        #expect(residents.municipalities.count == (nation == .norway ? 357 : 98))
        var counts = [Int](repeating: 0, count: residents.municipalities.count)
        for index in 0..<residents.count {
            let citizen = residents.citizen(index)
            #expect(citizen.index == index)
            counts[citizen.place] += 1
        }
        #expect(counts.reduce(0, +) == 100_000)
        let whole = residents.municipalities.reduce(0) { $0 + $1.citizens }
        for (place, municipality) in residents.municipalities.enumerated() {
            #expect(abs(counts[place] - municipality.citizens * 100_000 / whole) <= 1)
        }
        #expect((800...1100).contains(residents.total - residents.count), "the born")
    }

    @Test("have numbers that are right, synthetic and nobody else's", arguments: Nation.allCases) func numbers(nation: Nation) throws {
        let residents = try Self.residents(nation, 60_000)
        var seen: Set<String> = []
        var standIns = 0
        for index in stride(from: 0, to: residents.total, by: 3) {
            let citizen = residents.citizen(index)
            let number = try #require(residents.number(citizen))
            #expect(number.isSynthetic)
            #expect(number.birthDay == residents.born(citizen))
            #expect(seen.insert(number.digits).inserted)
            let sex = nation == .norway ? number.digits.utf8.dropFirst(8).first : number.digits.utf8.last
            #expect(sex.map { $0 % 2 == 1 } == citizen.isMan)
            if nation == .denmark { #expect(!number.passesModulus11) }
            if number.kind == (nation == .norway ? .dNumber : .replacementCPR) { standIns += 1 }
        }
        #expect((nation == .norway ? 100...300 : 60...150).contains(standIns))
    }

    @Test("have numbers enough for the whole country", arguments: Nation.allCases) func wholeCountry(nation: Nation) throws {
        let all = Geography.municipalities(of: nation).reduce(0) { $0 + $1.citizens }
        let residents = try Self.residents(nation, all)
        var (without, tried) = (0, 0)
        for index in stride(from: 0, to: residents.total, by: 4_999) {
            tried += 1
            if residents.number(residents.citizen(index)) == nil { without += 1 }
        }
        #expect(without == 0)
        #expect(tried > 1000)
        #expect(throws: PopulationError.self) { try Self.residents(nation, 60_000_000) }
    }

    @Test("are related to each other from both sides", arguments: Nation.allCases) func families(nation: Nation) throws {
        let residents = try Self.residents(nation, 30_000)
        var kinds: [Kinship: Int] = [:]
        for index in stride(from: 0, to: residents.total, by: 7) {
            let citizen = residents.citizen(index)
            if let partner = residents.partner(of: citizen) {
                #expect(residents.partner(of: partner)?.index == index)
                #expect(partner.isMan != citizen.isMan)
            }
            if let mother = residents.mother(of: citizen) {
                #expect(!mother.isMan)
                #expect(mother.place == citizen.place)
                #expect((16...45).contains(mother.age - max(0, citizen.age)))
                #expect(residents.children(of: mother).contains { $0.index == index })
            }
            for child in residents.children(of: citizen) where !citizen.isMan { #expect(residents.mother(of: child)?.index == index) }
            for relative in residents.relatives(of: citizen) { kinds[relative.kinship, default: 0] += 1 }
        }
        for kind in Kinship.allCases { #expect(kinds[kind, default: 0] > 100, "\(kind)") }
    }

    @Test("share a family name at home") func familyNames() throws {
        let residents = try Self.residents(.norway, 10_000)
        for index in stride(from: 0, to: residents.total, by: 5) {
            let citizen = residents.citizen(index)
            let name = residents.name(citizen)
            #expect(!name.given.isEmpty && !name.family.isEmpty)
            for child in residents.children(of: citizen) where child.age < 18 { #expect(residents.name(child).family == name.family) }
        }
    }

    @Test("are refused where they cannot be") func refusals() throws {
        let rates = try Rates(of: .norway)
        func refusal(_ body: () throws -> Residents) throws -> String {
            try #require(throws: PopulationError.self) { try body() }.message
        }
        #expect(try refusal { try Residents(.denmark, citizens: 1, seed: 1, rates: rates) }.contains("country: dk"))
        #expect(try refusal { try Residents(.norway, citizens: 0, seed: 1, rates: rates) } == "There must be at least one citizen.")
        #expect(try refusal { try Residents(.norway, citizens: 1, seed: 1, year: 1999, rates: rates) }.contains("between 2001 and 2039"))
        #expect(try refusal { try Residents(.norway, citizens: 1, seed: 1, rates: rates, only: ["9999"]) }.contains("no municipality 9999"))
    }
}
