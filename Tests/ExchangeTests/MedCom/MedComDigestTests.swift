import FHIR
import Testing

@testable import Exchange

@Suite("The digest of a MedCom message") struct MedComDigestTests {
    private func digest(_ text: String) throws -> [UInt8] { MedComDigest.of(try Resource(json: Array(text.utf8))) }

    private var text: String { String(decoding: Notice().json, as: UTF8.self) }

    @Test("does not change with the envelope, meta, the order of names or white space") func envelope() throws {
        var notice = Notice()
        notice.envelope = "another-envelope"
        notice.timestamp = "2027-01-01T00:00:00Z"
        let same = String(decoding: notice.json, as: UTF8.self)
            .replacing(#"{"resourceType":"Encounter","#, with: #"{"meta":{"profile":["x"]}, "resourceType" : "Encounter","#)
            .replacing(#"{"resourceType":"Bundle","#, with: #"{"meta":{"versionId":"2"},"resourceType":"Bundle","#)
        #expect(try digest(same) == digest(text))
    }

    @Test(
        "changes with everything else",
        arguments: [
            ("2026-03-01T08:30:00+01:00", "2026-03-01T08:30:01+01:00"), ("2026-03-01T08:31:00+01:00", "2026-03-01T07:31:00Z"),
            ("11111111-2222", "11111111-2223"), ("Prøvesen", "Prøvesén"), ("900000000000003", "900000000000004"), ("\"IMP\"", "\"EMER\""),
        ]) func content(old: String, new: String) throws
    {
        let changed = text.replacing(old, with: new)
        #expect(changed != text)
        #expect(try digest(changed) != digest(text))
    }

    @Test("counts a narrative by its words") func narrative() throws {
        func with(_ div: String) -> String {
            text.replacing(
                #""resourceType":"Encounter","#, with: #""resourceType":"Encounter","text":{"status":"generated","div":"\#(div)"},"#)
        }
        let base = try digest(with(#"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p><b>status</b>: æ &amp; ø</p><br/></div>"#))
        #expect(
            try digest(with(#"<div xmlns='http://www.w3.org/1999/xhtml'>\n <p><b>status</b>:\n&#xE6;&#160;&#38; ø</p><br></br></div>"#))
                == base)
        #expect(try digest(with(#"<div><p><b>status</b>: æ &amp; å</p></div>"#)) != base)
        #expect(try digest(text) != base)
    }

    @Test("is the same in JSON and XML") func syntax() throws {
        for json in [Notice().json, Correspondence().json] {
            let resource = try Resource(json: json)
            #expect(MedComDigest.of(try Resource(xml: try resource.xml())) == MedComDigest.of(resource))
        }
    }
}
