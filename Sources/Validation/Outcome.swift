public import FHIR

extension Resource {
    /// An OperationOutcome that tells these problems, with line and column. https://hl7.org/fhir/R4/operationoutcome.html
    ///
    /// An empty list becomes one information, since an OperationOutcome has at least one issue.
    public static func outcome(of problems: [Problem], in resource: Resource) -> Resource {
        var places = TextPlaces(resource.bytes)
        return Resource.build("OperationOutcome") { json in
            json.array("issue") { json in
                if problems.isEmpty {
                    json.object { json in
                        json.field("severity", Problem.Severity.information.rawValue)
                        json.field("code", Problem.Code.informational.rawValue)
                        json.object("details") { $0.field("text", "No problems were found.") }
                    }
                }
                for problem in problems {
                    json.object { json in problem.write(to: &json, places.place(of: problem.offset)) }
                }
            }
        }
    }
}

extension Problem {
    /// Line and column of the problem in the JSON of `resource`, both from 1, the column in characters.
    public func place(in resource: Resource) -> (line: Int, column: Int) {
        var places = TextPlaces(resource.bytes)
        return places.place(of: offset)
    }

    fileprivate func write(to json: inout JSONWriter, _ place: (line: Int, column: Int)) {
        json.array("extension") { json in
            for (name, value) in [("line", place.line), ("col", place.column)] {
                json.object { json in
                    json.field("url", "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-\(name)")
                    json.field("valueInteger", value)
                }
            }
        }
        json.field("severity", severity.rawValue)
        json.field("code", code.rawValue)
        json.object("details") { $0.field("text", message) }
        json.field("diagnostics", "Rule: \(rule)")
        json.array("expression") { $0.value(location) }
    }
}
