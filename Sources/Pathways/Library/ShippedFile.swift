import CPathways
import Directory

/// The files inside the binary.
enum ShippedFile {
    /// Those of one of CPathways' tables.
    static func all(_ table: (UnsafeMutablePointer<Int>?) -> UnsafePointer<helhet_file>?) -> [SourceFile] {
        var count = 0
        guard let files = table(&count) else { return [] }
        return UnsafeBufferPointer(start: files, count: count).map { file in
            let bytes = UnsafeRawBufferPointer(start: file.bytes, count: file.count)
            return SourceFile(name: String(cString: file.name), text: String(decoding: bytes, as: UTF8.self))
        }
    }
}
