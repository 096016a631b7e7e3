/// Why a search cannot be made, in a sentence that is safe to show: it never repeats a value.
public struct SearchError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// The parameter, the modifier or the chain is not known for the type.
        case unknown
        /// The value is none that the parameter can have.
        case badValue
    }

    public var kind: Kind
    public var message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    public var description: String { message }
}

extension SearchError {
    /// The name of a parameter, if it looks like one; what looks like anything else may be somebody's data in the wrong place.
    static func shown(_ name: String) -> String? {
        let isPlain =
            (1...40).contains(name.utf8.count) && name.utf8.count(where: { (0x30...0x39).contains($0) }) <= 4
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
        return isPlain ? "`\(name)`" : nil
    }

    static func unknown(_ name: String, of type: String, known: [String]) -> SearchError {
        let what = shown(name).map { "The parameter \($0)" } ?? "A parameter"
        return SearchError(.unknown, "\(what) is not known for \(type). Known are: \(known.joined(separator: ", ")).")
    }

    static func modifier(_ modifier: String, _ parameter: SearchParameter, known: [String]) -> SearchError {
        let what = shown(modifier).map { "The modifier \($0)" } ?? "A modifier"
        let remedy =
            known.isEmpty ? "It has none; leave it out." : "Use one of: \(known.map { ":" + $0 }.joined(separator: ", ")); or leave it out."
        return SearchError(.unknown, "\(what) is not offered for `\(parameter.code)`, which is a \(parameter.kind.rawValue). \(remedy)")
    }

    static func value(_ code: String, _ remedy: String) -> SearchError {
        SearchError(.badValue, "`\(code)` has a value that it cannot have. \(remedy)")
    }
}
