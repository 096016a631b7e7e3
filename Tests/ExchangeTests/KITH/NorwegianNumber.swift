/// Norwegian numbers that can never be real: month + 80.
enum NorwegianNumber {
    /// A number with right control digits for a birth date and the first individual number from `serial` on that has any.
    static func synthetic(day: Int = 17, month: Int = 3, year: Int = 49, serial: Int = 100, isD: Bool = false) -> String {
        for individual in serial..<500 {
            let date = [day + (isD ? 40 : 0), month + 80, year].flatMap { [$0 / 10, $0 % 10] }
            let digits = date + [individual / 100, individual / 10 % 10, individual % 10]
            guard let first = control(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2]),
                let second = control(digits + [first], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
            else { continue }
            return (digits + [first, second]).map(String.init).joined()
        }
        return ""
    }

    private static func control(_ digits: [Int], _ weights: [Int]) -> Int? {
        let rest = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
        return rest == 1 ? nil : (11 - rest) % 11
    }

    /// The same number with its last digit changed.
    static var wrong: String {
        let right = synthetic()
        let last = right.last == "0" ? "1" : "0"
        return right.dropLast() + last
    }
}
