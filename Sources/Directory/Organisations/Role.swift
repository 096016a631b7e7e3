/// What an organisation is to a citizen: what pathways name as the owner of a step.
///
/// The set grows; a directory file may use only ``known`` ones.
public struct Role: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var code: String

    public init(_ code: String) { self.code = code }

    public static let hospital = Role("hospital")
    public static let municipality = Role("municipality")
    public static let generalPractice = Role("general-practice")
    public static let emergencyPrimaryCare = Role("emergency-primary-care")
    public static let dispatch = Role("dispatch")
    public static let privateSpecialist = Role("private-specialist")
    /// Nursing at home: sykepleietjeneste, hjemmesygepleje.
    public static let homeCare = Role("home-care")
    public static let nursingHome = Role("nursing-home")
    public static let rehabilitation = Role("rehabilitation")
    public static let pharmacy = Role("pharmacy")
    /// Any other health service.
    public static let healthcare = Role("healthcare")

    /// The roles that directory files may use.
    public static let known: [Role] = [
        .hospital, .municipality, .generalPractice, .emergencyPrimaryCare, .dispatch, .privateSpecialist, .homeCare, .nursingHome,
        .rehabilitation, .pharmacy, .healthcare,
    ]

    public var description: String { code }

    public static func < (a: Role, b: Role) -> Bool { a.code.precedes(b.code) }
}
