import HTTPTypes

extension Answer {
    /// What the sender of a letter gets over HTTP. A receipt, good or bad, is an answer of its own layer, so HTTP itself says 200; only a
    /// letter that nobody can answer is refused by HTTP.
    static func letter(_ received: ReceivedLetter) -> Answer {
        var answer =
            if let receipt = received.receipt {
                Answer(.ok, .bytes(receipt, mediaType: received.mediaType ?? "application/octet-stream"))
            } else {
                withoutReceipt(received)
            }
        answer.sights = received.number.map { [Sight("letter", "letter/\($0)", of: received.subject)] } ?? []
        answer.headers.set("Helhet-Letter", received.number.map { String($0) })
        answer.headers.set("Helhet-Outcome", received.outcome.rawValue)
        return answer
    }

    private static func withoutReceipt(_ received: ReceivedLetter) -> Answer {
        let because = received.because.map { " \($0)" } ?? ""
        let kept = received.number == nil ? "" : " What came is kept, and a human will look at it."
        switch received.outcome {
        case .accepted, .duplicate: return Answer(.noContent)
        case .refused: return refusing("The letter was not taken, and no receipt is owed for it." + because)
        case .unreadable: return refusing("This cannot be read as a letter, so no receipt can be sent." + because + kept)
        case .skipped: return refusing("This is no letter that the hub knows." + because + " Resources go to `/fhir`.")
        }
    }

    private static func refusing(_ text: String) -> Answer {
        let problem = Problem(.unprocessable, text)
        return Answer(problem.kind.status, .resource(OperationOutcome.of(problem)))
    }
}

extension Problem {
    static let noLetter = Problem(.malformed, "The body is empty. Send the letter in it.")
}
