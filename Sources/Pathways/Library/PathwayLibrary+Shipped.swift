import CPathways
public import Directory

extension PathwayLibrary {
    /// The definitions that come with Helhet, from inside the binary.
    public static func shipped() throws(Mistakes) -> PathwayLibrary { try readOnce.get() }

    private static let readOnce = Result<PathwayLibrary, Mistakes> { () throws(Mistakes) in try read(shippedFiles) }

    /// Their text, for showing and for copying into a folder of one's own.
    public static var shippedFiles: [SourceFile] { ShippedFile.all(helhet_pathway_files) }
}
