/// The Norwegian letters: a MsgHead with its content, AppRec, and the older letters with a header of their own.
public enum KITH {
    /// Every format of the family. A letter is recognised by at most one.
    public static let formats: [any Format] = [MsgHeadFormat(), AppRecFormat(), MessageFormat()]

    static let namespace = "http://www.kith.no/xmlstds/"

    /// `urn:oid` of a Norwegian code system (kodeverk), by its number.
    static func codeSystem(_ number: Int) -> String { "2.16.578.1.12.4.1.1.\(number)" }
}
