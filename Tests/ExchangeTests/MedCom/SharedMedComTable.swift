import Journal
import Testing

@testable import Exchange

/// What each of MedCom's own test letters says: facts written down by reading them, against which the formats are held.
enum SharedMedComTable {
    struct Notification: Sendable, CustomTestStringConvertible {
        var file: String
        var type: String
        var kind: Fact.Kind
        var effect: Statement.Effect
        var at: String
        var stayClass: String
        var asks: String?
        var id: String
        var sent: String
        var refersTo: [String]
        var episode: String

        init(
            _ file: String, _ type: String, _ kind: Fact.Kind, _ effect: Statement.Effect, at: String, _ stayClass: String, asks: String?,
            id: String, sent: String, refersTo: [String], episode: String
        ) {
            (self.file, self.type, self.kind, self.effect, self.at) = ("HospitalNotification_Ex_\(file).json", type, kind, effect, at)
            (self.stayClass, self.asks, self.id, self.sent) = (stayClass, asks, id, sent)
            (self.refersTo, self.episode) = (refersTo, episode)
        }

        var testDescription: String { file }
    }

    struct Message: Sendable, CustomTestStringConvertible {
        /// The file's name after `Bundle-`, up to the UUID.
        var file: String
        var kind: Fact.Kind
        /// Nil where there is none, on purpose: the letter is refused.
        var category: String?
        var at: String
        var id: String
        var sent: String
        var refersTo: [String]
        var thread: String
        var paragraphs: Int
        /// Bytes of each file in it.
        var files: [Int]
        var episodes: [String]
        /// Systems of the citizen's numbers below `urn:oid:1.2.208.176.1.`
        var numbers: [String]
        var priority: String?
        var isForward: Bool

        init(
            _ file: String, _ kind: Fact.Kind, category: String?, at: String, id: String, sent: String, refersTo: [String], thread: String,
            paragraphs: Int, files: [Int], episodes: [String], numbers: [String], priority: String? = nil, isForward: Bool = false
        ) {
            (self.file, self.kind, self.category, self.at, self.id) = (file, kind, category, at, id)
            (self.sent, self.refersTo, self.thread, self.paragraphs) = (sent, refersTo, thread, paragraphs)
            (self.files, self.episodes, self.numbers) = (files, episodes, numbers)
            (self.priority, self.isForward) = (priority, isForward)
        }

        var testDescription: String { file }
    }

    static let acknowledgements: [(file: String, verdict: Receipt.Verdict, answers: String, code: String?)] = [
        ("Binary-Ack-AA_A.json", .accepted, "42cb9200-f421-4d08-8391-7d51a2503cb4", nil),
        ("Binary-Ack-AE_C.json", .rejected, "5b89a5d0-707a-4b42-8597-ef694e399006", "message-development-error"),
        ("Binary-Ack-AR_B.json", .tryAgain, "42cb9200-f421-4d08-8391-7d51a2503cb4", "message-development-error"),
    ]

    static let notifications: [Notification] = [
        .init(
            "AN_STIN_N", "AN_STIN", .admitted, .cancels, at: "2023-03-01T13:00:00+01:00", "inpatient", asks: "no",
            id: "cd78c1e2-78e6-4291-b071-f423a4399006",
            sent: "2023-03-01T14:00:02+01:00", refersTo: ["b9b4818e-02de-4cc4-b418-d20cbc399006"],
            episode: "5a6c371c-cc13-417e-a5c5-f65ee8bad8e1"),
        .init(
            "MORS_J", "MORS", .died, .states, at: "2023-03-01T12:00:00+01:00", "inpatient", asks: "no",
            id: "7aad69cb-e04a-403e-b549-9fe28a399006",
            sent: "2023-03-01T12:00:02+01:00", refersTo: [], episode: "5bdbd69c-8dd2-46c3-8530-accec273bc59"),
        .init(
            "SLHJ_H", "SLHJ", .discharged, .states, at: "2023-03-07T09:45:30+01:00", "inpatient", asks: nil,
            id: "g1affa53-c157-4080-abb0-8e6815399006",
            sent: "2023-03-07T09:45:32+01:00", refersTo: ["b9b4818e-02de-4cc4-b418-d20cbc399006"],
            episode: "d3d03544-f116-4070-a823-d5c64e6a7c46"),
        .init(
            "SLHJ_I", "SLHJ", .discharged, .states, at: "2023-03-04T16:00:00+01:00", "inpatient", asks: nil,
            id: "42c4d3df-ab00-4762-b44b-6321b4399006",
            sent: "2023-03-04T16:00:00+01:00", refersTo: ["e563a2b2-bf92-4b13-bbd2-0a021a399006"],
            episode: "11f3f352-a251-4c34-a8a5-140083826d96"),
        .init(
            "SLOR_G", "SLOR", .backFromLeave, .states, at: "2023-03-05T15:30:00+01:00", "inpatient", asks: nil,
            id: "f47254da-f170-46f0-b624-4778a9399006",
            sent: "2023-03-05T15:30:02+01:00", refersTo: ["e563a2b2-bf92-4b13-bbd2-0a021a399006"],
            episode: "04675bbd-c540-4545-924c-1fa79b64535c"),
        .init(
            "STAA_D", "STAA", .admitted, .states, at: "2023-02-28T10:00:04+01:00", "acute", asks: "yes",
            id: "i50fc5fe-2d11-4ef3-acac-2e2e5c399006",
            sent: "2023-02-28T10:00:06+01:00", refersTo: [], episode: "c1280ebe-676b-480f-b27c-545972b4888e"),
        .init(
            "STAA_E", "STAA", .admitted, .states, at: "2023-02-28T10:00:04+01:00", "acute", asks: "yes",
            id: "i50fc5fe-2d11-4ef3-acac-2e2e5c399006",
            sent: "2023-02-28T10:00:06+01:00", refersTo: [], episode: "6ef2055a-fea5-4d9d-826c-40b0e57b4bdf"),
        .init(
            "STIN_A", "STIN", .admitted, .states, at: "2023-03-01T12:00:00+01:00", "inpatient", asks: "yes",
            id: "b9b4818e-02de-4cc4-b418-d20cbc7b5404",
            sent: "2023-03-01T12:00:00+01:00", refersTo: [], episode: "82873e50-325e-4016-8a68-2934bdb2f66d"),
        .init(
            "STIN_B1", "STIN", .admitted, .states, at: "2023-03-01T12:00:00+01:00", "inpatient", asks: "yes",
            id: "b9b4818e-02de-4cc4-b418-d20cbc399006",
            sent: "2023-03-01T12:00:02+01:00", refersTo: [], episode: "16b2bf28-921c-4553-9925-1bc1b0dfd54e"),
        .init(
            "STIN_B2", "STIN", .admitted, .states, at: "2023-03-01T20:35:00+01:00", "inpatient", asks: "yes",
            id: "b9b4818e-02de-4cc4-b418-d20cbc399006",
            sent: "2023-03-01T20:35:00+01:00", refersTo: [], episode: "16b2bf28-921c-4553-9925-1bc1b0dfd54e"),
        .init(
            "STIN_C1", "STIN", .admitted, .states, at: "2023-03-01T12:00:00+01:00", "inpatient", asks: "yes",
            id: "b9b4818e-02de-4cc4-b418-d20cbc399006",
            sent: "2023-03-01T12:00:02+01:00", refersTo: [], episode: "54413373-cd42-4004-904c-7a2c3e4aa8b6"),
        .init(
            "STIN_C2", "STIN", .admitted, .states, at: "2023-03-01T12:00:00+01:00", "inpatient", asks: "no",
            id: "b9b4818e-02de-4cc4-b418-d20cbc399006",
            sent: "2023-03-01T12:00:02+01:00", refersTo: [], episode: "54413373-cd42-4004-904c-7a2c3e4aa8b6"),
        .init(
            "STIN_E", "STIN", .admitted, .states, at: "2023-03-01T15:00:00+01:00", "inpatient", asks: "no",
            id: "a9b73218-820c-4db4-9fb7-59e498399006",
            sent: "2023-03-01T15:00:00+01:00", refersTo: ["i50fc5fe-2d11-4ef3-acac-2e2e5c399006"],
            episode: "6ef2055a-fea5-4d9d-826c-40b0e57b4bdf"),
        .init(
            "STIN_F", "STIN", .admitted, .states, at: "2023-03-01T12:00:00+01:00", "inpatient", asks: "yes",
            id: "b9b4818e-02de-4cc4-b418-d20cbc399006",
            sent: "2023-03-01T12:00:02+01:00", refersTo: [], episode: "49a2b22b-f628-4468-9ba9-b6c0db4a6871"),
        .init(
            "STIN_G", "STIN", .admitted, .states, at: "2023-03-01T12:00:00+01:00", "inpatient", asks: "yes",
            id: "b9b4818e-02de-4cc4-b418-d20cbc399006",
            sent: "2023-03-01T12:00:02+01:00", refersTo: [], episode: "04675bbd-c540-4545-924c-1fa79b64535c"),
        .init(
            "STIN_H", "STIN", .admitted, .states, at: "2023-03-01T12:00:00+01:00", "inpatient", asks: "yes",
            id: "b9b4818e-02de-4cc4-b418-d20cbc399006",
            sent: "2023-03-01T12:00:02+01:00", refersTo: [], episode: "d3d03544-f116-4070-a823-d5c64e6a7c46"),
        .init(
            "STIN_I", "STIN", .admitted, .states, at: "2023-03-01T12:00:00+01:00", "inpatient", asks: "yes",
            id: "b9b4818e-02de-4cc4-b418-d20cbc399006",
            sent: "2023-03-01T12:00:02+01:00", refersTo: [], episode: "11f3f352-a251-4c34-a8a5-140083826d96"),
        .init(
            "STIN_M", "STIN", .admitted, .states, at: "2023-03-01T12:00:00+01:00", "inpatient", asks: "yes",
            id: "b9b4818e-02de-4cc4-b418-d20cbc399006",
            sent: "2023-03-01T12:00:02+01:00", refersTo: [], episode: "a35432cb-7307-4a5e-8dfe-edf02be47c42"),
        .init(
            "STIN_N", "STIN", .admitted, .states, at: "2023-03-01T12:00:00+01:00", "inpatient", asks: "yes",
            id: "b9b4818e-02de-4cc4-b418-d20cbc399006",
            sent: "2023-03-01T12:00:02+01:00", refersTo: [], episode: "5a6c371c-cc13-417e-a5c5-f65ee8bad8e1"),
        .init(
            "STOR_F", "STOR", .onLeave, .states, at: "2023-03-03T14:00:10+01:00", "inpatient", asks: nil,
            id: "e563a2b2-bf92-4b13-bbd2-0a021a399006",
            sent: "2023-03-03T14:00:12+01:00", refersTo: ["b9b4818e-02de-4cc4-b418-d20cbc399006"],
            episode: "49a2b22b-f628-4468-9ba9-b6c0db4a6871"),
        .init(
            "STOR_G", "STOR", .onLeave, .states, at: "2023-03-03T14:00:10+01:00", "inpatient", asks: nil,
            id: "e563a2b2-bf92-4b13-bbd2-0a021a399006",
            sent: "2023-03-03T14:00:12+01:00", refersTo: ["b9b4818e-02de-4cc4-b418-d20cbc399006"],
            episode: "04675bbd-c540-4545-924c-1fa79b64535c"),
        .init(
            "STOR_I", "STOR", .onLeave, .states, at: "2023-03-03T14:00:10+01:00", "inpatient", asks: nil,
            id: "e563a2b2-bf92-4b13-bbd2-0a021a399006",
            sent: "2023-03-03T14:00:12+01:00", refersTo: ["b9b4818e-02de-4cc4-b418-d20cbc399006"],
            episode: "11f3f352-a251-4c34-a8a5-140083826d96"),
    ]

    static let messages: [Message] = [
        .init(
            "R-A-new", .message, category: "extended-care-responsibility", at: "2024-08-15T12:00:00+02:00",
            id: "7ed8da8d-fd74-4948-bc92-924842b30adf", sent: "2024-08-15T12:00:00+02:00",
            refersTo: [], thread: "7d14612c-5f58-4621-928d-267846f948c7", paragraphs: 1, files: [76680],
            episodes: [], numbers: ["2"]),
        .init(
            "R-B-reply", .reply, category: "examination-results", at: "2024-08-12T11:30:00+02:00",
            id: "8daf0286-2477-4766-8ed2-cc76970e44b1", sent: "2024-08-12T11:30:00+02:00",
            refersTo: ["0ebb6284-eb20-45eb-8113-6620d2d08608"], thread: "5da4dcca-3b7b-4fce-b54a-e670f0c6a17f", paragraphs: 2,
            files: [28416],
            episodes: [], numbers: ["2"]),
        .init(
            "R-C-forward", .message, category: "examination-results", at: "2024-08-16T11:30:00+02:00",
            id: "d2b81c34-ec5d-4c5f-9380-1b5aa507544b", sent: "2024-08-16T11:30:00+02:00",
            refersTo: ["42fa2844-5020-45dd-bd5f-77137ba5ca1f"], thread: "bb5aba27-2112-434a-ac3f-d317ba7a70cd", paragraphs: 2, files: [],
            episodes: [], numbers: ["2"], isForward: true),
        .init(
            "R-Tek-A", .message, category: "regarding-referral", at: "2024-08-17T14:00:00Z", id: "4e60a233-2980-4d0f-9d7b-e38853be77ab",
            sent: "2024-08-17T14:00:00Z",
            refersTo: [], thread: "161d8b55-bf2e-416a-ad92-2e022bbcd486", paragraphs: 2, files: [245135, 7220, 2742, 1638, 4516, 216990],
            episodes: ["39e3e169-9ece-4ba4-bd24-2e0fbeebc333", "fc60e762-b13b-5773-865e-67f3907bdcc7"], numbers: ["2"], priority: "asap"),
        .init(
            "R-Tek-B", .message, category: "assistive-devices", at: "2024-11-02T08:00:00+01:00",
            id: "ejklfdsio8klakfd.hjfkdshfjk-hfjkdshfj89432n7f", sent: "2024-11-02T08:00:00+01:00",
            refersTo: [], thread: "3fab3414-6c8b-45bf-af93-27dd333554c6", paragraphs: 1, files: [],
            episodes: [], numbers: ["6.1.3.177"]),
        .init(
            "R-Tek-C", .message, category: "training", at: "2024-11-08T08:00:00+01:00", id: "53f20992-c926-466a-b5f5-ac6f80fc88d6",
            sent: "2024-11-08T08:00:00+01:00",
            refersTo: [], thread: "ea0e95d0-f72c-4e7f-9250-a2037be75545", paragraphs: 1, files: [],
            episodes: [], numbers: ["2"]),
        .init(
            "R-Tek-CPR-1", .message, category: "examination-results", at: "2025-09-29T09:00:00+02:00",
            id: "ea9d2910-fe51-416f-bd92-3e8a23c22c59", sent: "2025-09-29T09:00:00+02:00",
            refersTo: [], thread: "eca85df4-e6c9-41d7-88c0-7e6fb79029b9", paragraphs: 1, files: [],
            episodes: [], numbers: ["2", "6.1.1"]),
        .init(
            "R-Tek-CPR-2", .message, category: "telemedicine", at: "2025-09-29T09:00:00+02:00", id: "855bee22-ca86-4ac4-99f9-7981aeced68b",
            sent: "2025-09-29T09:00:00+02:00",
            refersTo: [], thread: "028f77be-c9f5-4b83-89a8-5d9121b74139", paragraphs: 1, files: [],
            episodes: [], numbers: ["2", "6.1.1", "6.1.3"]),
        .init(
            "R-Tek-CPR-3", .message, category: "examination-results", at: "2025-09-29T09:00:00+02:00",
            id: "73893146-ff6f-4455-99c3-9126c74d16a2", sent: "2025-09-29T09:00:00+02:00",
            refersTo: [], thread: "077f79ff-f338-4754-af9d-aa1a3e4da6a9", paragraphs: 1, files: [],
            episodes: [], numbers: ["6.1.1", "6.1.3"]),
        .init(
            "R-Tek-D", .message, category: "training", at: "2024-08-18T12:00:00+02:00", id: "221b6439-c282-4bf9-9ddc-8c2b8975e809",
            sent: "2024-08-18T12:00:00+02:00",
            refersTo: [], thread: "afe59274-01a4-42b1-8bf4-a7cf907aac53", paragraphs: 1, files: [],
            episodes: [], numbers: ["2"]),
        .init(
            "R-Tek-E-new-parallel", .message, category: "nursing", at: "2024-08-21T12:00:00+02:00",
            id: "9db30fd5-f443-4c7f-8e1a-e8da7e758f0a", sent: "2024-08-21T12:00:00+02:00",
            refersTo: [], thread: "1b1cf143-519a-44f9-b471-05f34fce0670", paragraphs: 1, files: [],
            episodes: [], numbers: ["2"]),
        .init(
            "R-Tek-F-new-parallel", .reply, category: "examination-results", at: "2024-08-22T12:30:00+02:00",
            id: "cecb42e9-4909-4287-a66e-992f6bd1b17f", sent: "2024-08-22T12:30:00+02:00",
            refersTo: ["9db30fd5-f443-4c7f-8e1a-e8da7e758f0a"], thread: "1b1cf143-519a-44f9-b471-05f34fce0670", paragraphs: 2,
            files: [28416],
            episodes: [], numbers: ["2"]),
        .init(
            "R-Tek-G", .message, category: "decease", at: "2024-08-23T16:00:00+02:00", id: "f7f519bd-a104-43fb-ab8a-058eeaec68c7",
            sent: "2024-08-23T16:00:00+02:00",
            refersTo: [], thread: "b84738c1-a67f-4de9-a883-fab6d0ba0c44", paragraphs: 1, files: [],
            episodes: [], numbers: ["2"]),
        .init(
            "R-Tek-H", .reply, category: "examination-results", at: "2024-08-24T12:30:00+02:00", id: "2414b445-665f-41af-9ecd-b97c0b58c081",
            sent: "2024-08-24T12:30:00+02:00",
            refersTo: ["8f537c84-17f9-4fd1-a3d6-3d4008d6c6ec"], thread: "d6d721a1-f4ec-4906-8946-ef808525bef1", paragraphs: 2, files: [],
            episodes: [], numbers: ["6.1.1"]),
        .init(
            "R-Tek-I-reply-order", .message, category: "examination-results", at: "2024-08-24T12:00:00+02:00",
            id: "8f537c84-17f9-4fd1-a3d6-3d4008d6c6ec", sent: "2024-08-24T12:00:00+02:00",
            refersTo: [], thread: "d6d721a1-f4ec-4906-8946-ef808525bef1", paragraphs: 1, files: [],
            episodes: [], numbers: ["6.1.1"]),
        .init(
            "R-Tek-J-dublicate", .message, category: "outpatient", at: "2024-08-25T15:20:00+02:00",
            id: "7784a5ff-0293-4a54-aaf1-974714807fb3", sent: "2024-08-25T15:20:00+02:00",
            refersTo: [], thread: "4098a5ef-3e35-455c-b6cb-01533423593b", paragraphs: 1, files: [],
            episodes: [], numbers: ["2"]),
        .init(
            "R-Tek-K-dublicate", .message, category: "telemedicine", at: "2024-08-28T15:20:00+02:00",
            id: "559e4be0-e1f2-4371-969d-29bbbd5ca9d1", sent: "2024-08-28T15:20:00+02:00",
            refersTo: [], thread: "69ab69e8-af33-4e93-9171-7906ad43c1ab", paragraphs: 1, files: [],
            episodes: [], numbers: ["2"]),
        .init(
            "R-Tek-L-dublicate", .message, category: "telemedicine", at: "2024-08-28T15:20:00+02:00",
            id: "559e4be0-e1f2-4371-969d-29bbbd5ca9d1", sent: "2024-08-28T15:20:00+02:00",
            refersTo: [], thread: "69ab69e8-af33-4e93-9171-7906ad43c1ab", paragraphs: 1, files: [],
            episodes: [], numbers: ["2"]),
        .init(
            "R-Tek-M-dublicate-inv", .message, category: nil, at: "2024-08-27T15:20:00+02:00", id: "6550cb10-06e1-44fa-a66d-72f3f60c7c55",
            sent: "2024-08-27T15:20:00+02:00",
            refersTo: [], thread: "f3eb2617-5388-4210-ad77-fc1da77f9108", paragraphs: 1, files: [],
            episodes: [], numbers: ["2"]),
        .init(
            "R-Tek-N-dublicate-inv", .message, category: nil, at: "2024-08-27T15:20:00+02:00", id: "6550cb10-06e1-44fa-a66d-72f3f60c7c55",
            sent: "2024-08-27T15:20:00+02:00",
            refersTo: [], thread: "f3eb2617-5388-4210-ad77-fc1da77f9108", paragraphs: 1, files: [],
            episodes: [], numbers: ["2"]),
        .init(
            "S-A-new", .message, category: "acute-ambulant", at: "2024-09-05T14:00:00+02:00", id: "0ebb6284-eb20-45eb-8113-6620d2d08608",
            sent: "2024-09-05T14:00:00+02:00",
            refersTo: [], thread: "b2eb3d0e-5de5-4de9-b2a3-0ff321ad1c3a", paragraphs: 1, files: [],
            episodes: [], numbers: ["2"]),
        .init(
            "S-B-new", .message, category: "regarding-referral", at: "2024-09-06T17:15:00+02:00",
            id: "2dd1d41f-4fc5-40e7-8fd6-850bbc3cc22c", sent: "2024-09-06T17:15:00+02:00",
            refersTo: [], thread: "a036001b-7c8f-4f10-8aa1-cc8711223eee", paragraphs: 1, files: [10334],
            episodes: [], numbers: ["2"], priority: "asap"),
        .init(
            "S-C-new", .message, category: "examination-results", at: "2024-09-11T15:20:00+02:00",
            id: "5a663fe8-c361-411d-876d-4f6b06749e59", sent: "2024-09-11T15:20:00+02:00",
            refersTo: [], thread: "5fdc8520-7a2f-497c-97ed-fcca13f12f8b", paragraphs: 1, files: [],
            episodes: [], numbers: ["2"]),
        .init(
            "S-D-new", .message, category: "decease", at: "2024-09-12T16:00:00+02:00", id: "3480293d-1e3b-4132-ac19-ee3b9a0bd19b",
            sent: "2024-09-12T16:00:00+02:00",
            refersTo: [], thread: "3cd0beb4-fe08-4d0c-8dcb-f0020b434cf3", paragraphs: 1, files: [113327],
            episodes: [], numbers: ["2"]),
        .init(
            "S-E-forward", .message, category: "decease", at: "2024-09-14T14:25:00+02:00", id: "3dbffafe-ce3c-45b0-bca7-2c008c478e79",
            sent: "2024-09-14T14:25:00+02:00",
            refersTo: ["42fa2844-5020-45dd-bd5f-77137ba5ca1f"], thread: "06a106f9-df1c-4064-9031-b6a4cb841e85", paragraphs: 2, files: [],
            episodes: [], numbers: ["2"], isForward: true),
        .init(
            "S-Tek-A-new-episodeOfCare", .message, category: "examination-results", at: "2024-09-15T15:20:00+02:00",
            id: "a07d8566-961a-47e1-80b9-cc9b2d2e16cb", sent: "2024-09-15T15:20:00+02:00",
            refersTo: [], thread: "c29f6032-28bf-4a11-af98-6f451fa77fee", paragraphs: 1, files: [],
            episodes: ["d3779c52-1fc9-4d96-93dc-693a4faab338"], numbers: ["2"]),
        .init(
            "S-Tek-B-new-episodeOfCare", .message, category: "examination-results", at: "2024-09-16T08:30:00+02:00",
            id: "7969a2b7-3ff4-4802-9246-8ed74102ed73", sent: "2024-09-16T08:30:00+02:00",
            refersTo: [], thread: "a6be8e47-43a0-4a34-8041-083d41eba038", paragraphs: 1, files: [],
            episodes: ["39e3e169-9ece-4ba4-bd24-2e0fbeebc333"], numbers: ["2"]),
        .init(
            "S-Tek-C-new", .reply, category: "examination-results", at: "2024-08-12T11:30:00+02:00",
            id: "f927c454-ef3e-4f60-9640-6727961d6a1f", sent: "2024-08-12T11:30:00+02:00",
            refersTo: ["0ebb6284-eb20-45eb-8113-6620d2d08608"], thread: "18fa94f2-d40d-46a6-b50d-4086c8e184ad", paragraphs: 2, files: [],
            episodes: [], numbers: ["2"]),
        .init(
            "S-Tek-CPR", .message, category: "examination-results", at: "2025-09-29T09:00:00+02:00",
            id: "73893146-ff6f-4455-99c3-9126c74d16a2", sent: "2025-09-29T09:00:00+02:00",
            refersTo: [], thread: "077f79ff-f338-4754-af9d-aa1a3e4da6a9", paragraphs: 1, files: [],
            episodes: [], numbers: ["6.1.1", "6.1.3"]),
    ]
}
