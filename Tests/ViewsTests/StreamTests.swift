import FHIR
import Testing
import Views

@Suite("Reading lines and writing rows") struct StreamTests {
    private static let two = #"[{"column":[{"name":"id","path":"id"},{"name":"text","path":"name.text"}]}]"#

    private static func patient(_ text: String) -> String { #"{"resourceType":"Patient","id":"a","name":[{"text":\#(text)}]}"# }

    private func written(_ format: RowFormat, _ resources: [String], selects: String = two) throws -> String {
        let out = Sink()
        var input = [Array(resources.joined(separator: "\n").utf8)]
        let count = try Sample.view(selects).write(format, of: { input.popLast() }, to: out.take)
        #expect(count.resources == resources.count)
        return out.text
    }

    @Test(
        "A field of CSV is in quotation marks where it must be",
        arguments: [
            (#""plain""#, "plain"), (#""a,b""#, #""a,b""#), (#""a \"b\"""#, #""a ""b""""#), (#""a\nb""#, "\"a\nb\""),
            (#""a\rb""#, "\"a\rb\""),
            (#""Pr\u00f8ve""#, "Prøve"), (#""""#, #""""#),
        ]) func csv(_ json: String, _ field: String) throws
    {
        #expect(try written(.csv, [Self.patient(json)]) == "id,text\r\na,\(field)\r\n")
    }

    @Test("CSV has its line of names where there are no rows, and an only field that is null is no empty line") func csvEdges() throws {
        #expect(try written(.csv, []) == "id,text\r\n")
        #expect(try written(.csv, [Sample.nobody], selects: #"[{"column":[{"name":"id","path":"id"}]}]"#) == "id\r\n\"\"\r\n")
    }

    @Test("JSON has every column in every row, and texts as they stand in the resource") func json() throws {
        let text = #""a \"b\" \u00f8 \\ \/""#
        #expect(
            try written(.ndjson, [Self.patient(text), Sample.nobody]) == "{\"id\":\"a\",\"text\":\(text)}\n{\"id\":null,\"text\":null}\n")
        #expect(try written(.json, [Sample.nobody, Sample.nobody]) == "[\n{\"id\":null,\"text\":null},\n{\"id\":null,\"text\":null}\n]\n")
        #expect(try written(.json, []) == "[]\n")
        let made = try written(.ndjson, [Self.patient(text)], selects: #"[{"column":[{"name":"t","path":"name.text + '\\n\\t\\u0001'"}]}]"#)
        #expect(try Document(json: Array(made.utf8)).root["t"]?.text == "a \"b\" ø \\ /\n\t\u{1}")
    }

    @Test("Lines are the same however the input is cut", arguments: [1, 2, 7, 64, 100_000]) func pieces(_ size: Int) throws {
        let input = Array(([Sample.nobody, "", "\r", Sample.nobody + "\r", " "].joined(separator: "\n") + "\n" + Sample.nobody).utf8)
        var lines = ResourceLines()
        var numbers: [Int] = []
        var rest = input[...]
        while !rest.isEmpty {
            try lines.read(rest.prefix(size)) { resource, line in
                #expect(resource.type == "Patient")
                numbers.append(line)
            }
            rest = rest.dropFirst(size)
        }
        try lines.finish { numbers.append($1) }
        #expect(numbers == [1, 4, 6])
    }

    @Test(
        "A line that is no resource is refused with its number",
        arguments: [("{}", "The resource does not say what it is."), ("{\"a\":", "")])
    func noResource(_ line: String, _ sentence: String) throws {
        var lines = ResourceLines()
        try lines.read(Array("\(Sample.nobody)\n".utf8)) { _, _ in }
        let error = try #require(throws: ViewError.self) { try lines.read(Array("\n\(line)\n".utf8)) { _, _ in } }
        #expect(error.kind == .noResource)
        #expect(error.inputLine == 3)
        #expect(error.message.hasPrefix(sentence))
        #expect(error.description.hasPrefix("line 3 of the input: "))
    }

    @Test("A line that is too long is refused with its number before it has all been read") func tooLong() throws {
        var lines = ResourceLines(maximumLineBytes: 100)
        try lines.read(Array("\(Sample.nobody)\n".utf8)) { _, _ in }
        try lines.read(Array(repeating: 0x20, count: 90)) { _, _ in }
        let error = try #require(throws: ViewError.self) { try lines.read(Array(repeating: 0x20, count: 90)) { _, _ in } }
        #expect(error.kind == .tooLarge)
        #expect(error.inputLine == 2)
        #expect(error.message.hasPrefix("The line has more than 100 bytes."))
    }

    @Test("A value that a view does not allow is refused with the line of the resource") func wrongLine() throws {
        let view = try Sample.view(#"[{"column":[{"name":"g","path":"name.given"}]}]"#)
        var input = [Array((Sample.nobody + "\n" + Sample.ada.replacing("\n", with: "")).utf8)]
        let error = try #require(throws: ViewError.self) { try view.write(.csv, of: { input.popLast() }, to: { _ in }) }
        #expect(error.kind == .severalValues)
        #expect(error.inputLine == 2)
    }

    @Test("An input of any size goes through with few rows in memory", arguments: RowFormat.allCases) func streaming(_ format: RowFormat)
        throws
    {
        let view = try Sample.view(
            #"[{"column":[{"name":"id","path":"id"}]},{"forEach":"telecom","column":[{"name":"v","path":"value"}]}]"#)
        let line = Array((Sample.ada.replacing("\n", with: "") + "\n").utf8)
        let total = 20_000
        var given = 0
        var delivered = 0
        var most = 0
        var largest = 0
        let separator: UInt8 = format == .json ? 0x7D : 0x0A
        let count = try view.write(
            format,
            of: {
                // Rows that have been made of what was given so far and have not left yet.
                most = max(most, given * 2 - delivered)
                guard given < total else { return nil }
                given += 1
                return line
            },
            to: { piece in
                delivered += piece.count { $0 == separator }
                largest = max(largest, piece.count)
            })
        #expect(count == View.Count(resources: total, rows: 2 * total))
        #expect(delivered >= 2 * total)
        #expect(most < 8_000)
        #expect(largest < 70_000)
    }

    @Test("One very large row goes through the buffer and leaves it small") func largeRow() throws {
        let out = Sink()
        var writer = RowWriter(.ndjson, columns: try Sample.view(Self.two).columns, capacity: 100) { out.take($0) }
        try writer.write([.text("x"), .text(String(repeating: "y", count: 10_000))])
        try writer.write([.text("x"), .null])
        try writer.finish()
        #expect(out.pieces == [10_021, 23])
        #expect(writer.rowCount == 2)
    }
}
