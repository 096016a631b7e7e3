/// What a match is replaced with, read once.
struct PatternSubstitution {
    enum Piece {
        case text(String)
        /// What the group of this number took; 0 is the whole match.
        case group(Int)
    }

    private(set) var pieces: [Piece] = []

    init(_ text: String, groups: Int, names: [String: Int]) {
        let scalars = Array(text.unicodeScalars)
        var written = ""
        var index = 0
        while index < scalars.count {
            let sign = scalars[index]
            if sign == "\\", index + 1 < scalars.count, scalars[index + 1] == "$" || scalars[index + 1] == "\\" {
                written.unicodeScalars.append(scalars[index + 1])
                index += 2
            } else if sign == "$", let (group, end) = Self.group(scalars, index + 1, groups, names) {
                if !written.isEmpty { pieces.append(.text(written)) }
                written = ""
                pieces.append(.group(group))
                index = end
            } else {
                written.unicodeScalars.append(sign)
                index += 1
            }
        }
        if !written.isEmpty { pieces.append(.text(written)) }
    }

    /// The group named after a `$`, and where its name ends; nil where none is.
    private static func group(_ scalars: [Unicode.Scalar], _ start: Int, _ groups: Int, _ names: [String: Int]) -> (Int, Int)? {
        guard start < scalars.count else { return nil }
        if scalars[start] == "{" {
            guard let end = scalars[start...].firstIndex(of: "}") else { return nil }
            var name = ""
            name.unicodeScalars.append(contentsOf: scalars[start + 1..<end])
            if let group = names[name] { return (group, end + 1) }
            guard name.utf8.allSatisfy({ 48...57 ~= $0 }), let group = Int(name), group <= groups else { return nil }
            return (group, end + 1)
        }
        var group: Int?
        var index = start
        while index < scalars.count, 48...57 ~= scalars[index].value {
            let longer = (group ?? 0) * 10 + Int(scalars[index].value - 48)
            guard longer <= groups else { break }
            group = longer
            index += 1
        }
        return group.map { ($0, index) }
    }
}
