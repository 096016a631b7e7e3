import Exchange
import FHIR
import Journal
import Synchronization

/// What was worked out of one citizen the last time: read, folded and written.
struct CitizenMemory: Sendable {
    var record = RecordMemory()
    var fold: FoldMemory?
    private(set) var drafts: [Projection.Draft] = []

    /// Takes these as what stands now; what is written as it was the last time is not hashed again.
    mutating func draft(_ written: [WrittenResource]) {
        let last = drafts
        var next = 0
        drafts = written.map { resource in
            // They mostly come in the order in which they came.
            func isIt(_ draft: Projection.Draft) -> Bool { draft.id == resource.id && draft.type == resource.type }
            let place = next < last.count && isIt(last[next]) ? next : last.firstIndex(where: isIt)
            if let place { next = place + 1 }
            return Projection.Draft(resource, after: place.map { last[$0] })
        }
    }
}

/// Memories of the citizens who were folded last. Of one that is not there everything is worked out anew.
final class CitizenMemories: Sendable {
    /// At some fifty kilobytes each, twenty megabytes.
    private static let limit = 512
    /// Of a citizen with more nothing is kept.
    private static let heaviest = 1_000_000

    private let kept = Mutex(Generations<SubjectID, CitizenMemory>(limit: limit))
    /// The number of the last erasure that is known.
    private let erasure = Mutex<Int64>(0)

    var lastErasure: Int64 {
        get { erasure.withLock { $0 } }
        set { erasure.withLock { $0 = newValue } }
    }

    func memory(of citizen: SubjectID) -> CitizenMemory { kept.withLock { $0.find(citizen) } ?? CitizenMemory() }

    func forget() { kept.withLock { $0 = Generations(limit: Self.limit) } }

    func forget(_ citizen: SubjectID) { kept.withLock { $0.remove(citizen) } }

    func keep(_ memory: CitizenMemory, of citizen: SubjectID) {
        guard memory.record.weight <= Self.heaviest else { return }
        kept.withLock { $0.keep(memory, for: citizen) }
    }
}
