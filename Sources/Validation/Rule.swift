/// The rules that are checked by hand; all other invariants of R4 come from its table.
package enum Rule: String, Sendable, CaseIterable {
    // MARK: Structure, https://hl7.org/fhir/R4/json.html
    case unknownElement = "unknown-element"
    case unknownType = "unknown-type"
    case missingType = "missing-type"
    case wrongForm = "wrong-form"
    case listExpected = "list-expected"
    case listUnexpected = "list-unexpected"
    case empty
    case null
    case listLengths = "list-lengths"
    case missing
    case severalChoices = "several-choices"
    case tooDeep = "too-deep"
    case tooMany = "too-many"

    // MARK: Values, https://hl7.org/fhir/R4/datatypes.html
    case format
    case controlCharacter = "control-character"
    case blank
    case tooLong = "too-long"
    case narrativeForm = "txt-1"
    case narrativeContent = "txt-2"

    // MARK: Codes, https://hl7.org/fhir/R4/terminologies.html
    case code
    case codeNotChecked = "code-not-checked"

    // MARK: References, https://hl7.org/fhir/R4/references.html
    case referenceForm = "reference-form"
    case referenceTarget = "reference-target"
    case referenceType = "reference-type"
    case brokenReference = "ref-1"
    case notInBundle = "not-in-bundle"
    case containedInContained = "dom-2"
    case containedUnreferenced = "dom-3"
    case containedVersion = "dom-4"
    case containedSecurity = "dom-5"
    case containedWithoutID = "contained-without-id"
    case containedRepeatedID = "contained-repeated-id"
    case repeatedElementID = "repeated-element-id"

    // MARK: Elements, https://hl7.org/fhir/R4/element.html
    case withoutContent = "ele-1"
    case extensionContent = "ext-1"
    case extensionURL = "extension-url"

    // MARK: Bundles, https://hl7.org/fhir/R4/bundle.html
    case bundleTotal = "bdl-1"
    case bundleSearch = "bdl-2"
    case bundleRequest = "bdl-3"
    case bundleResponse = "bdl-4"
    case bundleRepeated = "bdl-7"
    case bundleVersionedURL = "bdl-8"
    case documentIdentifier = "bdl-9"
    case documentTimestamp = "bdl-10"
    case documentFirst = "bdl-11"
    case messageFirst = "bdl-12"
    case fullURLRelative = "full-url-relative"
    case fullURLDisagrees = "full-url-disagrees"
    case requestWithoutResource = "request-without-resource"

    // MARK: Invariants
    case invariantNotChecked = "invariant-not-checked"

    // MARK: Profiles, https://hl7.org/fhir/R4/profiling.html
    case profileUnknown = "profile-unknown"
    case profileNotChecked = "profile-not-checked"
    case profileOfOtherType = "profile-of-other-type"
    case profileMinimum = "profile-minimum"
    case profileMaximum = "profile-maximum"
    case profileType = "profile-type"
    case profileTarget = "profile-target"
    case targetNotChecked = "target-not-checked"
    case profileFixed = "profile-fixed"
    case profilePattern = "profile-pattern"
    case profileLength = "profile-length"
    case profileLimit = "profile-limit"
    case limitNotChecked = "limit-not-checked"
    case codeExtensible = "code-extensible"
    case sliceMinimum = "slice-minimum"
    case sliceMaximum = "slice-maximum"
    case sliceClosed = "slice-closed"
    case sliceOrder = "slice-order"
    case sliceNotChecked = "slice-not-checked"

    var severity: Problem.Severity {
        switch code {
        case .notSupported, .informational: .information
        case .structure, .required, .value, .invariant, .codeInvalid, .duplicate, .notFound, .tooCostly:
            [.controlCharacter, .blank, .notInBundle, .codeExtensible].contains(self) ? .warning : .error
        }
    }

    var code: Problem.Code {
        switch self {
        case .unknownElement, .unknownType, .missingType, .wrongForm, .listExpected, .listUnexpected, .empty, .null, .listLengths,
            .severalChoices, .referenceTarget, .profileOfOtherType, .profileMaximum, .profileType, .profileTarget, .sliceMaximum,
            .sliceClosed,
            .sliceOrder:
            .structure
        case .missing, .containedWithoutID, .profileMinimum, .sliceMinimum: .required
        case .tooDeep: .tooCostly
        case .tooMany: .informational
        case .format, .controlCharacter, .blank, .tooLong, .referenceForm, .referenceType, .extensionURL, .fullURLRelative,
            .fullURLDisagrees, .profileFixed, .profilePattern, .profileLength, .profileLimit:
            .value
        case .code, .codeExtensible: .codeInvalid
        case .codeNotChecked, .invariantNotChecked, .profileNotChecked, .targetNotChecked, .limitNotChecked, .sliceNotChecked: .notSupported
        case .brokenReference, .notInBundle, .profileUnknown: .notFound
        case .containedRepeatedID, .repeatedElementID, .bundleRepeated: .duplicate
        case .narrativeForm, .narrativeContent, .containedInContained, .containedUnreferenced, .containedVersion, .containedSecurity,
            .withoutContent, .extensionContent, .bundleTotal, .bundleSearch, .bundleRequest, .bundleResponse, .bundleVersionedURL,
            .documentIdentifier, .documentTimestamp, .documentFirst, .messageFirst, .requestWithoutResource:
            .invariant
        }
    }
}
