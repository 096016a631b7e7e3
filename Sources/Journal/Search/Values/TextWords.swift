/// The words of a text, folded: letters and digits that stand together, two or more of them.
enum TextWords {
    /// Longer words are known by this many bytes.
    private static let longest = 32

    static func each(_ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        FoldedText.with(text) { folded in
            var start = 0
            for at in 0...folded.count {
                if at < folded.count, isPart(folded[at]) { continue }
                if at &- start >= 2 {
                    var end = min(at, start &+ longest)
                    while end < at, folded[end] & 0xC0 == 0x80 { end &-= 1 }
                    body(UnsafeBufferPointer(rebasing: folded[start..<end]))
                }
                start = at &+ 1
            }
        }
    }

    static func each(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        var text = text
        text.withUTF8 { each($0, body) }
    }

    @inline(__always) private static func isPart(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x61...0x7A).contains(byte) || byte &- 0x30 < 10
    }
}
