import FHIR
import HTTPTypes

/// The answer to a batch or transaction: an entry for each request, in the order in which they were sent.
enum BundleAnswer {
    static func answer(_ type: String, _ answers: [Result<Answer, Problem>], to requests: [BundleRequest]) -> Answer {
        var answer = Answer(.ok, .resource(write(type, answers)))
        answer.sights = answers.flatMap { (try? $0.get())?.sights ?? [] }
        let methods = Dictionary(grouping: requests, by: \.call.method.rawValue).mapValues(\.count)
        answer.shape = methods.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "&")
        return answer
    }

    private static func write(_ type: String, _ answers: [Result<Answer, Problem>]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("resourceType", "Bundle")
            writer.field("type", type)
            guard !answers.isEmpty else { return }
            writer.array("entry") { writer in
                for answer in answers {
                    writer.object { writer in
                        switch answer {
                        case .success(let answer): write(answer, &writer)
                        case .failure(let problem): write(problem, &writer)
                        }
                    }
                }
            }
        }
        return writer.bytes
    }

    private static func write(_ answer: Answer, _ writer: inout JSONWriter) {
        if case .resource(let json) = answer.content { writer.raw("resource", json) }
        writer.object("response") { writer in
            writer.field("status", "\(answer.status.code) \(answer.status.reasonPhrase)")
            writer.field("location", answer.location)
            writer.field("etag", answer.version.map(EntityTag.of))
            writer.field("lastModified", answer.updated?.description)
        }
    }

    private static func write(_ problem: Problem, _ writer: inout JSONWriter) {
        writer.object("response") { writer in
            writer.field("status", "\(problem.kind.status.code) \(problem.kind.status.reasonPhrase)")
            writer.raw("outcome", OperationOutcome.of(problem))
        }
    }
}
