/// When each letter of a replay is due, in seconds after its start.
public enum ReplayPace: Sendable, Hashable {
    /// As many times faster than it happened.
    case times(Double)
    /// So many letters a second, however they came.
    case perSecond(Double)
    /// As fast as they are taken.
    case unhurried

    /// - Parameters:
    ///   - arrival: the seconds from the arrival of the first letter that is sent to that of this one.
    ///   - place: how many are sent before it.
    /// - Returns: nil where nothing is waited for.
    public func due(arrival: Int64, place: Int) -> Double? {
        switch self {
        case .times(let rate): Double(arrival) / rate
        case .perSecond(let rate): Double(place) / rate
        case .unhurried: nil
        }
    }
}
