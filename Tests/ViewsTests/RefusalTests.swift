import FHIR
import Testing
import Views

@testable import struct Views.View

@Suite("What is wrong with a view, or with what it is given") struct RefusalTests {
    struct Wrong: Sendable, CustomTestStringConvertible {
        var definition: String
        var kind: ViewError.Kind
        var path: String?
        var sentence: String

        init(_ definition: String, _ kind: ViewError.Kind, _ path: String?, _ sentence: String) {
            self.definition = definition
            self.kind = kind
            self.path = path
            self.sentence = sentence
        }

        /// Wrong in its selects.
        init(selects: String, _ kind: ViewError.Kind, _ path: String?, _ sentence: String) {
            self.init("{\"resource\":\"Patient\",\"select\":\(selects)}", kind, path, sentence)
        }

        var testDescription: String { "\(kind) at \(path ?? "nothing")" }
    }

    private static let id = #"{"name":"id","path":"id"}"#
    private static let select = "\"select\":[{\"column\":[\(id)]}]"

    @Test(
        "A definition that is wrong is refused before it runs, with its element and the remedy",
        arguments: [
            Wrong("[]", .noDefinition, "", "A ViewDefinition is a JSON object; this is none."),
            Wrong("{", .noDefinition, nil, ""),
            Wrong(
                #"{"resourceType":"Patient"}"#, .noDefinition, "resourceType",
                "The resourceType is not ViewDefinition. Send a ViewDefinition."),
            Wrong("{\(select)}", .missing, "resource", "The view does not say what it is over."),
            Wrong("{\"resource\":1,\(select)}", .malformed, "resource", "resource is no text."),
            Wrong("{\"resource\":\"patient\",\(select)}", .unknownType, "resource", "R4 has no such resource."),
            Wrong(
                "{\"resource\":\"Patient\",\"name\":\"my view\",\(select)}", .badName, "name",
                "The name is not one that every database takes."),
            Wrong(#"{"resource":"Patient"}"#, .missing, "select", "The view selects nothing."),
            Wrong(selects: "[]", .malformed, "select", "select is an empty array."),
            Wrong(selects: "{}", .malformed, "select", "select is no array."),
            Wrong(selects: "[1]", .malformed, "select[0]", "This is no object."),
            Wrong(selects: "[{}]", .missing, "select", "The view has no column."),
            Wrong(selects: #"[{"column":[{"path":"id"}]}]"#, .missing, "select[0].column[0].name", "The column has no name. Give it one."),
            Wrong(selects: #"[{"column":[{"name":"id"}]}]"#, .missing, "select[0].column[0].path", "The column has no path. Give it one."),
            Wrong(selects: #"[{"column":[{"name":"id","path":1}]}]"#, .malformed, "select[0].column[0].path", "path is no text."),
            Wrong(
                selects: #"[{"column":[{"name":"1d","path":"id"}]}]"#, .badName, "select[0].column[0].name",
                "The name is not one that every"),
            Wrong(
                selects: #"[{"column":[{"name":"å","path":"id"}]}]"#, .badName, "select[0].column[0].name", "The name is not one that every"
            ),
            Wrong(
                selects: #"[{"column":[{"name":"id","path":"id","collection":"yes"}]}]"#, .malformed, "select[0].column[0].collection",
                "collection is no boolean."),
            Wrong(
                selects: #"[{"column":[{"name":"id","path":"id","type":"text"}]}]"#, .unknownType, "select[0].column[0].type",
                "R4 has no such type."),
            Wrong(
                selects: #"[{"column":[{"name":"a","path":"active","type":"string"}]}]"#, .wrongType, "select[0].column[0].type",
                "The path gives a boolean. Give the column this type, or another path."),
            Wrong(
                selects: #"[{"column":[{"name":"n","path":"name.first()"}]}]"#, .wrongType, "select[0].column[0].path",
                "The path gives a HumanName, which has elements of its own."),
            Wrong(
                selects: "[{\"column\":[\(id)]},{\"select\":[{\"column\":[\(id)]}]}]", .duplicate, "select[1].select[0].column[0].name",
                "There are two columns of this name. Give each its own."),
            Wrong(
                selects: #"[{"forEach":"name","repeat":["name"],"column":[{"name":"u","path":"use"}]}]"#, .malformed, "select[0]",
                "The select has forEach and repeat. Leave one, and nest a select for another."),
            Wrong(
                selects: "[{\"foreach\":\"name\",\"column\":[\(id)]}]", .malformed, "select[0]",
                "There is a member whose name is nearly forEach."),
            Wrong(selects: "[{\"forEach\":1,\"column\":[\(id)]}]", .malformed, "select[0].forEach", "forEach is no text."),
            Wrong(selects: "[{\"repeat\":\"name\",\"column\":[\(id)]}]", .malformed, "select[0].repeat", "repeat is no array."),
            Wrong(selects: "[{\"repeat\":[1],\"column\":[\(id)]}]", .malformed, "select[0].repeat[0]", "The path is no text."),
            Wrong(
                selects: #"[{"unionAll":[{"column":[{"name":"a","path":"id"}]},{"column":[{"name":"b","path":"id"}]}]}]"#,
                .differingColumns,
                "select[0].unionAll[1]", "The branches of unionAll do not have the same columns."),
            Wrong(
                selects: #"[{"unionAll":[{"column":[{"name":"a","path":"id"}]},{"column":[{"name":"a","path":"id","collection":true}]}]}]"#,
                .differingColumns, "select[0].unionAll[1].column[0]", "The column has another type or collection than in the first branch"),
            Wrong(
                "{\"resource\":\"Patient\",\"where\":[{}],\(select)}", .missing, "where[0].path", "The condition has no path. Give it one."),
            Wrong(
                "{\"resource\":\"Patient\",\"where\":[{\"path\":\"name.family\"}],\(select)}", .wrongType, "where[0].path",
                "The condition gives no boolean."),
            Wrong(
                "{\"resource\":\"Patient\",\"constant\":[{\"name\":\"c\"}],\(select)}", .missing, "constant[0].value",
                "The constant has no value. Give it one, such as valueString."),
            Wrong(
                "{\"resource\":\"Patient\",\"constant\":[{\"name\":\"c\",\"valueCode\":\"a\",\"valueId\":\"a\"}],\(select)}", .malformed,
                "constant[0].value", "The constant has several values. Leave one of them."),
            Wrong(
                "{\"resource\":\"Patient\",\"constant\":[{\"name\":\"c\",\"valuePositiveInt\":0}],\(select)}", .constant,
                "constant[0].valuePositiveInt", "The value cannot be read as its type."),
            Wrong(
                "{\"resource\":\"Patient\",\"constant\":[{\"name\":\"c\",\"valueDate\":\"then\"}],\(select)}", .constant,
                "constant[0].valueDate",
                "The value cannot be read as its type."),
            Wrong(
                "{\"resource\":\"Patient\",\"constant\":[{\"name\":\"c\",\"valueQuantity\":{}}],\(select)}", .constant, "constant[0].value",
                "The value cannot be read as its type."),
            Wrong(
                "{\"resource\":\"Patient\",\"constant\":[{\"name\":\"resource\",\"valueCode\":\"a\"}],\(select)}", .badName,
                "constant[0].name",
                "%resource means something already. Give the constant another name."),
            Wrong(
                "{\"resource\":\"Patient\",\"constant\":[{\"name\":\"c\",\"valueCode\":\"a\"},{\"name\":\"c\",\"valueCode\":\"b\"}],\(select)}",
                .duplicate, "constant[1].name", "There are two constants of this name. Give each its own."),
        ]) func definitions(_ wrong: Wrong) throws
    {
        let refusal = try #require(throws: ViewRefusal.self) { try View(json: Array(wrong.definition.utf8)) }
        let problem = try #require(refusal.problems.first)
        #expect(problem.kind == wrong.kind)
        #expect(problem.path == wrong.path)
        #expect(problem.message.hasPrefix(wrong.sentence), "\(problem.message)")
        #expect(problem.message.hasSuffix("."))
        #expect(refusal.problems.count == 1, "\(refusal)")
    }

    @Test("Everything that is wrong is said at once") func several() throws {
        let definition = #"{"resource":"Nothing","select":[{"column":[{"path":"id"},{"name":"a b","path":"id"}]}]}"#
        let refusal = try #require(throws: ViewRefusal.self) { try View(json: Array(definition.utf8)) }
        #expect(refusal.problems.map(\.kind) == [.unknownType, .missing, .badName])
    }

    @Test(
        "A path that is wrong is refused with the place in it",
        arguments: [
            (#"[{"column":[{"name":"id","path":"name.("}]}]"#, "select[0].column[0].path"),
            (#"[{"forEach":"@@","column":[{"name":"id","path":"id"}]}]"#, "select[0].forEach"),
            (#"[{"column":[{"name":"id","path":"nosuchthing"}]}]"#, "select[0].column[0].path"),
            (#"[{"forEach":"name","column":[{"name":"id","path":"birthDate"}]}]"#, "select[0].column[0].path"),
            (#"[{"column":[{"name":"id","path":"id.frobnicate()"}]}]"#, "select[0].column[0].path"),
        ]) func expressions(_ selects: String, _ path: String) throws
    {
        let refusal = try #require(throws: ViewRefusal.self) { try Sample.view(selects) }
        let problem = try #require(refusal.problems.first)
        #expect(problem.kind == .expression)
        #expect(problem.path == path)
        #expect(problem.position != nil)
    }

    @Test("A constant that is not defined is refused where it stands") func undefinedConstant() throws {
        let refusal = try #require(throws: ViewRefusal.self) {
            try Sample.view(#"[{"column":[{"name":"id","path":"id = %mine /* %yours */ and\n id = '%his'"}]}]"#)
        }
        #expect(refusal.problems.count == 1)
        #expect(refusal.problems.first?.kind == .constant)
        #expect(refusal.problems.first?.position == ViewError.Position(line: 1, column: 6))
        #expect(refusal.description.hasPrefix("select[0].column[0].path, 1:6: There is no constant of this name."))
    }

    @Test("What a path defines itself, and what FHIRPath defines, is no constant") func definedVariables() throws {
        #expect(
            try Sample.rows(
                #"[{"column":[{"name":"v","path":"defineVariable('n', id).select(%n)"},{"name":"r","path":"%resource.id"}]}]"#,
                of: [Sample.ada])
                == ["a,a"])
    }

    @Test(
        "A resource that gives what the view does not allow stops it",
        arguments: [
            (
                #"[{"column":[{"name":"g","path":"name.given"}]}]"#, ViewError.Kind.severalValues,
                "A resource has several values for this column."
            ),
            (
                #"[{"column":[{"name":"g","path":"iif(active, 'x', 1)","type":"integer"}]}]"#, .wrongType,
                "The column gave a text, which is not of its type."
            ),
            (
                #"[{"column":[{"name":"g","path":"iif(active, name.first(), gender)"}]}]"#, .wrongType,
                "The column gave a value with elements of its own, and has no type."
            ),
            (
                #"[{"forEach":"name","column":[{"name":"g","path":"iif(true, getResourceKey())"}]}]"#, .evaluation,
                "getResourceKey() is asked of something that is no resource."
            ),
            (#"[{"repeat":["$this"],"column":[{"name":"g","path":"id"}]}]"#, .endless, "The repeat feeds itself"),
            (#"[{"repeat":["name","%resource.name"],"column":[{"name":"g","path":"use"}]}]"#, .endless, "The repeat feeds itself"),
            (
                #"[{"repeat":["iif($this is Patient, 1, $this + 1)"],"column":[{"name":"g","path":"1"}]}]"#, .endless,
                "The repeat feeds itself"
            ),
        ]) func running(_ selects: String, _ kind: ViewError.Kind, _ sentence: String) throws
    {
        let view = try Sample.view(selects)
        let error = try #require(throws: ViewError.self) { try Sample.rows(view, [Sample.ada]) }
        #expect(error.kind == kind)
        #expect(error.message.hasPrefix(sentence), "\(error.message)")
        #expect(error.path?.hasPrefix("select[0].") == true)
        #expect(!error.message.contains("Ada"))
    }

    @Test("A condition that gives something else than a boolean stops the view") func condition() throws {
        let view = try Sample.view(#"[{"column":[{"name":"id","path":"id"}]}]"#, #""where":[{"path":"iif(true, id)"}],"#)
        let error = try #require(throws: ViewError.self) { try Sample.rows(view, [Sample.ada]) }
        #expect(error.kind == .wrongType)
        #expect(error.path == "where[0].path")
    }

    @Test("One resource may not give rows without end") func limits() throws {
        var view = try Sample.view(#"[{"forEach":"name","column":[{"name":"u","path":"use"}]}]"#)
        view.limits.rows = 1
        let error = try #require(throws: ViewError.self) { try Sample.rows(view, [Sample.ada]) }
        #expect(error.kind == .tooLarge)
        #expect(error.message.hasPrefix("One resource gives more than 1 rows."))
        var deep = try Sample.view(#"[{"repeat":["item"],"column":[{"name":"l","path":"linkId"}]}]"#, resource: "QuestionnaireResponse")
        deep.limits.repeatItems = 3
        #expect(throws: ViewError.self) { try Sample.rows(deep, [Sample.answers]) }
    }
}
