import Testing
import XML

@Suite("What is no good XML") struct XMLRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let kind: XMLError.Kind
        let line: Int?
        let sentence: String
        var testDescription: String { String(text.prefix(40)) }

        init(_ text: String, _ kind: XMLError.Kind, line: Int? = 1, _ sentence: String) {
            (self.text, self.kind, self.line, self.sentence) = (text, kind, line, sentence)
        }
    }

    static let cases = [
        Case("", .empty, line: nil, "The document is empty."),
        Case(" \n\t ", .empty, line: nil, "The document is empty."),
        Case("hello", .malformed, "The document does not begin with XML."),
        Case("{\"resourceType\":\"Patient\"}", .malformed, "The document does not begin with XML."),
        Case("<a>", .malformed, "The document ends inside an element."),
        Case("<a>\n<b></a>", .malformed, line: 2, "An end tag does not match its start tag."),
        Case("<a/><b/>", .malformed, "Something follows the end of the document."),
        Case("<a b='1' b='2'/>", .malformed, "An element has the same attribute twice."),
        Case("<x:a/>", .malformed, "A namespace prefix is used wrongly"),
        Case("<a b=c/>", .malformed, "An attribute is not written"),
        Case("<a b='<'/>", .malformed, "An attribute is not written"),
        Case("<a>\u{1}</a>", .malformed, "The document has a character that XML does not allow."),
        Case("<a>&#0;</a>", .malformed, "The document has a character that XML does not allow."),
        Case("<a>&#xD800;</a>", .malformed, "The document has a character that XML does not allow."),
        Case("<a b='x", .malformed, "The document ends inside an element."),
        Case("<a>&nbsp;</a>", .forbidden, "The document uses an entity that XML does not have."),
        Case("<!DOCTYPE a><a/>", .forbidden, "The document has a document type declaration"),
        Case("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", .forbidden, "The document has a document type declaration"),
        Case("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", .forbidden, "The document has a document type declaration"),
        Case(
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", .forbidden, "The document has a document type declaration"),
        Case(
            "<!DOCTYPE a [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><a>&c;</a>", .forbidden,
            "The document has a document type declaration"),
    ]

    @Test("is refused by kind, line and sentence", arguments: cases) func refusal(_ one: Case) {
        do throws(XMLError) {
            _ = try XMLDocument(Array(one.text.utf8))
            Issue.record("accepted")
        } catch {
            #expect(error.kind == one.kind)
            #expect(error.line == one.line)
            #expect(error.message.hasPrefix(one.sentence), "\(error.message)")
        }
    }

    @Test("includes more elements inside each other than the limit, and no fewer") func depth() throws {
        func nested(_ count: Int) -> [UInt8] {
            Array((String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)).utf8)
        }
        #expect(throws: Never.self) { try XMLDocument(nested(200)) }
        let error = try #require(throws: XMLError.self) { try XMLDocument(nested(201)) }
        #expect(error.kind == .tooDeep)
        #expect(error.message == "The document has more than 200 elements inside each other. Send it with less nesting.")
        #expect(throws: XMLError.self) { try XMLDocument(nested(4), limits: XMLLimits(maximumDepth: 3)) }
        // libxml2's own bound is beyond ours and is a refusal as well.
        #expect(throws: XMLError.self) { try XMLDocument(nested(5000), limits: XMLLimits(maximumDepth: 10_000)) }
    }

    @Test("includes more bytes than the limit") func size() throws {
        let error = try #require(throws: XMLError.self) {
            try XMLDocument(Array("<a>xxxxxxxxxx</a>".utf8), limits: XMLLimits(maximumBytes: 16))
        }
        #expect(error.kind == .tooLarge)
        #expect(error.message.hasPrefix("The document has 17 bytes; at most 16 are read."))
    }

    @Test("includes one value of more than 10 MB") func value() throws {
        let long = String(repeating: "x", count: 10_500_000)
        let error = try #require(throws: XMLError.self) { try XMLDocument(Array("<a b='\(long)'/>".utf8)) }
        #expect(error.kind == .tooLarge)
        #expect(error.message == "One value in the document has more than 10 MB. Send large attachments by reference.")
    }

    @Test("never brings content of the document into the sentence") func privacy() {
        for text in [
            "<a><Nordmann></b></a>", "<a Nordmann='1' Nordmann='2'/>", "<a>&Nordmann;</a>", "<Nordmann:a/>", "<a>Nordmann", "Nordmann",
        ] {
            let error = #expect(throws: XMLError.self) { try XMLDocument(Array(text.utf8)) }
            #expect(error?.message.contains("Nordmann") == false)
        }
    }
}
