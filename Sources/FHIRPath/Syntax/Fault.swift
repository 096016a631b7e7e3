/// An error by its offset alone: line and column are counted when it leaves the room.
struct Fault: Error {
    var kind: ExpressionError.Kind
    var message: String
    var offset: Int

    init(_ kind: ExpressionError.Kind, _ message: String, _ offset: Int) {
        self.kind = kind
        self.message = message
        self.offset = offset
    }

    func error(in text: String) -> ExpressionError {
        let before = text.utf8.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let lineStart = before.lastIndex(of: 0x0A).map { before.index(after: $0) } ?? before.startIndex
        let column = text[lineStart..<before.endIndex].count + 1
        return ExpressionError(kind, message, offset: offset, line: line, column: column)
    }
}
