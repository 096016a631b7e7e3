/// Where letters are sent to and come from: a number in one of the schemes that the health services use.
///
/// The value is kept as written, without checks: letters carry numbers that no register would accept. Directory files are
/// checked with ``remark(on:)``.
public struct Address: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The register that a number comes from.
    public enum Scheme: String, Hashable, Sendable, CaseIterable {
        /// HER-id in the Norwegian Adresseregisteret, of an enterprise or of one of its services.
        case her
        /// SOR code in the Danish Sundhedsvæsenets Organisationsregister.
        case sor
        /// GLN (EAN location number), 13 digits with a check digit.
        case gln
        /// Norwegian organisation number (Enhetsregisteret), 9 digits.
        case enh
        /// RESH-id, the Norwegian register of units in specialist care.
        case resh
        /// Number of a person in the Norwegian Helsepersonellregisteret.
        case hpr
        /// A name that only the partners of an agreement know.
        case local
    }

    public var scheme: Scheme
    public var value: String

    public init(scheme: Scheme, value: String) {
        self.scheme = scheme
        self.value = value
    }

    /// Reads `scheme:value`, for instance `her:990000101`; nil when the scheme is unknown or the value is empty or has white space.
    public init?(_ text: String) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        guard let scheme = Scheme(rawValue: String(Substring(text.utf8[..<colon]))) else { return nil }
        let value = String(Substring(text.utf8[text.utf8.index(after: colon)...]))
        guard !value.isEmpty else { return nil }
        // Nearly every value is plain letters and digits.
        let isPlain = value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        guard isPlain || !value.contains(where: \.isWhitespace) else { return nil }
        self.init(scheme: scheme, value: value)
    }

    public var description: String { scheme.rawValue + ":" + value }

    public static func < (a: Address, b: Address) -> Bool {
        a.scheme == b.scheme ? a.value.precedes(b.value) : a.scheme.rawValue.precedes(b.scheme.rawValue)
    }
}
