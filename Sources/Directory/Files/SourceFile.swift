/// A file that somebody has read: its name, for messages, and its text.
///
/// The extension decides how it is understood: `.csv`, `.yaml`, `.yml`.
public struct SourceFile: Hashable, Sendable {
    public var name: String
    public var text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// Refuses bytes that are not UTF-8.
    public init(name: String, bytes: [UInt8]) throws(Mistakes) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let valid = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
            throw Mistakes([
                Mistake(
                    .malformed, Place(file: name, line: valid.count(where: \.isNewline) + 1), "The file is not UTF-8",
                    remedy: "Save it as UTF-8.")
            ])
        }
        self.init(name: name, text: text)
    }
}
