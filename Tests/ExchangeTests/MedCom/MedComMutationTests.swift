import FHIR
import Samples
import Testing

@testable import Exchange

@Suite("A damaged MedCom message") struct MedComMutationTests {
    @Test("is read or refused, never a crash", arguments: 0..<8) func damaged(seed: Int) throws {
        var dice = SeededNumbers(seed: UInt64(seed))
        var notice = Notice()
        notice.leave = (HospitalNotificationTests.leave, HospitalNotificationTests.back)
        notice.asksReport = true
        var message = Correspondence()
        message.encounter = ("Encounter/encounter-1", [("x", "y")])
        message.segments.append(.init(text: nil, attachment: #"{"contentType":"image/png","data":"SGVq","title":"x"}"#))
        let ack = AcknowledgementTests.answer(
            #"{"identifier":"x","code":"ok","details":{"reference":"OperationOutcome/outcome-1"}}"#, outcome: AcknowledgementTests.outcome)
        var refused = 0
        var taken = 0
        for original in [notice.json, message.json, ack] {
            let places = try Self.places(in: original)
            for _ in 0..<60 {
                let damaged = Self.damage(original, at: places, &dice)
                guard let resource = try? Resource(json: damaged) else { continue }
                let parsed = ParsedLetter.resource(resource)
                for format in Formats.all where format.recognises(parsed) {
                    do {
                        let letter = try format.read(parsed)
                        #expect(letter.digest.count == 32)
                        taken += 1
                    } catch {
                        #expect(!error.message.isEmpty)
                        refused += 1
                    }
                }
            }
        }
        #expect(taken > 0)
        #expect(refused > 0)
    }

    /// Every value of a document.
    private static func places(in bytes: [UInt8]) throws -> [Element] {
        var places: [Element] = []
        func collect(_ element: Element) {
            places.append(element)
            switch element.kind {
            case .object: for (_, value) in element.members { collect(value) }
            case .array: for item in element.items { collect(item) }
            default: break
            }
        }
        collect(try Document(json: bytes).root)
        return places
    }

    /// Puts another value in the place of one, taken from elsewhere in the message or made up.
    private static func damage(_ bytes: [UInt8], at places: [Element], _ dice: inout SeededNumbers) -> [UInt8] {
        guard let place = places.dropFirst().randomElement(using: &dice) else { return bytes }
        let replacements = [
            "null", "{}", "[]", "[[]]", "\"\"", "\"x\"", "-1e9", "true", "[{}]", ##"{"reference":"#x"}"##, #""2026-13-40""#,
        ]
        let other = places.randomElement(using: &dice).map { Array($0.bytes) } ?? []
        let new = Bool.random(using: &dice) ? other : Array((replacements.randomElement(using: &dice) ?? "null").utf8)
        var out = bytes
        out.replaceSubrange(place.bytes.startIndex..<place.bytes.endIndex, with: new)
        return out
    }
}
