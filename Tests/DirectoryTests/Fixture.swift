import Directory
import FHIR
import Testing

/// Short ways to say what a test is about.
enum Fixture {
    static func instant(_ text: String) throws -> Instant { try #require(Instant(text)) }

    static func day(_ text: String) throws -> Day { try #require(Day(text)) }

    static func her(_ value: String) -> Address { Address(scheme: .her, value: value) }

    static func read(_ csv: String, _ more: (name: String, text: String)..., merging older: Directory? = nil) throws -> Directory {
        let files = [SourceFile(name: "o.csv", text: csv)] + more.map { SourceFile(name: $0.name, text: $0.text) }
        return try Directory.read(files, merging: older)
    }

    /// What is wrong with files, as an operator reads it.
    static func mistakes(_ files: (name: String, text: String)...) -> [Mistake] {
        do {
            _ = try Directory.read(files.map { SourceFile(name: $0.name, text: $0.text) }, letterTypes: ["letter-a", "letter-b"])
            return []
        } catch {
            return error.list
        }
    }

    /// A small municipality that becomes part of a larger one at new year 2026, with a hospital that serves both.
    static let organisations = """
        id,name,roles,country,municipality,serves,parent,addresses,from,to,successor
        large,Large kommune,municipality,no,no:9901,,,her:100,,,
        small,Small kommune,municipality,no,no:9902,,,her:200,,2025-12-31,large
        nurses,Nurses of Small,home-care,no,no:9902,,small,her:201,,2025-12-31,
        nurses,Nurses North,home-care,no,no:9901,,large,her:201,2026-01-01,,
        home,Plejecenter,nursing-home,no,no:9901,,large,her:101,,,
        hospital,The hospital,hospital,no,no:9901,no:9901 no:9902,,her:300,,,
        ward,Ward 3,hospital,no,no:9901,,hospital,her:301,,,
        doctor-a,Practice A,general-practice,no,no:9901,,,her:400,,,
        doctor-b,Practice B,general-practice,no,no:9901,,,her:401,,,
        danish,Danish kommune,municipality,dk,dk:991,,,sor:999999999000101 gln:9520000001018,2024-01-01,,
        """
}
