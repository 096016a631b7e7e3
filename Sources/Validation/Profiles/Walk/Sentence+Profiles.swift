extension Sentence {
    // MARK: Naming profiles

    static func profileUnknown(_ profile: Canonical) -> String {
        "The profile \(profile) is not loaded, so it was not checked. Load its definition, or name another profile."
    }
    static func profileBroken(_ profile: Canonical, _ reason: String) -> String {
        "The profile \(profile) cannot be used, so it was not checked: \(reason)"
    }
    static func profileOfOtherType(_ profile: Canonical, _ type: String) -> String {
        "The profile \(profile) is about \(type), which this is not. Name a profile of this type."
    }

    // MARK: Elements

    static func profileMinimum(_ name: String, _ count: Int, _ profile: String) -> String {
        count == 1
            ? "\(name) is missing; the profile \(profile) asks for it. Add it."
            : "There are fewer than \(count) of \(name), which the profile \(profile) asks for. Add what is missing."
    }
    static func profileMaximum(_ name: String, _ count: Int, _ profile: String) -> String {
        count == 0
            ? "The profile \(profile) does not allow \(name). Leave it out."
            : "The profile \(profile) allows \(name) no more than \(times(count)). Leave out what is too many."
    }
    static func profileType(_ types: String, _ profile: String) -> String {
        "The profile \(profile) allows \(types) here only. Send one of these types."
    }
    static func noneOfProfiles(_ profiles: [Canonical], _ profile: String) -> String {
        "The profile \(profile) asks this to conform to \(list(profiles.map(\.description), "or")), and it does to none. Check it against one of them."
    }
    static func noneOfProfilesKnown(_ profiles: [Canonical], _ path: String, _ profile: String) -> String {
        "Whether \(path) conforms to \(list(profiles.map(\.description), "or")), as the profile \(profile) asks, could not be checked. Load what they name."
    }
    static func profileTarget(_ targets: String, _ profile: String) -> String {
        "The profile \(profile) allows this reference to point at \(targets) only. Point at one of these, and see that it conforms."
    }
    static func targetNotChecked(_ targets: String, _ profile: String) -> String {
        "What this points at is not here, so whether it conforms to \(targets), as the profile \(profile) asks, was not checked. Send both in one Bundle."
    }

    // MARK: Values

    static func profileFixed(_ profile: String) -> String {
        "The profile \(profile) fixes the value that stands here, and this is another. Send the fixed value."
    }
    static func profilePattern(_ profile: String) -> String {
        "The profile \(profile) sets a pattern for the value that stands here, and this does not have all of it. Add what the pattern says."
    }
    static func profileLength(_ length: Int, _ profile: String) -> String {
        "The profile \(profile) allows no more than \(length) characters here. Shorten the text."
    }
    static func profileLimit(_ isLeast: Bool, _ limit: String?, _ profile: String) -> String {
        let bound = limit.map { " \($0)" } ?? ", see its definition"
        return "The \(isLeast ? "least" : "greatest") value that the profile \(profile) allows here is\(bound). Send one within it."
    }
    static func limitNotChecked(_ profile: String) -> String {
        "This cannot be compared with the limit that the profile \(profile) sets, so it was not checked. Write it with the same precision or unit."
    }

    // MARK: Codes

    static func codeExtensible(_ set: String) -> String {
        "No code here is from the value set \(set). Use one of its codes if any fits; others, or text alone, may stand here only if none does."
    }
    static func codeNotChecked(_ set: String, missing: String) -> String {
        missing == set
            ? "The value set \(set) is not loaded, so codes were not checked against it. Load it."
            : "Whether codes are in the value set \(set) was not checked: that takes \(missing), which is not loaded. Load it."
    }

    // MARK: Slices

    static func sliceMinimum(_ slice: String, _ name: String, _ count: Int, _ profile: String) -> String {
        "The slice \(slice) of \(name) must be here at least \(times(count)); so says the profile \(profile). Add it."
    }
    static func sliceMaximum(_ slice: String, _ name: String, _ count: Int, _ profile: String) -> String {
        count == 0
            ? "The profile \(profile) does not allow the slice \(slice) of \(name). Leave it out."
            : "The slice \(slice) of \(name) may be here no more than \(times(count)); so says the profile \(profile). Leave out what is too many."
    }
    static func sliceClosed(_ path: String, _ profile: String) -> String {
        "This is none of the slices of \(path), and the profile \(profile) allows no others. Leave it out, or make it one of them."
    }
    static func sliceOrder(_ path: String, _ profile: String) -> String {
        "The slices of \(path) have an order in the profile \(profile), and this stands too late. Put the slices in their order."
    }
    static func sliceAtEnd(_ path: String, _ profile: String) -> String {
        "What is in no slice of \(path) must come last; so says the profile \(profile). Put this before it."
    }
    static func sliceNotChecked(_ path: String, _ profile: String) -> String {
        "Which slices of \(path) these are could not be told, so not all that the profile \(profile) says of them was checked. "
            + "Load the value sets and profiles that tell them apart, or correct the discriminator."
    }

    // MARK: Constraints

    static func constraint(_ key: String, _ human: String, _ expression: String, _ profile: String) -> String {
        let said = human.isEmpty ? "" : " It says: \(human)"
        return "The rule \(key) of the profile \(profile) does not hold here.\(said) Make this true: \(expression)"
    }
    static func constraintNotChecked(_ key: String, _ profile: String) -> String {
        "The rule \(key) of the profile \(profile) could not be evaluated here, so it was not checked. Check it by hand."
    }

    private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

    /// Names with commas between them, and a word before the last.
    static func list(_ names: [String], _ word: String) -> String {
        names.count < 2 ? names.joined() : names.dropLast().joined(separator: ", ") + " \(word) " + (names.last ?? "")
    }
}
