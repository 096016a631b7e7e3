import CPopulation

/// The two countries whose citizens are made.
public enum Nation: String, Sendable, Hashable, CaseIterable {
    case norway = "no"
    case denmark = "dk"
}

/// A municipality: its number, who lives there by age, and which municipality its hospital lies in.
public struct Municipality: Sendable, Hashable {
    /// The national number: `4601`, `851`.
    public var code: String
    public var name: String
    /// Its county (Norway) or region (Denmark).
    public var area: String
    /// The number of the municipality where its hospital is.
    public var hospital: String
    public var citizens: Int
    /// Citizens of 0–17, 18–44, 45–66, 67–79 and 80 years; nil where only the sum is known.
    public var ages: [Int]?

    /// A municipality that no country has, with a hospital of its own and the ages of its country.
    ///
    /// - Parameter code: digits that stand for no real one.
    public static func invented(_ code: String, _ name: String, in nation: Nation, citizens: Int) -> Municipality {
        let real = Geography.municipalities(of: nation).compactMap(\.ages)
        let ages = real.isEmpty ? nil : Age.first.indices.map { band in real.reduce(0) { $0 + $1[band] } }
        return Municipality(code: code, name: name, area: code, hospital: code, citizens: citizens, ages: ages)
    }
}

/// Who lives where: the table that `Scripts/generate-geo` writes.
///
/// Norway: SSB table 07459, 2025. Denmark: Statens Serum Institut, 2020.
public enum Geography {
    public static func municipalities(of nation: Nation) -> [Municipality] {
        table.split(separator: "\n").compactMap { line in
            let words = line.split(separator: "\t").map(String.init)
            guard words.count == 12, words[0] == "m", words[1] == nation.rawValue, let citizens = Int(words[6]) else { return nil }
            let ages = words[7...].compactMap { Int($0) }
            // A name in two languages is written with both; letters carry the first.
            let name = words[3].split(separator: " - ")[0]
            return Municipality(
                code: words[2], name: String(name), area: words[4], hospital: words[5], citizens: citizens,
                ages: ages.count == 5 ? ages : nil)
        }
    }

    private static var table: String {
        String(decoding: UnsafeRawBufferPointer(start: helhet_geo_bytes(), count: helhet_geo_count()), as: UTF8.self)
    }
}
