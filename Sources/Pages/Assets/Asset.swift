import Journal

/// A file that pages link to: its name has the hash of its content, so browsers may keep it for ever.
struct Asset: Sendable {
    var path: String
    var mediaType: String
    var bytes: [UInt8]

    init(_ text: String, ending: String, mediaType: String) {
        bytes = Array(text.utf8)
        self.mediaType = mediaType
        path = "/assets/\(ContentHash.of(bytes).prefix(8).hex).\(ending)"
    }

    static let style = Asset(Style.css, ending: "css", mediaType: "text/css; charset=utf-8")
    static let script = Asset(Script.js, ending: "js", mediaType: "text/javascript; charset=utf-8")
}
