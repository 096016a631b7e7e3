import Testing
import Views

@Suite("What a view selects") struct SelectionTests {
    private let everybody = [Sample.ada, Sample.bo, Sample.nobody]

    @Test("A column for each path, in the order in which they are written: own, nested, united, then the next select") func order() throws {
        let view = try Sample.view(
            """
            [{"column":[{"name":"a","path":"id"}],"unionAll":[{"column":[{"name":"c","path":"gender"}]}],
            "select":[{"column":[{"name":"b","path":"active"}]}]},{"column":[{"name":"d","path":"birthDate"}]}]
            """)
        #expect(view.columns.map(\.name) == ["a", "b", "c", "d"])
        #expect(try Sample.rows(view, everybody) == ["a,true,female,1950-02-27", "b,false,,", ",,,"])
    }

    @Test("Resources of another type give no rows") func otherTypes() throws {
        #expect(try Sample.rows(#"[{"column":[{"name":"id","path":"id"}]}]"#, of: [Sample.weight, Sample.ada]) == ["a"])
    }

    @Test("A list is a list, of one and of none too") func collections() throws {
        let rows = try Sample.rows(
            #"[{"column":[{"name":"given","path":"name.given","type":"string","collection":true}]}]"#, of: [Sample.ada, Sample.nobody])
        #expect(rows == [#""[""Ada"",""Eksempel"",""Adde""]""#, "[]"])
    }

    @Test("A value with elements of its own is what stands in the resource, where the column has its type") func objects() throws {
        let rows = try Sample.rows(
            #"[{"column":[{"name":"to","path":"managingOrganization","type":"Reference"}]}]"#, of: [Sample.ada])
        #expect(rows == [#""{""reference"":""Organization/o""}""#])
    }

    @Test("A decimal keeps its digits") func digits() throws {
        let path = "value.ofType(Quantity).value"
        #expect(
            try Sample.rows(
                #"[{"column":[{"name":"v","path":"\#(path)","type":"decimal"}]}]"#, resource: "Observation", of: [Sample.weight])
                == ["71.50"])
    }

    @Test("Only resources that meet every condition give rows; no answer is a no") func conditions() throws {
        let select = #"[{"column":[{"name":"id","path":"id"}]}]"#
        #expect(try Sample.rows(select, #""where":[{"path":"active"}],"#, of: everybody) == ["a"])
        #expect(try Sample.rows(select, #""where":[{"path":"active.exists()"},{"path":"contact.count() = 2"}],"#, of: everybody) == ["b"])
        #expect(try Sample.rows(select, #""where":[{"path":"name.exists() and %rowIndex = 0"}],"#, of: everybody) == ["a"])
    }

    @Test("forEach gives a row for each item, forEachOrNull also one where there is none") func iterations() throws {
        func select(_ way: String) -> String {
            #"[{"column":[{"name":"id","path":"id"}]},{"\#(way)":"telecom","column":[{"name":"v","path":"value"},{"name":"fix","path":"'x'"}]}]"#
        }
        #expect(try Sample.rows(select("forEach"), of: everybody) == ["a,00 00 00 00,x", "a,ada@example.org,x"])
        #expect(try Sample.rows(select("forEachOrNull"), of: everybody) == ["a,00 00 00 00,x", "a,ada@example.org,x", "b,,", ",,"])
    }

    @Test("What is nested in a forEachOrNull that finds nothing is null, and gives one row") func nestedNull() throws {
        let rows = try Sample.rows(
            """
            [{"forEachOrNull":"name","column":[{"name":"use","path":"use"},{"name":"n","path":"%rowIndex + 1"}],
            "select":[{"forEach":"given","column":[{"name":"given","path":"$this"}]}],
            "unionAll":[{"column":[{"name":"i","path":"%rowIndex"}]},{"column":[{"name":"i","path":"%rowIndex"}]}]}]
            """, of: [Sample.ada, Sample.nobody])
        #expect(
            rows == [
                "official,1,Ada,0", "official,1,Ada,0", "official,1,Eksempel,0", "official,1,Eksempel,0", "usual,2,Adde,1",
                "usual,2,Adde,1",
                ",1,,0",
            ])
    }

    @Test("Siblings are joined crosswise") func siblings() throws {
        let rows = try Sample.rows(
            """
            [{"forEach":"telecom","column":[{"name":"i","path":"%rowIndex"}]},{"column":[{"name":"r","path":"%rowIndex"}]},
            {"forEach":"name","column":[{"name":"j","path":"%rowIndex"}]},{"select":[{"column":[{"name":"k","path":"%rowIndex"}]}]}]
            """, of: [Sample.ada])
        #expect(rows == ["0,0,0,0", "0,0,1,0", "1,0,0,0", "1,0,1,0"])
    }

    @Test("The branches of a union follow each other, and a branch without iteration counts with what is around it") func unions() throws {
        let rows = try Sample.rows(
            """
            [{"forEach":"name","unionAll":[{"column":[{"name":"v","path":"use","type":"code"},{"name":"i","path":"%rowIndex","type":"integer"}]},
            {"forEach":"given","column":[{"name":"v","path":"$this","type":"code"},{"name":"i","path":"%rowIndex","type":"integer"}]}]}]
            """, of: [Sample.ada])
        #expect(rows == ["official,0", "Ada,0", "Eksempel,1", "usual,1", "Adde,0"])
    }

    @Test("repeat follows its paths down, a parent before its children, and counts on through all levels") func recursion() throws {
        func select(_ paths: String) -> String {
            #"[{"repeat":[\#(paths)],"column":[{"name":"l","path":"linkId"},{"name":"i","path":"%rowIndex"}]}]"#
        }
        let items = try Sample.rows(select(#""item""#), resource: "QuestionnaireResponse", of: [Sample.answers])
        #expect(items == ["1,0", "1.1,1", "1.2,2", "2,3"])
        let all = try Sample.rows(select(#""item","answer.item""#), resource: "QuestionnaireResponse", of: [Sample.answers])
        #expect(all == ["1,0", "1.1,1", "1.1.1,2", "1.2,3", "2,4"])
    }

    @Test(
        "A constant stands for its value in every path",
        arguments: [
            (#""valueString":"official""#, "name.where(use = %c).family", "Prøve"),
            (#""valueCode":"official""#, "name.where(use = %c).family", "Prøve"),
            (#""valueInteger":1"#, "name[%c].use", "usual"), (#""valuePositiveInt":1"#, "name[%c].use", "usual"),
            (#""valueUnsignedInt":0"#, "name[%c].use", "official"), (#""valueInteger64":"1""#, "name[%c].use", "usual"),
            (#""valueBoolean":true"#, "active = %c", "true"), (#""valueDecimal":1.5"#, "%c > 1.25", "true"),
            (#""valueUri":"x""#, "%c + 'y'", "xy"), (#""valueUrl":"x""#, "%c", "x"), (#""valueCanonical":"x""#, "%c", "x"),
            (#""valueOid":"urn:oid:1.2""#, "%c", "urn:oid:1.2"), (#""valueUuid":"x""#, "%c", "x"), (#""valueId":"a""#, "id = %c", "true"),
            (#""valueBase64Binary":"aGVp""#, "%c", "aGVp"), (#""valueDate":"1950-01-01""#, "birthDate > %c", "true"),
            (#""valueDateTime":"2026-01-01T10:00:00Z""#, "%c = @2026-01-01T11:00:00+01:00", "true"),
            (#""valueInstant":"2026-01-01T10:00:00Z""#, "%c = @2026-01-01T11:00:00+01:00", "true"),
            (#""valueTime":"10:00:00""#, "%c < @T11:00:00", "true"),
        ]) func constants(_ value: String, _ path: String, _ expected: String) throws
    {
        let constants = #""constant":[{"name":"c",\#(value)}],"#
        #expect(try Sample.rows(#"[{"column":[{"name":"v","path":"\#(path)"}]}]"#, constants, of: [Sample.ada]) == [expected])
    }

    @Test("A reference's key is the key of what it points at, and nothing where it leads elsewhere") func keys() throws {
        func row(_ path: String, _ resource: String) throws -> [String] {
            try Sample.rows(#"[{"column":[{"name":"id","path":"id"},{"name":"v","path":"\#(path)"}]}]"#, of: [resource])
        }
        #expect(try row("getResourceKey()", Sample.ada) == ["a,Patient/a"])
        #expect(try row("link.other.getReferenceKey() = getResourceKey()", Sample.ada) == ["a,true"])
        #expect(try row("link.other.getReferenceKey(Patient)", Sample.ada) == ["a,Patient/a"])
        #expect(try row("link.other.getReferenceKey(Group)", Sample.ada) == ["a,"])
        #expect(try row("generalPractitioner.getReferenceKey()", Sample.ada) == ["a,Practitioner/p"])
        #expect(try row("generalPractitioner.getReferenceKey()", Sample.bo) == ["b,"])
        #expect(try row("managingOrganization.getReferenceKey(Organization)", Sample.ada) == ["a,Organization/o"])
        #expect(try row("managingOrganization.getReferenceKey(Organization)", Sample.bo) == ["b,"])
        #expect(try row("link.other.reference.count() + name.count()", Sample.ada) == ["a,3"])
    }

    @Test("Names are joined, and none are an empty text") func joined() throws {
        let select = #"[{"column":[{"name":"n","path":"name.given.join(' ')"},{"name":"m","path":"name.given.join()"}]}]"#
        #expect(try Sample.rows(select, of: everybody) == ["Ada Eksempel Adde,AdaEksempelAdde", "\"\",\"\"", "\"\",\"\""])
    }

    @Test("The boundaries of a value are what it may be at least and at most") func boundaries() throws {
        let rows = try Sample.rows(
            """
            [{"column":[{"name":"from","path":"effective.ofType(dateTime).lowBoundary()","type":"dateTime"},
            {"name":"to","path":"effective.ofType(dateTime).highBoundary()","type":"dateTime"},
            {"name":"least","path":"value.ofType(Quantity).value.lowBoundary()","type":"decimal"}]}]
            """, resource: "Observation", of: [Sample.weight])
        #expect(rows == ["2026-03-01T00:00:00.000+14:00,2026-03-31T23:59:59.999-12:00,71.49500000"])
        let period = #"{"resourceType":"Encounter","status":"finished","class":{},"period":{"start":"2026-03","end":"2026-04-02"}}"#
        let bounds = #"[{"column":[{"name":"a","path":"period.lowBoundary()"},{"name":"b","path":"period.highBoundary()"}]}]"#
        #expect(
            try Sample.rows(bounds, resource: "Encounter", of: [period]) == ["2026-03-01T00:00:00.000+14:00,2026-04-02T23:59:59.999-12:00"])
    }
}
