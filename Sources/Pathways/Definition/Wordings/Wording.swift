/// What people read, in the four languages that every text is written in.
public struct Wording: Sendable, Hashable {
    public var nb: String
    public var nn: String
    public var da: String
    public var en: String

    public init(nb: String, nn: String, da: String, en: String) {
        self.nb = nb
        self.nn = nn
        self.da = da
        self.en = en
    }

    /// In `nb`, `nn`, `da` or `en`; English for any other language.
    public subscript(_ language: String) -> String {
        switch language {
        case "nb": nb
        case "nn": nn
        case "da": da
        default: en
        }
    }

    public static let languages = ["nb", "nn", "da", "en"]
}
