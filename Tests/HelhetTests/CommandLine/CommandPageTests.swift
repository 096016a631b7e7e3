import Foundation
import Running
import Testing

@Suite("The page of commands") struct CommandPageTests {
    /// What the program itself says: the long names of the options of each command that does something.
    static func options() async throws -> [String: Set<String>] {
        let program = try Program()
        defer { program.remove() }
        let dumped = try await program.run("--experimental-dump-help")
        #expect(dumped.code == 0, "\(dumped.narration)")
        let tree = try #require(try JSONSerialization.jsonObject(with: Data(dumped.output.utf8)) as? [String: Any])
        var found: [String: Set<String>] = [:]
        collect(try #require(tree["command"] as? [String: Any]), below: [], into: &found)
        return found
    }

    private static func collect(_ command: [String: Any], below: [String], into found: inout [String: Set<String>]) {
        guard let name = command["commandName"] as? String, name != "help" else { return }
        let path = below + [name]
        let subcommands = (command["subcommands"] as? [[String: Any]] ?? []).filter { $0["commandName"] as? String != "help" }
        if subcommands.isEmpty {
            let names = (command["arguments"] as? [[String: Any]] ?? []).flatMap { $0["names"] as? [[String: Any]] ?? [] }
            found[path.joined(separator: " ")] = Set(names.compactMap { $0["name"] as? String }).subtracting(["help", "h"])
        }
        for subcommand in subcommands { collect(subcommand, below: path, into: &found) }
    }

    /// What the page says.
    static func page() throws -> [String: Set<String>] {
        let shared: [(name: Substring, options: Set<String>)] = [
            ("store options", ["config", "store", "at"]),
            ("whose", ["country", "citizens", "seed", "year", "municipality", "area", "rates", "workers"]),
        ]
        let text = try String(contentsOf: Program.root.appending(path: "Documentation/commands.md"), encoding: .utf8)
        for option in shared.flatMap(\.options) { #expect(text.contains("`--\(option) "), "--\(option) is not explained") }
        var found: [String: Set<String>] = [:]
        var command = ""
        for line in text.replacing("\\|", with: "/").split(separator: "\n") where line.hasPrefix("|") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 5 else { continue }
            if cells[1].hasPrefix("`helhet ") {
                command = cells[1].dropFirst().split { $0 == " " || $0 == "`" }
                    .prefix { $0.allSatisfy { $0.isLowercase || $0 == "-" } }.joined(separator: " ")
            } else if !cells[1].isEmpty {
                continue
            }
            found[command, default: []].formUnion(cells[2].matches(of: /--([a-z-]+)/).map { String($0.output.1) })
            for (name, options) in shared where cells[2] == name { found[command, default: []].formUnion(options) }
        }
        return found
    }

    @Test("names every command and every option that there is, and no other") func complete() async throws {
        let (page, program) = (try Self.page(), try await Self.options())
        #expect(program.count > 20)
        #expect(Set(page.keys) == Set(program.keys))
        for (command, options) in program { #expect(page[command] == options, "\(command)") }
    }
}
