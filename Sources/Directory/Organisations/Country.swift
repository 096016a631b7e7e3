public import FHIR

/// A country whose letters, holidays and local time Helhet knows.
public enum Country: String, Hashable, Sendable, CaseIterable {
    case no
    case dk

    /// The local time in which days begin and end.
    public var zone: Zone {
        switch self {
        case .no: .oslo
        case .dk: .copenhagen
        }
    }

    /// How many digits a municipality number has.
    var municipalityDigits: Int {
        switch self {
        case .no: 4
        case .dk: 3
        }
    }
}
