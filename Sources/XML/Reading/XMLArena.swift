/// A document after parsing: flat arrays in document order, so that it is a value that any thread may read.
struct XMLArena: Sendable {
    struct Name: Sendable {
        let local: String
        let namespace: String

        /// Whether these are the bytes of the local name.
        func isLocal(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
            local.utf8.count == bytes.count && local.utf8.elementsEqual(bytes)
        }
    }

    /// An element, or a run of text when `name` is -1. The children of the entry at `i` begin at `i + 1` and end before `end`.
    struct Entry: Sendable {
        var name: Int32
        var end: Int32
        /// Range in `text` of all the text below, which is contiguous because text is stored in document order.
        var textStart: Int32
        var textEnd: Int32
        var firstAttribute: Int32
        var attributeCount: Int32
        var line: Int32
        /// Range in `source` from `<` to after the end tag.
        var sourceStart: Int32
        var sourceEnd: Int32
    }

    struct Attribute: Sendable {
        var name: Int32
        var start: Int32
        var end: Int32
    }

    var names: [Name] = []
    var entries: [Entry] = []
    var attributes: [Attribute] = []
    var text: [UInt8] = []
    var values: [UInt8] = []
    /// The document in UTF-8.
    var source: [UInt8] = []
}
