public import FHIR

extension TimeAxis {
    /// An axis over local days, wide near `now` and where something happens, narrow elsewhere, with a knot at each midnight.
    ///
    /// - Parameters:
    ///   - happening: days that are drawn at full width wherever they are.
    ///   - due: days that get at least half of it.
    public static func make(
        from start: Instant, to end: Instant, now: Instant, zone: Zone, left: Double, right: Double, happening: [Instant],
        due: [Instant] = []
    ) -> TimeAxis {
        let first = zone.day(at: start)
        let last = max(zone.day(at: end).adding(days: 1), first.adding(days: 1))
        let today = zone.day(at: now)
        var wide = Set(happening.map { zone.day(at: $0).ordinal })
        wide.formUnion((today.ordinal - 1)...(today.ordinal + 3))
        let half = Set(due.map { zone.day(at: $0).ordinal })
        let count = last.ordinal - first.ordinal
        // Beyond what a screen can show, several days share a knot.
        let stride = max(1, count / 400)
        let distances = distances(to: wide, from: first.ordinal, count: count)
        var weights: [Double] = []
        for begin in Swift.stride(from: 0, to: count, by: stride) {
            weights.append(
                (begin..<min(begin + stride, count)).reduce(0) { sum, index in
                    let near = 1 / (1 + 0.6 * Double(distances[index]))
                    return sum + max(near, half.contains(first.ordinal + index) ? 0.5 : 0, 0.08)
                })
        }
        let scale = (right - left) / weights.reduce(0, +)
        var knots = [Knot(at: zone.instant(first, secondOfDay: 0), x: left)]
        var x = left
        for (index, weight) in weights.enumerated() {
            x += weight * scale
            let day = first.adding(days: min((index + 1) * stride, count))
            knots.append(Knot(at: zone.instant(day, secondOfDay: 0), x: index == weights.count - 1 ? right : x))
        }
        return TimeAxis(knots: knots)
    }

    /// For each day how far it is from the nearest wide one, in days; at most 30.
    private static func distances(to wide: Set<Int>, from first: Int, count: Int) -> [Int] {
        var result = [Int](repeating: 30, count: count)
        var distance = 30
        for index in (-30)..<count {
            distance = wide.contains(first + index) ? 0 : min(distance + 1, 30)
            if index >= 0 { result[index] = distance }
        }
        distance = 30
        for index in (0..<(count + 30)).reversed() {
            distance = wide.contains(first + index) ? 0 : min(distance + 1, 30)
            if index < count { result[index] = min(result[index], distance) }
        }
        return result
    }

    /// Knots that are far enough apart for a label each.
    func ticks(every width: Double) -> [Drawing.Tick] {
        var result: [Drawing.Tick] = []
        for knot in knots.dropLast() {
            if let last = result.last, knot.x - last.x < width { continue }
            if let end = knots.last, end.x - knot.x < width / 2 { continue }
            result.append(Drawing.Tick(x: knot.x, label: Label(.day, at: knot.at, hasClock: false)))
        }
        for index in result.indices.dropLast() {
            guard let from = result[index].label.at, let to = result[index + 1].label.at else { continue }
            if to.seconds(since: from) > 36 * 3600 { result[index].label.key = .week }
        }
        if let last = result.indices.last, let from = result[last].label.at, end.seconds(since: from) > 36 * 3600 {
            result[last].label.key = .week
        }
        return result
    }
}
