import FHIR
import HTTPTypes
import Journal

/// Which resource a call is about: that with the id in its address, or the one that the conditions there fit.
/// https://hl7.org/fhir/R4/http.html#cond-update
enum Target: Sendable {
    case id(String)
    case condition(Condition)

    /// The current version, which may be a deletion; nil when there is none, or nothing fits.
    func current(_ type: String, in reader: any JournalReader) throws -> StoredResource? {
        switch self {
        case .id(let id): try MergedPatient.current(type, id, in: reader)
        case .condition(let condition): try condition.match(in: reader)
        }
    }
}

extension Call {
    /// What a change is about. A transaction has settled it before; parameters of an address without id are conditions.
    func target() throws(Problem) -> Target {
        if let assigned { return .id(assigned) }
        guard id.isEmpty else {
            _ = try parameters()
            return .id(id)
        }
        let conditions = query.filter { !Self.general.contains($0.name) }
        guard !conditions.isEmpty, let condition = try Condition(FormEncoding.query(conditions), type: type, in: context) else {
            throw Problem(
                .invalid,
                "The address says neither which resource is meant nor what it must fit. Add an id, or conditions: `?identifier=…`.")
        }
        return .condition(condition)
    }

    /// Refuses unless the current version is one that the client expects. https://hl7.org/fhir/R4/http.html#concurrency
    func checkPreconditions(_ current: StoredResource?) throws(Problem) {
        let version = current.flatMap { $0.resource == nil ? nil : $0.versionID }
        if let wanted = headers[.ifMatch] {
            guard let version, EntityTag.names(version, in: wanted) else { throw .changed }
        }
        if let unwanted = headers[.ifNoneMatch], let version, EntityTag.names(version, in: unwanted) { throw .unwanted }
    }
}

extension Problem {
    fileprivate static let changed = Problem(
        .preconditionFailed,
        "It is not the version that `If-Match` names. Read it again, repeat your change and send it with the new `ETag`.")

    fileprivate static let unwanted = Problem(
        .preconditionFailed, "It is there in a version that `If-None-Match` rules out. Leave the header out to change it all the same.")
}
