import Exchange

/// CareCommunications of our own: what belongs together is told by the id of the conversation, never by the order of arrival.
extension Scenario {
    private static let asked = Fixture.Conversation()

    private static let alsoAsked: Fixture.Conversation = {
        var letter = asked
        letter.id = "0a6f0000-0000-4000-8000-000000000102"
        letter.envelope = "0a6f0000-0000-4000-8000-00000000e102"
        letter.wrapped = "2026-01-06T10:03:05+01:00"
        letter.sent = "2026-01-06T10:03:05+01:00"
        letter.written = "2026-01-06T10:02:00+01:00"
        letter.text = "Kan hjemmeplejen komme klokken ti?"
        letter.isXML = true
        return letter
    }()

    private static let answered: Fixture.Conversation = {
        var letter = asked
        letter.id = "0a6f0000-0000-4000-8000-000000000103"
        letter.envelope = "0a6f0000-0000-4000-8000-00000000e103"
        letter.activity = "reply-message"
        letter.wrapped = "2026-01-06T11:14:05+01:00"
        letter.sent = "2026-01-06T11:14:05+01:00"
        letter.written = "2026-01-06T11:12:00+01:00"
        letter.text = "Ja, vi er der klokken ti."
        letter.answers = asked.id
        return letter
    }()

    /// The same letter in another envelope, as XML.
    private static func copy(of letter: Fixture.Conversation) -> Fixture.Conversation {
        var copy = letter
        copy.envelope = "0a6f0000-0000-4000-8000-00000000e109"
        copy.wrapped = "2026-01-06T10:30:05+01:00"
        copy.isXML = true
        return copy
    }

    /// A category that nobody has agreed on.
    private static let invalid: Fixture.Conversation = {
        var letter = asked
        letter.category = "lunch"
        return letter
    }()

    static let ownConversations: [Scenario] = [
        Scenario(name: "two messages at once, in JSON and XML", letters: sent(asked, alsoAsked), table: "thread of 2"),
        Scenario(name: "messages and an answer", letters: sent(asked, alsoAsked, answered), table: "thread of 3"),
        Scenario(name: "a message twice, in JSON and XML", letters: sent(asked, copy(of: asked)), duplicates: 1, table: "thread of 1"),
        Scenario(
            name: "an invalid message twice, in JSON and XML", letters: sent(invalid, copy(of: invalid)), duplicates: 1, outcome: .refused,
            table: ""),
    ]
}
