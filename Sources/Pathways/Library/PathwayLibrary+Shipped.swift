import CPathways
public import Directory

extension PathwayLibrary {
    /// The definitions that come with Helhet, from inside the binary.
    public static func shipped() throws(Mistakes) -> PathwayLibrary { try read(shippedFiles) }

    /// Their text, for showing and for copying into a folder of one's own.
    public static var shippedFiles: [SourceFile] {
        let bytes = UnsafeRawBufferPointer(start: helhet_hospital_stay_bytes(), count: helhet_hospital_stay_count())
        return [SourceFile(name: "pathways/hospital-stay.yaml", text: String(decoding: bytes, as: UTF8.self))]
    }
}
