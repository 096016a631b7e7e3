import Directory
import FHIR
import Foundation
import Testing

@testable import Pathways

@Suite("The definitions that come with Helhet") struct ShippedTests {
    static var stay: SourceFile {
        get throws { try #require(PathwayLibrary.shippedFiles.first { $0.name.hasSuffix("hospital-stay.yaml") }) }
    }

    @Test("are without mistakes and inside the binary as they are in the folder") func embedded() throws {
        let library = try PathwayLibrary.shipped()
        #expect(
            library.definitions.filter(\.municipalities.isEmpty).map(\.id) == [
                "acute-psychiatry", "admission-alternatives", "cancer-breast", "cancer-colorectal", "cancer-lymphoma", "cancer-testicular",
                "cancer-thyroid",
                "copd",
                "extended-responsibility-72h", "follow-home-and-early-visit", "frail-older-citizen", "hip-fracture", "home-after-discharge",
                "hospital-stay", "mental-health-and-addiction", "pregnant-with-substance-use", "sepsis", "stemi", "stroke", "trauma",
                "unplanned-need",
            ])
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        for file in PathwayLibrary.shippedFiles + ScoreLibrary.shippedFiles {
            #expect(try String(contentsOf: root.appending(path: file.name), encoding: .utf8) == file.text)
        }
    }

    @Test("say of every deadline and price who decided it and where that is written") func sources() throws {
        for definition in try PathwayLibrary.shipped().definitions {
            let bases = definition.steps.flatMap { $0.deadlines.map(\.basis) } + definition.prices.flatMap { $0.table.map(\.basis) }
            #expect(!bases.isEmpty)
            #expect(bases.allSatisfy { $0.source.count > 10 })
        }
    }

    @Test("have the Norwegian day price of each year", arguments: [(2014, 4255), (2019, 4885), (2024, 5745), (2026, 5745)])
    func price(_ year: Int, amount: Int) throws {
        let price = try #require(try ShippedContent.definition("hospital-stay").price("waiting-day"))
        let day = try #require(Day(year: year, month: 6, day: 1))
        #expect(price.row(on: day)?.amounts.first?.amount == amount)
        #expect(price.row(on: day)?.basis.kind == .nationalRule)
    }

    @Test("choose the version by the day on which a stay begins, and keep it") func versions() throws {
        let text = try Self.stay.text
        let version = try ShippedContent.definition("hospital-stay").version
        let first = SourceFile(name: "1.yaml", text: text)
        let next = text.replacing("version: \"\(version)\"", with: "version: next")
        let second = SourceFile(name: "2.yaml", text: next.replacing("\nfrom: 2012-01-01", with: "\nfrom: 2026-03-01"))
        let library = try PathwayLibrary.read([second, first])
        #expect(library.definition("hospital-stay", on: try #require(Day("2026-02-28")))?.version == version)
        #expect(library.definition("hospital-stay", on: try #require(Day("2026-03-01")))?.version == "next")
        #expect(library.definition("hospital-stay", on: try #require(Day("2001-01-01")))?.version == version)
        #expect(throws: Mistakes.self) { try PathwayLibrary.read([first, first]) }
    }

    @Test("give way to those of a folder with the same id") func folder() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pathways-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let version = try ShippedContent.definition("hospital-stay").version
        let own = try Self.stay.text.replacing("version: \"\(version)\"", with: "version: own")
        try own.write(to: folder.appending(path: "stay.yaml"), atomically: true, encoding: .utf8)
        try MistakeTests.good.write(to: folder.appending(path: "visit.yml"), atomically: true, encoding: .utf8)
        let library = try PathwayLibrary.read(folder: folder.path)
        #expect(
            library.definitions.filter { ["hospital-stay", "visit"].contains($0.id) }.map { "\($0.id) \($0.version)" } == [
                "hospital-stay own", "visit 1",
            ])
        #expect(
            library.definitions.count == PathwayLibrary.shippedFiles.count + 1
                && library.definitions.contains { !$0.municipalities.isEmpty })
        #expect(throws: Mistakes.self) { try PathwayLibrary.read(folder: folder.path + "/none") }
    }
}
