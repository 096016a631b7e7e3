import FHIR
import Foundation
import Journal
import JournalSQLite

/// A sample of the searches that are measured beside a plain scan: every resource of the type is compared with what was asked.
struct SearchScan {
    var server: Server
    var path: String
    var shapes: [SearchShapes.Shape]

    private struct Question: Sendable {
        var name: String
        var type: String
        var criteria: [Criterion]
        /// What the hub found, by index.
        var found: Int
        /// What the scan found.
        var scanned = 0
    }

    /// Says what differs, and how many were compared. The store is read beside the hub, which takes nothing meanwhile.
    func run() async throws {
        let journal = try JournalSQLite.open(path: path)
        var questions = try ask(journal.searchParameters)
        var resources = 0
        for type in Set(questions.map(\.type)).sorted() {
            var after: String?
            repeat {
                var search = Search(type: type)
                (search.after, search.limit) = (after, 500)
                let (asked, known) = (search, questions)
                let (hits, next, count) = try await journal.read { reader in
                    let page = try reader.search(asked)
                    let parameters = journal.searchParameters
                    let hits = try known.map { question in
                        guard question.type == asked.type else { return 0 }
                        let criteria = try question.criteria.map { try parameters.resolved($0, in: reader) }
                        return try page.resources.count { stored in
                            try criteria.allSatisfy { try parameters.matches($0, stored, in: reader) }
                        }
                    }
                    return (hits, page.next, page.resources.count)
                }
                for place in questions.indices { questions[place].scanned += hits[place] }
                resources += count
                after = next
            } while after != nil
        }
        try await journal.close()
        let wrong = questions.filter { $0.found != $0.scanned }
        for question in wrong { say("!! \(question.name): found \(question.found), a scan finds \(question.scanned)") }
        let matches = questions.reduce(0) { $0 + $1.scanned }
        say(
            "a sample of \(questions.count) searches beside a scan of \(resources) resources: \(wrong.count) differ, \(matches) matches in all"
        )
    }

    /// One question of each kind, with the number that the hub answers.
    private func ask(_ parameters: SearchParameters) throws -> [Question] {
        let connection = try server.connection()
        var dice = Dice(31)
        var questions: [Question] = []
        for shape in shapes {
            let target = shape.target(&dice)
            let parts = target.dropFirst("/fhir/".count).split(separator: "?", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            let pairs = parts[1].split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
                .filter { $0.count == 2 && !["_count", "_sort", "_include", "_revinclude"].contains($0[0]) }
            let query = pairs.map { $0.joined(separator: "=") }.joined(separator: "&")
            let status = try connection.request("GET", "/fhir/\(parts[0])?\(query)&_summary=count").status
            guard status == 200, let total = try Resource(json: Array(connection.body)).root["total"]?.int else {
                say("!! \(shape.name) was refused with \(status)")
                continue
            }
            let criteria = try pairs.map { pair in
                try parameters.criterion(
                    pair[0], pair[1].removingPercentEncoding ?? pair[1], of: parts[0], base: "http://127.0.0.1:\(server.port)/fhir")
            }
            questions.append(Question(name: shape.name, type: parts[0], criteria: criteria, found: total))
        }
        return questions
    }
}
