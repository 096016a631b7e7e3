/// What is wrong and what to do about it, in words that are safe to show: names of R4 only, never a value of the resource.
enum Sentence {
    // MARK: Structure

    static let missingType = "This resource does not say what it is. Give it a resourceType."
    static let unknownType = "R4 has no resource of this name. Give the name as in FHIR, such as Patient."
    static let emptyObject = "This object is empty. Leave the element out, or give it content."
    static let emptyList = "This list is empty. Leave the element out, or give it content."
    static let null =
        "Null may only stand in a list of primitive values, where the list with the underscore has an extension at the same place. "
        + "Leave the element out."
    static let listLengths = "The list with the underscore has not as many items as the list of values. Fill the shorter one up with null."

    static func unknownElement(_ type: String) -> String {
        "R4 has no such element in \(type). Remove it, or send it as an extension."
    }
    static func wrongForm(_ form: String, _ kind: Primitive) -> String { "Here should be \(form). \(kind.expected)" }
    static func wrongForm(_ form: String) -> String { "Here should be \(form). Send one, or leave the element out." }
    static func listExpected(_ name: String) -> String {
        "\(name) can be repeated, so it is always a list in JSON. Put brackets around it."
    }
    static func listUnexpected(_ name: String) -> String {
        "\(name) cannot be repeated, so it is never a list in JSON. Send one value without brackets."
    }
    static func missing(_ name: String, in type: String) -> String { "\(name) is missing; \(type) must have it. Add it." }
    static func severalChoices(_ name: String) -> String {
        "\(name) stands here with several types, and may have one only. Keep one of them."
    }
    static func tooDeep(_ limit: Int) -> String {
        "More than \(limit) objects lie inside each other; what is deeper was not checked. Send it flatter."
    }
    static func tooMany(_ limit: Int) -> String {
        "There are more than \(limit) problems; the rest is not listed. Mend these and check again."
    }

    // MARK: Values

    static let blank = "This text has nothing but white space. Write something visible, or leave the element out."
    static let tooLong = "This text has more than 1048576 characters. Send it as an attachment."
    static let controlCharacter = "This text has control characters other than tabs and line breaks. Remove them."
    static let narrativeMalformed =
        "The narrative is no well-formed XHTML with one div around all. Send <div xmlns=\"http://www.w3.org/1999/xhtml\">…</div>."
    static let narrativeForbidden =
        "The narrative has an element, attribute or entity that narratives may not have. Use basic formatting only, and characters instead of entities."
    static let narrativeEmpty = "The narrative has nothing to read. Write something, or leave the narrative out."

    static func format(_ kind: Primitive) -> String { "This is not written as R4 asks. \(kind.expected)" }

    // MARK: Codes

    static let mediaType = "This is no media type. Write it as type/subtype, such as application/pdf."
    static let currency = "This is no code of a currency. Write the three capital letters of ISO 4217, such as NOK."

    static func code(_ set: String) -> String { "This code is not in the value set \(set), which is required here. Use one of its codes." }
    static func concept(_ set: String) -> String {
        "None of the codings is from the value set \(set), which is required here. Add a coding with system and code from it."
    }
    static func codeNotChecked(_ set: String) -> String {
        "Not all codes of the value set \(set) are loaded, so this one was not checked. Load it to have it checked."
    }

    // MARK: References

    static let referenceForm =
        "This is no reference. Write Type/id with a resource of R4, an absolute address, or #id for something contained."
    static let referenceType = "The type that is stated differs from the one in the reference. Make them agree, or leave the type out."
    static let brokenReference = "Nothing contained has this id. Contain the resource, or point elsewhere."
    static let notInBundle =
        "No entry of the Bundle has this fullUrl, and nothing else can be found by it. Add the entry, or point elsewhere."
    static let containedInContained = "A contained resource contains another. Contain both in the outer resource."
    static let containedUnreferenced = "Nothing in the resource points at this contained resource. Point at it, or leave it out."
    static let containedVersion = "A contained resource has no version or time of change of its own. Remove versionId and lastUpdated."
    static let containedSecurity = "A contained resource has no security labels of its own. Label the resource that contains it."
    static let containedWithoutID = "A contained resource must have an id to be pointed at. Give it one."
    static let containedRepeatedID = "Two contained resources have the same id. Give each its own."
    static let repeatedElementID = "Another element of this resource has the same id. Give each its own."

    static func referenceTarget(_ types: String) -> String { "This reference may point at \(types) only. Point at one of these." }

    // MARK: Elements

    static let extensionURL = "The url of an extension must be absolute, unless it is inside another extension. Write the whole address."
    static let withoutContent = "This element has nothing but an id. Give it content, or leave it out."

    static func extensionContent(_ hasBoth: Bool) -> String {
        hasBoth
            ? "An extension has a value or extensions of its own, not both. Remove one of them."
            : "An extension has a value or extensions of its own; this has neither. Add one of them."
    }

    // MARK: Bundles

    static let bundleTotal = "Only search sets and histories have a total. Remove it, or correct the type of the Bundle."
    static let bundleSearch = "Only entries of search sets have search. Remove it, or correct the type of the Bundle."
    static let bundleRepeated = "Another entry has the same fullUrl and version. Give each entry its own."
    static let bundleVersionedURL = "A fullUrl names no version. Leave out /_history/ and what follows."
    static let documentIdentifier = "A document must have an identifier with system and value. Add it."
    static let documentTimestamp = "A document must say when it was put together. Add timestamp."
    static let documentFirst = "The first entry of a document must be a Composition. Put it first."
    static let messageFirst = "The first entry of a message must be a MessageHeader. Put it first."
    static let fullURLRelative = "A fullUrl must be absolute. Write the whole address, or urn:uuid: and a UUID."
    static let fullURLDisagrees = "The fullUrl names another resource than the one in the entry. Let it end in the resource's type and id."
    static let requestWithoutResource = "POST and PUT send a resource, and this entry has none. Add it."

    static func bundleRequest(isMissing: Bool) -> String {
        isMissing
            ? "Entries of batches, transactions and histories must have a request. Add it."
            : "Only entries of batches, transactions and histories have a request. Remove it, or correct the type of the Bundle."
    }
    static func bundleResponse(isMissing: Bool) -> String {
        isMissing
            ? "Entries of responses and histories must have a response. Add it."
            : "Only entries of responses and histories have a response. Remove it, or correct the type of the Bundle."
    }

    // MARK: Invariants

    static func invariant(_ key: String, _ expression: String) -> String {
        "The rule \(key) of R4 does not hold here. Make this true: \(expression)"
    }
    static func invariantNotChecked(_ key: String) -> String {
        "The rule \(key) of R4 could not be evaluated here, so it was not checked. Check it by hand."
    }
}
