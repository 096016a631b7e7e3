import Directory
import Exchange
import FHIR
import Foundation
import Journal

/// Fills an empty store with a few invented citizens of the demo's municipalities, so that there is something to see.
///
/// The letters are made from `demo/letters` with times counted back from the clock, and go in where every letter goes in. A store with
/// letters is left as it is; a store in production is refused.
struct Demo {
    let hub: Hub
    let clock: @Sendable () -> Instant

    func fill() async throws {
        guard !hub.configuration.production else {
            throw Problem.usage("The demo is not for a store in production. Start without --demo, or with a configuration for trying out.")
        }
        var query = LetterQuery()
        query.limit = 1
        guard try await hub.journal.read({ [query] in try $0.letters(query) }).isEmpty else { return }
        let letters = try DemoIndex(folder: folder).letters(at: clock(), zone: hub.configuration.timeZone)
        for letter in letters {
            let reception = try await hub.intake.receive(letter.bytes, at: letter.sent)
            guard reception.outcome == .accepted else {
                throw Problem.failed(
                    "A letter of the demo was not taken (\(letter.place)): \(reception.because ?? reception.outcome.rawValue)")
            }
        }
        Narration.say("The demo has \(letters.count) letters. Everybody in it is invented.")
    }

    /// `letters` beside the configuration file.
    private var folder: String {
        for setting in hub.configuration.settings {
            guard case .file(let place) = setting.source else { continue }
            return URL(fileURLWithPath: place.file).deletingLastPathComponent().appendingPathComponent("letters").path
        }
        return "demo/letters"
    }
}
