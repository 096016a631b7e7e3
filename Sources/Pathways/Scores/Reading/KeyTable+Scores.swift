extension KeyTable {
    /// A file with one variant of one score.
    static let scoreFile = KeyTable(
        "The score",
        [
            .must("score", .text, "Its name, such as NEWS2."),
            .must("variant", .id, "Which table it is."),
            .must("from", .day, "The day of its publication."),
            .must("title", .wording, "What it is called."),
            .must("for", .wording, "Whom it is for."),
            .must("sources", .list(.table(.source)), "Where its figures come from."),
            .must("range", .table(.scoreRange), "The least and the most that all items can give together."),
            .must("inputs", .list(.table(.scoreInput)), "What must be known."),
            .must("items", .list(.table(.scoreItem)), "What gives points."),
            .must("bands", .list(.table(.scoreBand)), "What totals mean; the first that fits."),
        ])

    static let scoreRange = KeyTable("The range", [.must("from", .count, "The least."), .must("to", .count, "The most.")])

    static let scoreInput = KeyTable(
        "The input", oneOf: ["unit", "answers"],
        [
            .must("input", .id, "Its id."),
            .must("title", .wording, "What it is called."),
            .may("code", .code, "How Observations name it."),
            .may("unit", .text, "Its unit in UCUM, for a number; 1 for a count."),
            .may("units", .list(.table(.scoreUnit)), "Other units that are taken."),
            .may("decimals", .count, "How many digits after the point the table has."),
            .may("least", .text, "Below this it is taken for a slip."),
            .may("most", .text, "Above this it is taken for a slip."),
            .may("answers", .list(.any([.words(["yes", "no"]), .table(.scoreAnswer)])), "The answers that can be given."),
        ])

    static let scoreAnswer = KeyTable(
        "The answer", [.must("answer", .id, "Its id."), .must("title", .wording, "What people say.")])

    static let scoreUnit = KeyTable(
        "The unit", [.must("unit", .text, "In UCUM."), .must("times", .text, "What one of it is in the unit of the table.")])

    static let scoreItem = KeyTable(
        "The item", oneOf: ["of", "sum of"],
        [
            .must("item", .id, "Its id."),
            .may("title", .wording, "What it is called; as its input when left out."),
            .may("of", .name, "The input that gives the points."),
            .may("sum of", .list(.table(.scorePart)), "Inputs whose points are added when they are there."),
            .must("points", .list(.table(.scoreRow)), "The table; the first row that fits."),
        ])

    static let scorePart = KeyTable(
        "The part",
        [
            .must("input", .name, "The input."),
            .must("points", .count, "What it gives when the answer is yes."),
            .may("instead of", .name, "The milder degree of the same, which then counts nothing."),
        ])

    static let scoreRow = KeyTable(
        "The row", oneOf: ["when", "is"],
        [
            .may("when", .threshold, "Which numbers, such as \"<= 8\"."),
            .may("is", .list(.text), "Which answers."),
            .may("with", .details, "Answers of other inputs that must stand beside it."),
            .must("points", .count, "What it gives."),
        ])

    static let scoreBand = KeyTable(
        "The band", oneOf: ["when", "any item"],
        [
            .must("band", .id, "Its id."),
            .may("when", .threshold, "Which totals."),
            .may("any item", .count, "Some item alone gives so much."),
            .must("title", .wording, "What it means."),
            .must("verified", .yesOrNo, "Whether somebody has read that in its source."),
        ])
}
