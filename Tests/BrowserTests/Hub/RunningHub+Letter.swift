import Running

extension RunningHub {
    struct NotTaken: Error { var answer: String }

    /// Posts a letter as a sender's system does, and fails unless it is taken.
    func post(_ letter: String) async throws {
        let answer = try await post(Array(letter.utf8), mediaType: letter.hasPrefix("{") ? "application/fhir+json" : "application/xml")
        guard (200..<300).contains(answer.status) else { throw NotTaken(answer: answer.text) }
    }
}
