extension String {
    /// The one of `known` that was probably meant, if any is near.
    func nearest(in known: some Sequence<String>) -> String? {
        let reach = Swift.max(1, Swift.min(4, count / 3))
        let measured = known.map { ($0, distance(to: $0)) }.filter { $0.1 <= reach }
        return measured.min { $0.1 == $1.1 ? $0.0.precedes($1.0) : $0.1 < $1.1 }?.0
    }

    /// How many letters must be changed, added, dropped or exchanged with their neighbour to get from one to the other, ignoring case.
    private func distance(to other: String) -> Int {
        let a = Array(lowercased())
        let b = Array(other.lowercased())
        var rows = [Array(0...b.count)]
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = Swift.min(rows[i][j] + (a[i] == b[j] ? 0 : 1), row[j] + 1, rows[i][j + 1] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = Swift.min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
