import FHIR

/// Citizen numbers that can never be real, a different one for each index.
enum Numbers {
    /// Fødselsnummer with month + 80, for births from 1940 to 1999. Distinct up to 1,008,000.
    static func norwegian(_ index: Int) -> String {
        let (serial, date) = index.quotientAndRemainder(dividingBy: 28 * 12 * 60)
        let digits = pair(date % 28 + 1) + pair(date / 28 % 12 + 81) + pair(date / 28 / 12 + 40)
        for individual in serial * 10..<serial * 10 + 10 {
            let first = digits + [individual / 100, individual / 10 % 10, individual % 10]
            guard let one = control(first, [3, 7, 6, 1, 8, 9, 4, 5, 2]), let two = control(first + [one], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
            else { continue }
            return (first + [one, two]).map(String.init).joined()
        }
        preconditionFailure("Ten numbers in a row have no control digits.")
    }

    /// CPR with day + 60, for births from 1900 to 1999.
    static func danish(_ index: Int) -> String {
        let (serial, date) = index.quotientAndRemainder(dividingBy: 28 * 12 * 100)
        let digits = pair(date % 28 + 61) + pair(date / 28 % 12 + 1) + pair(date / 28 / 12)
        return digits.map(String.init).joined() + String(String(10_000 + serial % 4000).dropFirst())
    }

    private static func pair(_ number: Int) -> [Int] { [number / 10, number % 10] }

    private static func control(_ digits: [Int], _ weights: [Int]) -> Int? {
        let rest = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
        return rest == 1 ? nil : (11 - rest) % 11
    }
}
