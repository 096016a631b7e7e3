import FHIR

/// The cells of one row, filled in place for one row after the other: nearly all are but places on the document's tape.
final class RowCells {
    let count: Int
    private let places: UnsafeMutablePointer<Int>
    /// What does not stand in the resource, in the slots where `places` says so.
    private var others: [Cell]

    /// What stands instead of a place.
    static let null = -1
    static let other = -2

    init(count: Int) {
        self.count = count
        places = .allocate(capacity: count)
        places.initialize(repeating: RowCells.null, count: count)
        others = Array(repeating: .null, count: count)
    }

    deinit { places.deallocate() }

    @inline(__always) func place(_ slot: Int) -> Int { places[slot] }

    @inline(__always) func put(_ place: Int, at slot: Int) { places[slot] = place }

    func put(_ cell: Cell, of document: BorrowedDocument, at slot: Int) {
        switch cell {
        case .null: places[slot] = RowCells.null
        case .element(let element) where element.document == document: places[slot] = element.wordIndex
        case .element, .boolean, .number, .text, .list:
            places[slot] = RowCells.other
            others[slot] = cell
        }
    }

    func cell(_ slot: Int, of document: BorrowedDocument) -> Cell {
        let place = places[slot]
        if place >= 0 { return .element(document.element(place)) }
        return place == RowCells.null ? .null : others[slot]
    }

    func all(of document: BorrowedDocument) -> [Cell] { (0..<count).map { cell($0, of: document) } }
}
