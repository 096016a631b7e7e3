import Directory

extension KeyTable {
    /// A file that says whom to call.
    static let contacts = KeyTable(
        "The list of contacts",
        [
            .must("contacts", .id, "Its id."),
            .must("version", .text, "The name of this version."),
            .must("from", .day, "The first day that it holds."),
            .must("sources", .list(.table(.source)), "Where its hours and numbers come from."),
            .may("numbers", .list(.table(.number)), "Numbers of organisations."),
            .must("rules", .list(.table(.contact)), "Whom to call; the first that fits."),
        ])

    static let number = KeyTable(
        "The number",
        [
            .must("organisation", .text, "Its key in the directory."),
            .must("phone", .text, "Its number."),
        ])

    static let contact = KeyTable(
        "The rule",
        [
            .must("rule", .id, "Its id."),
            .must("title", .wording, "Whom it says to call."),
            .must("role", .words(Role.known.map(\.code)), "The role of the directory."),
            .may("option", .name, "The option of unplanned-need that it stands for."),
            .may("phone", .text, "The number that everybody has."),
            .may("country", .words(Country.self), "Only in this country."),
            .may("municipalities", .list(.text), "Only for citizens of these."),
            .may("urgency", .words(Call.Urgency.self), "Only for calls of this urgency."),
            .may("caller", .words(Call.Caller.self), "Only when these call."),
            .may("about", .words(Call.Matter.self), "Only about this."),
            .may("while", .name, "Only while this pathway goes on after a discharge."),
            .may("days", .words(ContactList.Days.self), "Only on these days."),
            .may("hours", .text, "Only in these hours of the local day: 08:00-16:00."),
        ])
}
