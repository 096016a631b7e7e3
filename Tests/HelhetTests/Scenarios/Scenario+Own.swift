/// Scenarios in letters of our own, which need nothing that is not part of the project.
extension Scenario {
    static let own: [Scenario] = ownDanish + ownChanges + ownConversations + ownNorwegian
}
