import FHIR
import Testing

@testable import Exchange

@Suite("A MedCom message is refused") struct MedComRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var kind: Refusal.Kind
        var path: String?
        /// The beginning of the sentence that the sender reads.
        var sentence: String
        var notice: Notice?
        var message: Correspondence?

        var testDescription: String { name }

        init(_ name: String, _ kind: Refusal.Kind, _ path: String, _ sentence: String, notice change: (inout Notice) -> Void) {
            (self.name, self.kind, self.path, self.sentence) = (name, kind, path, sentence)
            var notice = Notice()
            change(&notice)
            self.notice = notice
        }

        init(_ name: String, _ kind: Refusal.Kind, _ path: String, _ sentence: String, message change: (inout Correspondence) -> Void) {
            (self.name, self.kind, self.path, self.sentence) = (name, kind, path, sentence)
            var message = Correspondence()
            change(&message)
            self.message = message
        }
    }

    static let notices: [Case] = [
        Case("no class", .wrongStructure, "Encounter.class", "Encounter.class is missing", notice: { $0.classCode = nil }),
        Case("another class", .valueUnknown, "Encounter.class", "Encounter.class must be", notice: { $0.classCode = "AMB" }),
        Case("no status", .wrongStructure, "Encounter.status", "Encounter.status is missing", notice: { $0.status = nil }),
        Case("another status", .valueUnknown, "Encounter.status", "Encounter.status must be", notice: { $0.status = "planned" }),
        Case("no start", .wrongStructure, "Encounter.period.start", "Encounter.period.start is missing", notice: { $0.start = nil }),
        Case("no time at all", .wrongStructure, "Encounter.period.start", "This time cannot", notice: { $0.start = "i går" }),
        Case(
            "29 February 2025", .wrongStructure, "Encounter.period.start", "This time cannot", notice: { $0.start = "2025-02-29T10:00:00Z" }
        ),
        Case(
            "leave without start", .wrongStructure, "Encounter.extension.valuePeriod.start", "Encounter.status is onleave",
            notice: { $0.status = "onleave" }),
        Case("no episode", .wrongStructure, "Encounter.episodeOfCare.identifier", "The Encounter has no", notice: { $0.episodes = [] }),
        Case("no unit", .wrongStructure, "Encounter.serviceProvider", "Encounter.serviceProvider is", notice: { $0.provider = nil }),
        Case("activity of another letter", .valueUnknown, "Provenance.activity", "The activity", notice: { $0.activity = "new-message" }),
        Case("unheard-of activity", .valueUnknown, "Provenance.activity", "The activity", notice: { $0.activity = "revise-lunch" }),
        Case("no time of sending", .wrongStructure, "Provenance.occurredDateTime", "The Provenance of this", notice: { $0.sent = nil }),
        Case("no CPR", .citizenNumberMissing, "Patient.identifier", "The Patient has no official", notice: { $0.identifiers = [] }),
        Case(
            "replacement number alone", .citizenNumberMissing, "Patient.identifier", "The Patient has no official",
            notice: { $0.identifiers = [(MessageFixture.replacementSystem, MessageFixture.replacement)] }),
        Case(
            "a CPR that cannot be one", .citizenNumberWrong, "Patient.identifier.value", "The CPR number cannot",
            notice: { $0.identifiers = [(MessageFixture.cprSystem, "3002015678")] }),
        Case("nobody", .wrongStructure, "Bundle.entry", "The Bundle must have exactly one", notice: { $0.patients = 0 }),
        Case("two citizens", .wrongStructure, "Bundle.entry", "The Bundle must have exactly one", notice: { $0.patients = 2 }),
        Case(
            "no receiver", .unknownReceiver, "MessageHeader.destination.receiver", "No receiver has", notice: { $0.receivers = [] }),
        Case(
            "a receiver without number", .unknownReceiver, "MessageHeader.destination.receiver", "No receiver has",
            notice: { $0.receivers = [(.init(id: "org-x", name: "Nogen"), "primary")] }),
        Case(
            "a sender without number", .wrongStructure, "MessageHeader.sender", "The sender has neither",
            notice: { $0.sender = .init(id: "org-x", name: "Nogen") }),
    ]

    static let messages: [Case] = [
        Case("no category", .wrongStructure, "Communication.category", "The Communication must", message: { $0.category = nil }),
        Case(
            "category without code", .wrongStructure, "Communication.category", "The Communication must",
            message: { $0.category = #"[{"coding":[{"system":"s"}]}]"# }),
        Case(
            "two categories", .wrongStructure, "Communication.category", "The Communication must",
            message: { $0.category = #"[{"coding":[{"code":"other"}]},{"coding":[{"code":"nursing"}]}]"# }),
        Case(
            "unknown category", .valueUnknown, "Communication.category", "The category is not",
            message: { $0.category = #"[{"coding":[{"code":"lunch"}]}]"# }),
        Case(
            "other without topic", .wrongStructure, "Communication.topic", "The category is other",
            message: { $0.category = #"[{"coding":[{"code":"other"}]}]"# }),
        Case(
            "priority outside referrals", .wrongStructure, "Communication.priority", "A priority is for", message: { $0.priority = "asap" }),
        Case(
            "unknown priority", .valueUnknown, "Communication.priority", "The priority must",
            message: {
                $0.category = #"[{"coding":[{"code":"regarding-referral"}]}]"#
                $0.priority = "stat"
            }),
        Case(
            "an Encounter that is not there", .wrongStructure, "Communication.encounter", "The Encounter must",
            message: { $0.encounter = ("Encounter/elsewhere", nil) }),
        Case(
            "an Encounter without episode", .wrongStructure, "Communication.encounter", "The Encounter must",
            message: { $0.encounter = ("Encounter/encounter-1", []) }),
        Case("no thread", .wrongStructure, "Communication.identifier", "Communication.identifier is", message: { $0.thread = nil }),
        Case("no text", .wrongStructure, "Communication.payload", "The Communication has no", message: { $0.segments = [] }),
        Case(
            "a file that is no base64", .wrongStructure, "Communication.payload.contentAttachment.data", "The content of an attachment",
            message: { $0.segments.append(.init(text: nil, attachment: #"{"data":"***","title":"x"}"#)) }),
        Case("retraction", .valueUnknown, "Provenance.activity", "The activity", message: { $0.activity = "retract-message" }),
        Case("no number", .citizenNumberMissing, "Patient.identifier", "The Patient has neither", message: { $0.identifiers = [] }),
        Case(
            "a replacement number that cannot be one", .citizenNumberWrong, "Patient.identifier.value", "The replacement CPR",
            message: { $0.identifiers = [(MessageFixture.replacementSystem, "991301AB12")] }),
    ]

    @Test("by a sentence, with its header to answer it", arguments: notices + messages) func refused(_ test: Case) throws {
        let refusal: Refusal?
        if let notice = test.notice {
            refusal = try HospitalNotification().refusal(json: notice.json)
        } else {
            refusal = try CareCommunication().refusal(json: try #require(test.message).json)
        }
        let found = try #require(refusal)
        #expect(found.kind == test.kind)
        #expect(found.path == test.path)
        #expect(found.message.hasPrefix(test.sentence))
        let letter = try #require(found.letter)
        #expect(letter.id == (test.notice == nil ? "message-1" : "notice-1"))
        #expect(letter.standard == .medcom)
        #expect(letter.asksReceipt == .always)
        #expect(letter.type.rawValue == (test.notice == nil ? "CareCommunication" : "HospitalNotification"))
        #expect(letter.digest.count == 32)
        for number in [MessageFixture.cpr, "3002015678", "991301AB12", "Prøvesen"] { #expect(!found.message.contains(number)) }
    }

    @Test("without header, when it has no id or no sender to answer") func unanswerable() throws {
        var notice = Notice()
        notice.id = nil
        var refusal = try #require(try HospitalNotification().refusal(json: notice.json))
        #expect(refusal.kind == .badLetterID)
        #expect(refusal.letter == nil)
        notice.id = "not an id"
        refusal = try #require(try HospitalNotification().refusal(json: notice.json))
        #expect(refusal.kind == .badLetterID)
        #expect(refusal.letter == nil)
        notice.id = "notice-1"
        notice.sender = nil
        refusal = try #require(try HospitalNotification().refusal(json: notice.json))
        #expect(refusal.path == "MessageHeader.sender")
        #expect(refusal.letter == nil)
    }

    @Test("when it is of a type that the hub does not take") func unknownType() throws {
        var notice = Notice()
        notice.event = "homecareobservation-message"
        let parsed = try ParsedLetter.json(notice.json)
        let takers = Formats.all.filter { $0.recognises(parsed) }
        #expect(takers.count == 1)
        let refusal = try #require(try UnknownMessage().refusal(json: notice.json))
        #expect(refusal.kind == .unknownType)
        #expect(refusal.code(in: .medcom) == "MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE")
        #expect(refusal.letter?.type.rawValue == "homecareobservation-message")
        #expect(refusal.letter?.id == "notice-1")
    }

    @Test("when its Bundle is no message, or has no header") func notAMessage() throws {
        let text = String(decoding: Notice().json, as: UTF8.self)
        let collection = Array(text.replacing(#""type":"message""#, with: #""type":"collection""#).utf8)
        #expect(try HospitalNotification().refusal(json: collection)?.path == "Bundle.type")
        let empty = Array(#"{"resourceType":"Bundle","type":"message"}"#.utf8)
        #expect(UnknownMessage().recognises(try .json(empty)))
        #expect(try UnknownMessage().refusal(json: empty)?.letter == nil)
        let other = Array(#"{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient"}}]}"#.utf8)
        #expect(try Formats.all.allSatisfy { !$0.recognises(try .json(other)) })
        #expect(try Formats.all.allSatisfy { !$0.recognises(try .json(Array(#"{"resourceType":"Patient"}"#.utf8))) })
    }

    @Test("with a code that MedCom's value set has", arguments: Refusal.Kind.allCases) func codes(_ kind: Refusal.Kind) {
        let code = AcknowledgementCode.code(for: kind)
        #expect(code.hasPrefix("MSG_"))
        #expect(AcknowledgementCode.system(of: code).hasPrefix("http"))
    }
}
