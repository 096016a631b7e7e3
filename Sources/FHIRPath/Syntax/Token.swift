/// A word of an expression. https://hl7.org/fhirpath/N1/#lexical-elements
struct Token: Sendable {
    enum Kind: Sendable, Equatable {
        case identifier(String)
        /// Between backquotes: never a keyword.
        case quotedIdentifier(String)
        case string(String)
        /// Digits as they are written, with or without a point.
        case number(String)
        /// Without the `@`.
        case date(String)
        case dateTime(String)
        /// Without the `@T`.
        case time(String)
        case symbol(String)
        /// `$this`, `$index`, `$total`, without the `$`.
        case dollar(String)
        /// `%name`, without the `%`.
        case percent(String)
        case end
    }

    var kind: Kind
    /// In bytes of the expression.
    var offset: Int

    /// As a message names it.
    var shown: String {
        switch kind {
        case .identifier(let name), .quotedIdentifier(let name): "the name `\(name)`"
        case .string: "a string"
        case .number(let digits): "the number \(digits)"
        case .date, .dateTime, .time: "a date or time"
        case .symbol(let text): "`\(text)`"
        case .dollar(let name): "`$\(name)`"
        case .percent(let name): "`%\(name)`"
        case .end: "the end"
        }
    }
}
