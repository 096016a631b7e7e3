import FHIR
import Foundation
import Testing

@testable import Population

@Suite("A population in a folder") struct GenerationTests {
    static func folder() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("population-\(UUID().uuidString)").path
    }

    static func generation(_ path: String, room: Int? = nil, seed: UInt64 = 1, network: Network = .ideal) throws -> Generation {
        var folder = Folder(path: path)
        folder.room = room.map { Folder.Room($0) }
        let order = PopulationOrder(.norway, citizens: 3_500, seed: seed, only: ["4601"], network: network)
        return try Generation(order, rates: try Rates(of: .norway), text: Rates.shipped(.norway), folder: folder)
    }

    /// Every file and what is in it.
    static func contents(_ path: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
            if !isFolder.boolValue { contents[name] = FileManager.default.contents(atPath: "\(path)/\(name)") }
        }
        return contents
    }

    @Test("is the same with one worker and with several") func workers() async throws {
        let (one, two) = (Self.folder(), Self.folder())
        for (path, workers) in [(one, 1), (two, 3)] {
            let generation = try Self.generation(path)
            try generation.prepare(again: false)
            let progress = try await generation.run(workers: workers) { _ in }
            #expect(progress.citizens == generation.letters.lives.residents.total)
            #expect(progress.letters > 1_000)
        }
        #expect(try Self.contents(one) == Self.contents(two))
        let names = Set(try Self.contents(one).keys)
        for name in [
            "population.txt", "rates.yaml", "organisations.csv", "parts.csv", "helhet.yaml", "letters/000000.tar",
            "resources/000003.ndjson",
        ] {
            #expect(names.contains(name), "\(name)")
        }
    }

    @Test("is not written over unless that is asked for") func twice() async throws {
        let path = Self.folder()
        let generation = try Self.generation(path)
        try generation.prepare(again: false)
        _ = try await generation.run(workers: 2) { _ in }
        let same = try #require(throws: PopulationError.self) { try Self.generation(path).prepare(again: false) }
        #expect(same.kind == .taken && same.message.contains("holds this population already"))
        let other = try #require(throws: PopulationError.self) { try Self.generation(path, seed: 2).prepare(again: false) }
        #expect(other.kind == .taken && other.message.contains("another population"))
        try Self.generation(path, seed: 2).prepare(again: true)
        #expect(try Self.contents(path).keys.contains { $0.hasSuffix(".tar") } == false)
        let strange = Self.folder()
        try FileManager.default.createDirectory(atPath: strange, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: strange + "/thesis.txt"))
        let theirs = try #require(throws: PopulationError.self) { try Self.generation(strange).prepare(again: true) }
        #expect(theirs.message.contains("holds other files"))
        #expect(try Self.contents(strange).count == 1)
    }

    @Test("stops cleanly when the disk is full, and goes on when there is room") func full() async throws {
        let path = Self.folder()
        let small = try Self.generation(path, room: 12_000_000)
        try small.prepare(again: false)
        let error = await #expect(throws: PopulationError.self) { try await small.run(workers: 2) { _ in } }
        #expect(error?.kind == .disk)
        #expect(error?.message == "The disk is full. Make room and run the same command again: it goes on where it stopped.")
        let left = try Self.contents(path)
        #expect(!left.keys.contains { $0.hasSuffix(".partial") })
        #expect(left["population.txt"].map { String(decoding: $0, as: UTF8.self).contains("state begun") } == true)
        let again = try Self.generation(path)
        try again.prepare(again: false)
        let progress = try await again.run(workers: 2) { _ in }
        #expect(progress.found == left.keys.count { $0.hasSuffix(".tar") })
        let whole = Self.folder()
        let fresh = try Self.generation(whole)
        try fresh.prepare(again: false)
        _ = try await fresh.run(workers: 1) { _ in }
        #expect(try Self.contents(path) == Self.contents(whole))
    }

    @Test("is resources alone, or the services alone, when that is asked for") func parts() async throws {
        let path = Self.folder()
        let order = PopulationOrder(.denmark, citizens: 2_200, seed: 1, only: ["851"], withLetters: false)
        let rates = try Rates(of: .denmark)
        let generation = try Generation(order, rates: rates, text: Rates.shipped(.denmark), folder: Folder(path: path))
        try generation.prepare(again: false)
        let progress = try await generation.run(workers: 2) { _ in }
        #expect(progress.letters == 0 && progress.bytes > 1_000_000)
        #expect(try Self.contents(path).keys.filter { $0.hasPrefix("letters") }.isEmpty)
        let whole = try #require(throws: PopulationError.self) { try generation.prepare(again: false) }
        #expect(whole.message.contains("holds this population already"))
        let other = Self.folder()
        let services = PopulationOrder(.denmark, citizens: 2_200, seed: 1, only: ["851"], withLetters: false, withResources: false)
        let second = try Generation(services, rates: rates, text: Rates.shipped(.denmark), folder: Folder(path: other))
        try second.prepare(again: false)
        #expect(try await second.run(workers: 2) { _ in }.citizens == 0)
        let names = Set(try Self.contents(other).keys)
        #expect(names == ["population.txt", "rates.yaml", "organisations.csv", "parts.csv", "helhet.yaml"])
    }

    @Test("holds letters that tar unpacks, and resources that are FHIR") func read() async throws {
        let path = Self.folder()
        let generation = try Self.generation(path, network: .real)
        try generation.prepare(again: false)
        _ = try await generation.run(workers: 2) { _ in }
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tar.arguments = ["tar", "-xf", "\(path)/letters/000001.tar", "-C", path]
        try tar.run()
        tar.waitUntilExit()
        #expect(tar.terminationStatus == 0)
        let days = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix("20") }
        #expect(days.count > 200)
        let lines = String(decoding: try #require(FileManager.default.contents(atPath: "\(path)/resources/000001.ndjson")), as: UTF8.self)
        var types: [String: Int] = [:]
        for line in lines.split(separator: "\n") {
            let resource = try Resource(json: Array(line.utf8))
            types[resource.type, default: 0] += 1
        }
        #expect(types["Patient"] == 1000)
        for type in ["RelatedPerson", "Condition", "Encounter"] { #expect(types[type, default: 0] > 20, "\(type)") }
    }
}
