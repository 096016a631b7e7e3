extension JournalError {
    /// That there are more different values of a parameter than are looked at one by one.
    public static func tooManyValues(_ code: String, limit: Int) -> JournalError {
        JournalError(
            .invalid, "There are more than \(limit) different values of `\(code)`, which are not listed. Search for those that are meant.")
    }

    /// What a closed journal answers.
    public static let closed = JournalError(.unavailable, "The journal is closed; start the hub again.")
    public static let noSubject = JournalError(.notFound, "There is no such citizen in the journal.")
    public static let noLetter = JournalError(.notFound, "There is no such letter in the journal.")
    public static let noItem = JournalError(.notFound, "There is no such item in the outbox.")
    public static let noPlan = JournalError(.notFound, "The citizen has no plan.")
    public static let alreadyFiled = JournalError(.conflict, "The letter is already filed; count one more arrival instead.")
    public static let notRoot = JournalError(.invalid, "The citizen is known under another identity; apply the projection to that one.")
    public static let selfLink = JournalError(.invalid, "An identity cannot be linked with itself; choose another.")
    public static let incidentLink = JournalError(
        .invalid, "An incident is nobody's identity, so nothing is linked with it; say who takes part in it.")
    public static let badID = JournalError(
        .invalid, "The id of a resource must be 1 to 64 letters, digits, hyphens and dots; choose such an id.")
}
