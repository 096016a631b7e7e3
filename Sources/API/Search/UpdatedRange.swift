import FHIR

/// The times that `_lastUpdated` asks for: https://hl7.org/fhir/R4/search.html#date
///
/// A value covers all the time that it can mean (`2026-01` is a month); what has no offset is read as UTC.
struct UpdatedRange: Sendable, Hashable {
    /// Inclusive.
    var from: Instant?
    /// Exclusive.
    var to: Instant?

    init(_ value: String) throws(Problem) {
        let prefix = value.prefix { $0.isLetter }
        // A plus sign that was not escaped arrives as a space.
        guard let moment = Moment(String(value.dropFirst(prefix.count)).replacing(" ", with: "+"), zone: .utc) else {
            throw Problem(
                .badValue, "`_lastUpdated` needs one time, such as `2026-01-31` or `ge2026-01-31T10:00:00Z`. Repeat it for a range.")
        }
        switch prefix {
        case "", "eq": (from, to) = (moment.instant, moment.end)
        case "gt", "sa": from = moment.end
        case "ge": from = moment.instant
        case "lt", "eb": to = moment.instant
        case "le": to = moment.end
        default:
            throw Problem(.badValue, "This prefix is not offered for `_lastUpdated`. Use eq, gt, lt, ge, le, sa or eb.")
        }
    }
}
