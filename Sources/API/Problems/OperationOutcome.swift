import FHIR

/// What an answer says about itself: https://hl7.org/fhir/R4/operationoutcome.html
enum OperationOutcome {
    static func of(_ problem: Problem) -> [UInt8] {
        write(severity: problem.kind.severity, code: problem.kind.issueCode, text: problem.message, path: problem.path)
    }

    /// That all went well, for `Prefer: return=OperationOutcome`.
    static func done(_ text: String) -> [UInt8] {
        write(severity: "information", code: "informational", text: text, path: nil)
    }

    static func warning(_ text: String) -> [UInt8] {
        write(severity: "warning", code: "not-supported", text: text, path: nil)
    }

    private static func write(severity: String, code: String, text: String, path: String?) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("resourceType", "OperationOutcome")
            writer.array("issue") { writer in
                writer.object { writer in
                    writer.field("severity", severity)
                    writer.field("code", code)
                    writer.field("diagnostics", text)
                    if let path {
                        writer.array("expression") { $0.value(path) }
                    }
                }
            }
        }
        return writer.bytes
    }
}
