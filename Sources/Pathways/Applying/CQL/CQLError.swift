/// What of a library cannot be read or is not done here: a sentence, with the place in the library's text.
struct CQLError: Error {
    var message: String

    init(_ message: String) { self.message = message }

    init(_ message: String, at token: CQLToken?) {
        self.message = token.map { "\(message) (line \($0.line) of the library)." } ?? message + "."
    }
}
