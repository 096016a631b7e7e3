import FHIRPath
import Samples
import Testing

private func amount(_ text: String) throws -> Quantity { try #require(Quantity(text)) }

@Suite("A quantity") struct QuantityTests {
    @Test(
        "is read and printed with its unit in quotes, unless that is a calendar word",
        arguments: [
            ("10 'mg'", "10 'mg'"), ("4 days", "4 days"), ("1.50", "1.50 '1'"), ("-1.5 '1'", "-1.5 '1'"), ("+2'g'", "2 'g'"),
            ("1  \t'wk'", "1 'wk'"),
            ("1 week", "1 week"), ("1 'year'", "1 'year'"), ("3milliseconds", "3 milliseconds"), ("7 'no such unit'", "7 'no such unit'"),
        ])
    func reading(_ text: String, _ printed: String) throws { #expect(try amount(text).description == printed) }

    @Test(
        "is not read from anything else",
        arguments: [
            "", "mg", "1 wk", "1.a", "1 'mg", "1 mg'", "1 ''", "1 'a'b'", "1 ", " 1", "1 'mg' ", "1.5.2", "1 2", "1 Day", "1 dayss", "- 1",
            "1e3 'mg'", "'mg'",
        ])
    func refusals(_ text: String) { #expect(Quantity(text) == nil) }

    @Test(
        "compares in whatever unit measures the same",
        arguments: [
            ("2.0000 'g'", "2000.0 'mg'", 0), ("3 'g'", "3010 'mg'", -1), ("14 days", "2 weeks", 0), ("14 days", "2 'wk'", 0),
            ("1 day", "1 'd'", 0),
            ("1 'd'", "24 'h'", 0), ("60 seconds", "1 minute", 0), ("1 second", "1000 'ms'", 0), ("12 months", "1 year", 0),
            ("13 months", "1 year", 1),
            ("1 'a'", "12 'mo'", 0), ("1 'a'", "365.25 'd'", 0), ("1 'L'", "1 'dm3'", 0), ("1 'L'", "1 'l'", 0),
            ("1 '[in_i]'", "2.54 'cm'", 0),
            ("1 '[lb_av]'", "453.59237 'g'", 0), ("120 'mm[Hg]'", "16 'kPa'", -1), ("1 'mm[Hg]'", "133.322 'Pa'", 0),
            ("1 'N'", "1 'kg.m/s2'", 0),
            ("37 'Cel'", "98.6 '[degF]'", 0), ("0 'Cel'", "273.15 'K'", 0), ("-40 'Cel'", "-40 '[degF]'", 0),
            ("80 '[degRe]'", "100 'Cel'", 0),
            ("50 '%'", "0.5 '1'", 0), ("5 '10*9/L'", "5000 '/uL'", 0), ("5 '10*9/L'", "5 '10*3/uL'", 0),
            ("1 '[iU]/L'", "1000 'm[IU]/L'", 0),
            ("1 'meq/L'", "1 'mmol/L'", 0), ("1 'kat'", "60000000 'U'", 0), ("1 'kcal'", "4184 'J'", 0), ("180 'deg'", "0.5 'circ'", 0),
            ("1 'By'", "8 'bit'", 0),
            ("72 '/min'", "72 '{beats}/min'", 0), ("1 'KiBy'", "1024 'By'", 0), ("-1 'm'", "1 'mm'", -1), ("-1 'm'", "-1 'mm'", -1),
            ("0 'm'", "0 'km'", 0),
            ("1 'Ym'", "1 'ym'", 1), ("1 '[psi]'", "6894.757 'Pa'", 1), ("1 'Ci'", "37 'GBq'", 0), ("10 'dB'", "1 'B'", 0),
            ("5 'odd'", "5.0 'odd'", 0),
            ("1 '[mi_us]'", "5280 '[ft_us]'", 0), ("1 'g%'", "1 'g/dL'", 0), ("1 'm[H2O]'", "9.80665 'kPa'", 0),
        ])
    func comparison(_ left: String, _ right: String, _ expected: Int) throws {
        let (left, right) = (try amount(left), try amount(right))
        #expect(left.compare(right) == expected)
        #expect(right.compare(left) == -expected)
        #expect(left.equals(right) == (expected == 0))
        if expected == 0 { #expect(left.isEquivalent(to: right)) }
    }

    @Test(
        "does not compare with what measures something else, nor the calendar's years with UCUM's",
        arguments: [
            ("1 'cm'", "1 'cm2'"), ("1 'cm'", "1 's'"), ("1 'cm'", "1 '[s]'"), ("1 year", "1 'a'"), ("1 month", "1 'mo'"),
            ("1 year", "365 'd'"), ("30 days", "1 'mo'"),
            ("1 day", "1 'cm'"), ("1 'odd'", "1 'strange'"), ("1 'odd'", "1 'mg'"), ("1 '[iU]'", "1 '[PFU]'"), ("1 '[iU]'", "1 '1'"),
            ("7 '[pH]'", "7 'mol/L'"),
            ("1 'kg'", "1 'N'"), ("1 'B'", "1 'B[W]'"),
        ])
    func noComparison(_ left: String, _ right: String) throws {
        let (left, right) = (try amount(left), try amount(right))
        #expect(left.compare(right) == nil && right.compare(left) == nil)
        #expect(left.equals(right) == nil && !left.isComparable(to: right))
        #expect(left.adding(right) == nil && left.subtracting(right) == nil)
    }

    @Test(
        "is equivalent at the digits of the less precise one",
        arguments: [
            ("3 'g'", "3030 'mg'", true), ("3 'g'", "3600 'mg'", false), ("3.0 'g'", "3030 'mg'", true), ("3.01 'g'", "3030 'mg'", false),
            ("1 year", "1 'a'", true),
            ("2 months", "2 'mo'", true), ("1 year", "1 'mo'", false), ("1 week", "5 days", false), ("1 '[lb_av]'", "454 'g'", true),
            ("1 '[lb_av]'", "453 'g'", false),
            ("1 'cm'", "1 's'", false), ("1 'odd'", "1 'odd'", true), ("1 'odd'", "1 'g'", false), ("37.0 'Cel'", "98.6 '[degF]'", true),
        ])
    func equivalence(_ left: String, _ right: String, _ expected: Bool) throws {
        let (left, right) = (try amount(left), try amount(right))
        #expect(left.isEquivalent(to: right) == expected)
        #expect(right.isEquivalent(to: left) == expected)
    }

    @Test(
        "adds and subtracts in the finer unit",
        arguments: [
            ("3 'm'", "3 'cm'", "303 'cm'", "297 'cm'"), ("3 'cm'", "3 'm'", "303 'cm'", "-297 'cm'"),
            ("1 week", "1 day", "8 days", "6 days"),
            ("1.5 'g'", "0.50 'g'", "2.00 'g'", "1.00 'g'"), ("1 year", "1 month", "13 months", "11 months"),
            ("20 'Cel'", "1 'Cel'", "21 'Cel'", "19 'Cel'"),
            ("1 'odd'", "2 'odd'", "3 'odd'", "-1 'odd'"),
        ])
    func sums(_ left: String, _ right: String, _ sum: String, _ difference: String) throws {
        let (left, right) = (try amount(left), try amount(right))
        #expect(left.adding(right)?.description == sum)
        #expect(left.subtracting(right)?.description == difference)
    }

    @Test(
        "multiplies and divides with its unit",
        arguments: [
            ("12 'cm'", "3 'cm'", "36 'cm2'", "4 '1'"), ("3 'cm'", "12 'cm2'", "36 'cm3'", "0.25 '/cm'"),
            ("4.0 'g'", "2.0 'm'", "8.00 'g.m'", "2 'g/m'"),
            ("2 'mg'", "4", "8 'mg'", "0.5 'mg'"), ("6", "2 's'", "12 's'", "3 '/s'"), ("10 'mg'", "2 days", "20 'mg.d'", "5 'mg/d'"),
            ("4 days", "2", "8 days", "2 days"),
            ("4 days", "2 days", "8 'd2'", "2 '1'"), ("4 'Cel'", "2", "8 'Cel'", "2 'Cel'"),
        ])
    func products(_ left: String, _ right: String, _ product: String, _ quotient: String) throws {
        let (left, right) = (try amount(left), try amount(right))
        #expect(left.multiplied(by: right)?.description == product)
        #expect(left.divided(by: right)?.description == quotient)
    }

    @Test("has no product without a unit for it, and no quotient by zero") func noProducts() throws {
        #expect(try amount("2 'Cel'").multiplied(by: try amount("2 'm'")) == nil)
        #expect(try amount("2 'odd'").multiplied(by: try amount("2 'm'")) == nil)
        #expect(try amount("2 'm'").divided(by: try amount("0 's'")) == nil)
    }

    @Test("keeps what a product measures: areas of unlike lengths are areas") func areas() throws {
        let area = try #require(try amount("2.0 'cm'").multiplied(by: try amount("2.0 'm'")))
        #expect(area.equals(try amount("0.040 'm2'")) == true)
    }

    @Test(
        "converts exactly where digits end",
        arguments: [
            ("1 'g'", "mg", "1000 'mg'"), ("1 '[in_i]'", "cm", "2.54 'cm'"), ("37 'Cel'", "[degF]", "98.6 '[degF]'"),
            ("98.6 '[degF]'", "Cel", "37 'Cel'"), ("2 weeks", "days", "14 days"),
            ("90 'min'", "hours", "1.5 hours"), ("5.5 'mmol/L'", "umol/L", "5500 'umol/L'"), ("1 day", "'", nil), ("1 year", "a", nil),
            ("1 'g'", "odd", nil),
            ("1 'odd'", "odd", "1 'odd'"), ("1 year", "days", "365 days"),
        ] as [(String, String, String?)])
    func conversion(_ text: String, _ unit: String, _ expected: String?) throws {
        let converted = try amount(text).converted(to: unit)
        #expect((converted != nil) == (expected != nil))
        if let expected, let converted {
            let expected = try amount(expected)
            #expect(converted.value == expected.value && converted.unit == expected.unit && converted.isCalendar == expected.isCalendar)
        }
    }

    @Test("has the boundaries of its value") func boundaries() throws {
        #expect(try amount("2.413 'cm'").lowBoundary(precision: 8)?.description == "2.41250000 'cm'")
        #expect(try amount("2.413 'cm'").highBoundary(precision: 8)?.description == "2.41350000 'cm'")
        #expect(try amount("2.413 'cm'").highBoundary(precision: 99) == nil)
    }

    @Test("comes back from another unit as it went", arguments: [41, 42] as [UInt64]) func thereAndBack(seed: UInt64) throws {
        var chance = SeededNumbers(seed: seed)
        let families = [
            ["m", "cm", "[in_i]", "[mi_i]", "[ft_us]", "nm"], ["g", "kg", "[lb_av]", "[oz_tr]", "ug"],
            ["s", "min", "h", "d", "wk", "a", "ms"], ["Cel", "K", "[degF]", "[degR]"],
            ["Pa", "mm[Hg]", "bar", "[psi]", "cm[H2O]"], ["L", "mL", "[gal_us]", "[foz_br]", "m3"], ["mol/L", "mmol/L", "umol/mL"],
            ["J", "kcal", "eV", "[Btu]"],
        ]
        for _ in 0..<1000 {
            let family = try #require(families.randomElement(using: &chance))
            let (first, second) = (try #require(family.randomElement(using: &chance)), try #require(family.randomElement(using: &chance)))
            let start = Quantity(try chance.decimal(), unit: first)
            let there = try #require(start.converted(to: second))
            let back = try #require(there.converted(to: first))
            let distance = try #require(back.value.subtracting(start.value)).absolute.double
            #expect(distance <= start.value.absolute.double * 1e-12 + 1e-12)
            let other = Quantity(try chance.decimal(), unit: second)
            #expect(start.compare(other) == other.compare(start).map { -$0 })
            #expect(start.isComparable(to: other))
        }
    }

    @Test("is decided for every text, and for every pair of what could be read", arguments: [61, 62] as [UInt64]) func anything(
        seed: UInt64
    ) {
        var chance = SeededNumbers(seed: seed)
        let units = [
            "'mg'", "'Ym'", "'ym'", "'kg.m2/s2'", "'10*30'", "'10*-30/L'", "days", "year", "'a'", "'Cel'", "'[degF]'", "'[c]4'", "'[h]-3'",
            "''", "'", "'odd'", "", "'eV3'",
        ]
        let numbers = [
            "0", "-1", "1", "99999999999999999999999999999999999999", "-0.00000000000000000000000000000000000001", "3.3333333333333333", "",
            "1e5",
        ]
        var read: [Quantity] = []
        for _ in 0..<2000 {
            guard let number = numbers.randomElement(using: &chance), let unit = units.randomElement(using: &chance),
                let quantity = Quantity("\(number) \(unit)")
            else { continue }
            #expect(Quantity(quantity.description)?.equals(quantity) == true)
            if let other = read.randomElement(using: &chance) {
                #expect(quantity.compare(other) == other.compare(quantity).map { -$0 })
                #expect(quantity.isEquivalent(to: other) == other.isEquivalent(to: quantity))
                _ = (quantity.adding(other), quantity.subtracting(other), quantity.multiplied(by: other), quantity.divided(by: other))
            }
            read.append(quantity)
        }
        #expect(read.count > 500)
    }
}
