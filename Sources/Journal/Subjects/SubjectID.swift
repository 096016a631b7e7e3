/// The journal's own key of a citizen (or of one identity of a citizen: see ``Link``).
///
/// It is what people and programs see instead of a national number: `description` is its base 36 form and the id of the Patient resource.
public struct SubjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var value: Int64

    public init(_ value: Int64) { self.value = value }

    /// Reads the base 36 form; nil when it is none.
    public init?(text: String) {
        guard let value = Int64(text, radix: 36), value > 0, String(value, radix: 36) == text else { return nil }
        self.value = value
    }

    public var description: String { String(value, radix: 36) }

    public static func < (left: SubjectID, right: SubjectID) -> Bool { left.value < right.value }
}
