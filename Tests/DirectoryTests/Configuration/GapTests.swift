import Directory
import Testing

@Suite("What is well written and most often not meant") struct GapTests {
    static func gaps(_ text: String, _ files: (name: String, text: String)...) throws -> [String] {
        let configuration = try Configuration.read(text)
        let directory = try Directory.read(
            files.map { SourceFile(name: $0.name, text: $0.text) }, unknownParties: configuration.unknownParties)
        return configuration.gaps(in: directory).map(\.description)
    }

    static let parts = (name: "p.yaml", text: "parts:\n  - {for: large, part: endpoint}\n")
    static let organisations = (name: "o.csv", text: Fixture.organisations)

    @Test("is nothing without a directory, which learns everybody, and with one that has parts") func none() throws {
        #expect(try Self.gaps("port: 1\n").isEmpty)
        #expect(try Self.gaps("production: true\ndirectory: [o.csv, p.yaml]\n", Self.organisations, Self.parts).isEmpty)
    }

    @Test("is a directory without parts") func noParts() throws {
        let told = """
            The files of the directory have no parts: the hub answers for none of their organisations, and refuses what comes for them. \
            Write a list "parts" in one of the files or one more, for instance with "- {for: danish, part: endpoint}".
            """
        #expect(try Self.gaps("port: 1\ndirectory: [o.csv]\n", Self.organisations) == ["helhet.yaml:2: \(told)"])
    }

    @Test("is a hub that refuses unknown parties and knows nobody", arguments: ["production: true\n", "unknown-parties: refuse\n"])
    func nobody(_ text: String) throws {
        let told = "The hub knows nobody, and refuses every letter. Name files with organisations and parts under \"directory\"."
        #expect(try Self.gaps("port: 1\n\(text)") == ["helhet.yaml:2: \(told)"])
    }

    @Test("is a go-live of nobody, or of a unit") func goLive() throws {
        func gaps(_ id: String, _ more: String = "") throws -> [String] {
            try Self.gaps(
                "\(more)go-live:\n  hospital: 2026-01-01T00:00:00Z\n  \(id): 2026-01-01T00:00:00Z\n", Self.organisations, Self.parts)
        }
        let told = "is no organisation of the directory, so its instant holds for nobody"
        #expect(try gaps("larg") == ["helhet.yaml:3: \"go-live\": \"larg\" \(told). Write \"large\"."])
        #expect(
            try gaps("elsewhere") == [
                "helhet.yaml:3: \"go-live\": \"elsewhere\" \(told). Add it to the files of the directory, or take it away."
            ])
        #expect(
            try gaps("ward") == [
                "helhet.yaml:3: \"go-live\": \"ward\" is a unit of \"hospital\", whose own instant holds for it. Write \"hospital\"."
            ])
        #expect(try gaps("her:999").isEmpty)
        #expect(try gaps("her:999", "unknown-parties: refuse\n").count == 1)
    }

    @Test("is a way to an address that nobody has, where nobody is learned") func delivery() throws {
        let text = "delivery:\n  her:100: out/large\n  her:999: out/nobody\n"
        #expect(try Self.gaps(text, Self.organisations, Self.parts).isEmpty)
        #expect(
            try Self.gaps("unknown-parties: refuse\n" + text, Self.organisations, Self.parts) == [
                "helhet.yaml:4: \"delivery\": nobody in the directory has the address her:999. "
                    + "Give it to an organisation in the files of the directory, or correct it."
            ])
    }
}
