import Directory
import FHIR

extension KeyTable {
    static let step = KeyTable(
        "The step",
        [
            .must("step", .id, "Its id."),
            .must("phase", .name, "The phase that it belongs to."),
            .must("owner", .name, "The role that does it."),
            .may("counterpart", .name, "The role that waits for it."),
            .must("title", .wording, "What is done, for professionals, as a verb."),
            .must("short", .wording, "A word or two for the drawing."),
            .must("citizen", .wording, "What the citizen reads."),
        ] + opening + [
            .may("repeats", .yesOrNo, "Whether it opens again when it was closed and what opens it comes again."),
            .may("every", .term, "It comes again: the next opens that long after it was really done."),
            .may("times", .count, "How often it comes at most."),
            .may("until", .list(.pattern), "Events that stop it from coming again."),
            .may("expected", .event, "Instead of due: the step is only planned, for the time that this event names, and never late."),
            .may("due", .list(.table(.deadline)), "By when it must be done."),
            .must("done", .list(.any([.words(["by hand"]), .event, .table(.completion)])), "What says that it was done."),
            .may("unclear", .list(.pattern), "Events that may mean that it was done, or not: they are put before whoever received them."),
            .may("withdrawn", .list(.pattern), "Events that take it away undone."),
            .may("late", .list(.name), "The roles that are told when it is late, besides its owner."),
            .may("notify", .list(.name), "The roles that are told when it is done."),
        ] + work + [
            .may("hand over", .table(.handOver), "It gives the citizen to another: done when they accept, declined when they do not."),
            .may("score", .table(.score), "A score that it asks for."),
        ])

    static let choice = KeyTable(
        "The choice",
        [
            .must("choice", .id, "Its id; steps and choices share their ids."),
            .must("phase", .name, "The phase that it belongs to."),
            .must("owner", .name, "The role that chooses."),
            .may("counterpart", .name, "The role that waits for it."),
            .must("title", .wording, "What is chosen, for professionals, as a verb."),
            .may("short", .wording, "A word or two for the drawing; the title when left out."),
            .may("citizen", .wording, "What the citizen reads; the title when left out."),
        ] + opening + [
            .may("expected", .event, "Instead of due: the choice is only planned, for the time that this event names, and never late."),
            .may("due", .list(.table(.deadline)), "By when it must be made."),
            .may("withdrawn", .list(.pattern), "Events that take it away unmade."),
            .may("late", .list(.name), "The roles that are told when it is late, besides its owner."),
            .may("notify", .list(.name), "The roles that are told when it is made."),
            .may("pick", .words(ChoiceDefinition.Pick.self), "How many options may be taken; one when left out."),
            .must("options", .list(.table(.option)), "What can be chosen."),
        ] + work)

    static let option = KeyTable(
        "The option",
        [
            .must("option", .id, "Its id."),
            .must("title", .wording, "What it is."),
            .may("when", .expression, "FHIRPath on the Patient; when it is false, the option is not offered."),
        ])

    private static let opening: [Key] = [
        .may("opens", .list(.table(.trigger)), "What opens it: the earliest that fits."),
        .may("when", .expression, "FHIRPath on the Patient, asked when it would open; when it is false, it does not."),
    ]

    private static let work: [Key] = [
        .may("activity", .text, "A name that all pathways share: steps of one citizen with the same activity are done once."),
        .may("conflicts with", .list(.text), "Activities that should not stand beside it: its owner is shown both."),
        .may("needs", .wording, "What whoever does it must be, as people read it."),
        .may("visit", .yesOrNo, "The citizen must be there."),
        .may("citizen may", .list(.words(CitizenAct.self)), "What the citizen may do with it."),
    ]

    static let trigger = KeyTable(
        "What opens it", oneOf: ["after", "after step", "after start", "after choice", "after measurement", "resource"],
        [
            .may("after", .event, "An event."),
            .may("after step", .name, "Another step or choice."),
            .may("outcome", .words(Trigger.Outcome.self), "How that step must have ended; done when left out."),
            .may("after start", .words(["yes"]), "The start of the pathway."),
            .may("after choice", .name, "Somebody chose."),
            .may("option", .name, "The option that was chosen; any when left out."),
            .may("after measurement", .name, "A measurement fell into a zone."),
            .may("zone", .words(MeasurementDefinition.Zone.self), "The zone."),
            .may("resource", .resource, "A resource of this type came."),
            .may("where", .any([.details, .expression]), "What details of the event must say, or FHIRPath on the resource."),
            .may("country", .words(Country.self), "Only in this country."),
            .may("wait", .term, "How long after it; at once when left out."),
        ])

    static let deadline = KeyTable(
        "The deadline",
        [
            .must("within", .term, "How long: 30 minutes, 24 hours, 3 days, 2 working days, 1 week, 6 months, day 1 at 15:00."),
            .may("counted from", .words(Deadline.Start.self), "When it was told, or when it happened (when left out)."),
            .may("country", .words(Country.self), "Where it holds; in both countries when left out."),
            .may("from", .day, "The first day that it holds on; since ever when left out."),
        ] + basis)

    static let handOver = KeyTable(
        "The hand-over",
        [
            .must("to", .name, "The role that it is offered to."),
            .may("answer within", .term, "How long it has for its answer."),
        ])

    static let score = KeyTable(
        "The score",
        [
            .must("name", .text, "Its name, such as NEWS2."),
            .may("variant", .text, "The variant of its table."),
        ])
}
