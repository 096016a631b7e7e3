/// A profile that can be walked. https://hl7.org/fhir/R4/structuredefinition.html
final class Profile: Sendable {
    /// Its address, as sentences name it.
    let url: String
    /// Among all that are loaded.
    let number: Int
    /// The type that it constrains, in `R4.table.types`.
    let type: Int32
    let root: ElementRule
    /// Elements whose content others have too, by their path.
    let contents: [String: ElementRule]

    init(url: String, number: Int, type: Int32, root: ElementRule, contents: [String: ElementRule]) {
        (self.url, self.number, self.type, self.root, self.contents) = (url, number, type, root, contents)
    }
}

/// What stands at the address of a profile.
enum FoundProfile: Sendable {
    /// A type of R4, which has no rules but R4's own.
    case type(Int32)
    case profile(Profile)
    /// It is loaded and cannot be used: why.
    case broken(String)
}
