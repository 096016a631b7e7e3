import FHIR

/// What an answer says about itself: https://hl7.org/fhir/R4/operationoutcome.html
enum OperationOutcome {
    static func of(_ problem: Problem) -> [UInt8] {
        write(
            ([problem] + problem.others).map { problem in
                Issue(severity: problem.kind.severity, code: problem.kind.issueCode, text: problem.message, path: problem.path)
            })
    }

    /// That all went well, for `Prefer: return=OperationOutcome`.
    static func done(_ text: String) -> [UInt8] {
        write([.information(text)])
    }

    struct Issue: Sendable {
        var severity: String
        var code: String
        var text: String
        var path: String?

        static func warning(_ code: String, _ text: String) -> Issue { Issue(severity: "warning", code: code, text: text) }
        static func information(_ text: String) -> Issue { Issue(severity: "information", code: "informational", text: text) }
    }

    static func write(_ issues: [Issue]) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("resourceType", "OperationOutcome")
            writer.array("issue") { writer in
                for issue in issues {
                    writer.object { writer in
                        writer.field("severity", issue.severity)
                        writer.field("code", issue.code)
                        writer.field("diagnostics", issue.text)
                        if let path = issue.path {
                            writer.array("expression") { $0.value(path) }
                        }
                    }
                }
            }
        }
        return writer.bytes
    }
}
