import Access
import Journal

/// Something of the journal that an answer shows, changed or tells of, for the decision and its trace.
///
/// Whoever puts a resource into an answer adds a sight of it to ``Answer/sights``.
struct Sight: Sendable, Hashable {
    var type: String
    /// `Observation/01a`, `letter/12`.
    var name: String
    var subject: SubjectID?

    init(_ stored: StoredResource) {
        self.init(stored.type, "\(stored.type)/\(stored.id)", of: stored.subject)
    }

    init(_ type: String, _ name: String, of subject: SubjectID?) {
        self.type = type
        self.name = name
        self.subject = subject
    }
}
