/// What a value is compared with.
public enum SearchTest: Sendable, Hashable {
    case token(system: String?, code: String?)
}
