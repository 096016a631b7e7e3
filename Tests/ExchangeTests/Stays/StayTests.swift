import Directory
import FHIR
import Journal
import Testing

@testable import Exchange

@Suite("A stay read from letters in any order") struct StayTests {
    struct Course: Sendable, CustomTestStringConvertible {
        var name: String
        var letters: [[UInt8]]
        var account: [String]

        init(_ name: String, _ letters: [[UInt8]], _ account: [String]) {
            (self.name, self.letters, self.account) = (name, letters, account)
        }

        init(_ name: String, _ letters: [Told], _ account: [String]) { self.init(name, letters.map(\.bytes), account) }

        var testDescription: String { name }
    }

    private static func check(_ course: Course) async throws {
        for order in course.letters.permutations {
            let (record, _) = try await KITHIntakeTests.record(of: order)
            #expect(record.account == course.account)
            for stay in record.stays {
                #expect(zip(stay.events, stay.events.dropFirst()).allSatisfy { $0.when <= $1.when }, "events stand in their order")
            }
        }
    }

    private static let admitted = Told.admitted("2026-01-10T08:00:00", sent: "2026-01-10T08:05:00")
    private static let discharged = Told.discharged("2026-01-12T11:00:00", sent: "2026-01-12T12:00:00")

    private static let ready = Told.ready("2026-01-10T10:00:00", since: "2026-01-10T08:00:00", sent: "2026-01-10T10:05:00")

    @Test("has no period when nobody said when it began or ended") func noPeriod() async throws {
        let (record, _) = try await KITHIntakeTests.record(of: [Told.earlyNotice(sent: "2026-01-10T08:40:00")])
        #expect(record.stays.count == 1)
        let stays = record.resources().filter { ["Encounter", "EpisodeOfCare"].contains($0.type) }
        #expect(stays.count == 2)
        for resource in stays { #expect(resource["period"] == nil) }
    }
}
