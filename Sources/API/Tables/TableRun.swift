import FHIR
import Journal
import Views

/// A table under way: each call makes a further piece of it, and between two calls nothing of the journal is held.
actor TableRun {
    /// What a resource's rows have been written into and nobody has taken yet.
    private final class Basket {
        var bytes: [UInt8] = []
    }

    private let journal: any Journal
    private let given: Bool
    private let search: Search
    private let gate: Gate
    private let parameters: SearchParameters
    private let basket = Basket()
    private var table: Table
    /// The rest of the page.
    private var waiting: ArraySlice<(resource: Resource, place: String, sight: Sight?)>
    private var walk: ResourceWalk?
    private var isFinished = false
    /// Whose rows are in the basket.
    private var sights: [Sight] = []

    /// Bytes that a piece has, and at most one resource's rows more.
    private static let pieceBytes = 65_536

    /// - Parameter maximumBytes: what the rows of one resource may have: they are made in one go.
    init(_ request: TableRequest, journal: any Journal, maximumBytes: Int) {
        self.journal = journal
        search = request.search
        parameters = request.parameters
        gate = request.gate
        given = request.given != nil
        waiting = (request.given ?? []).map { ($0.resource, $0.place, nil) }[...]
        walk = request.given == nil ? ResourceWalk(request.gate.guarded(request.search), request.parameters) : nil
        let basket = basket
        table = Table(request.view, request.format, header: request.header, atMost: request.limit) { piece in
            guard basket.bytes.count + piece.count <= max(maximumBytes, 2 * Self.pieceBytes) else {
                throw ViewError(
                    .tooLarge, "The rows of one resource have more than \(maximumBytes) bytes. Let the view select less.")
            }
            basket.bytes += piece
        }
    }

    /// The next bytes; nil at the end. What it throws is a ``Problem``.
    func next() async throws -> Answer.Piece? {
        while !isFinished {
            if basket.bytes.count >= Self.pieceBytes { return take() }
            if table.isFull {
                try finish()
            } else if let (resource, place, sight) = waiting.popFirst() {
                try await add(resource, place)
                if let sight { sights.append(sight) }
            } else if let here = walk {
                let page = try await journal.read { try here.page(in: $0) }
                waiting =
                    page.resources.filter(gate.permits).compactMap { stored in
                        stored.resource.map { ($0, "\(stored.type)/\(stored.id)", Sight(stored)) }
                    }[...]
                walk = page.next
            } else {
                try finish()
            }
        }
        return basket.bytes.isEmpty && sights.isEmpty ? nil : take()
    }

    private func take() -> Answer.Piece {
        defer {
            basket.bytes = []
            sights = []
        }
        return Answer.Piece(bytes: basket.bytes, sights: sights)
    }

    private func finish() throws {
        try table.finish()
        isFinished = true
    }

    private func add(_ resource: Resource, _ place: String) async throws {
        // What the journal gives has been chosen already.
        if given, try await !isWanted(resource) { return }
        do {
            try table.add(resource)
        } catch let error as ViewError {
            let position = error.position.map { "\($0.line):\($0.column): " } ?? ""
            let element = error.path.map { "\($0): " } ?? ""
            throw Problem(
                .unprocessable, "The view was stopped at \(place). \(element)\(position)\(error.message)", path: given ? place : nil,
                cause: error.description)
        }
    }

    private func isWanted(_ resource: Resource) async throws -> Bool {
        guard resource.type == search.type else { return false }
        guard !search.criteria.isEmpty else { return true }
        let (search, parameters) = (search, parameters)
        return try await journal.read { reader in
            // When nobody knows when it was changed, no bound leaves it out.
            let updated = resource.root.string("meta.lastUpdated").flatMap { Instant($0) }
            let stored = StoredResource(
                type: resource.type, id: resource.id ?? "", version: 1, updated: updated ?? .distantFuture, commit: 0, subject: nil,
                source: .act(0), resource: resource)
            return try search.criteria.allSatisfy { criterion in
                if case .updated = criterion, updated == nil { return true }
                return try parameters.matches(parameters.resolved(criterion, in: reader), stored, in: reader)
            }
        }
    }
}
