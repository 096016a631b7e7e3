import Directory
import FHIR
import HTTPTypes
import Journal
import Pathways

extension Pages {
    /// How many citizens a list shows at a time.
    private static let listed = 50

    /// What came of a pathway, by its own definition, as of now.
    func figures(_ id: String, _ visit: Visit) async throws -> PageResponse {
        guard library.definitions.contains(where: { $0.id == id }) else {
            return visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound)
        }
        try visit.permitCounting()
        let address = FigureAddress(pathway: id, query: visit.request.query)
        let progress = try await figureKeeper.catchUp()
        let figures = await figureKeeper.figures(address.question(visit.phrasing.zone), library: library, at: visit.phrasing.now)
        let alone = figures.alone
        let hidden = try await journal.read { try $0.protected(among: alone) }
        var composer = FiguresComposer(pages: self, visit: visit, address: address, figures: figures, progress: progress, hidden: hidden)
        let page = composer.page
        return try visit.page(page).showing(composer.worded)
    }

    /// The citizens behind one number, each leading to the citizen's own page.
    func figureCitizens(_ id: String, _ visit: Visit) async throws -> PageResponse {
        let address = FigureAddress(pathway: id, query: visit.request.query)
        guard library.definitions.contains(where: { $0.id == id }), let figure = address.figure else {
            return visit.notice(.notFoundTitle, visit.say(.notFoundText), status: .notFound)
        }
        try visit.permitCounting()
        try await figureKeeper.catchUp()
        let members = await figureKeeper.members(
            of: figure, address.question(visit.phrasing.zone), library: library, at: visit.phrasing.now, after: address.after,
            limit: Self.listed + 1)
        let shown = Array(members.prefix(Self.listed))
        let found = try await journal.read { reader in
            try shown.map { member in
                (
                    member, try reader.plan(of: member.citizen).flatMap { Plan(json: $0.plan) },
                    try member.fact.flatMap { try reader.fact($0) }
                )
            }
        }
        let composer = FigureCitizensComposer(pages: self, visit: visit, address: address, figure: figure)
        let rows = found.compactMap { member, plan, fact in plan.flatMap { composer.row(member, $0, fact) } }
        let next = members.count > shown.count ? shown.last : nil
        return try visit.page(composer.page(rows, next: next)).showing(shown.map(\.citizen))
    }
}
