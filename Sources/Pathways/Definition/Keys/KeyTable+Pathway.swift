import Directory
import FHIR

extension KeyTable {
    /// The whole file.
    static let pathway = KeyTable(
        "The pathway",
        [
            .must("pathway", .id, "The id of the pathway: small letters, digits and hyphens."),
            .must("version", .text, "The name of this version. A published version is never changed: the next gets another name."),
            .must("from", .day, "Runs that begin on or after this day follow this version, and keep it."),
            .may("status", .words(Publication.Status.self), "A draft is checked and drawn, and never runs. Published when left out."),
            .may("scope", .words(PathwayDefinition.Scope.self), "One run for each stay (when left out), or at most one for the citizen."),
            .may("countries", .list(.words(Country.self)), "Where it runs; in both countries when left out."),
            .may("municipalities", .list(.text), "Local authority codes of those it is for; everybody when left out."),
            .may("sources", .list(.table(.source)), "Where the content comes from."),
            .may("sign-off", .list(.name), "The roles that must sign before it is published."),
            .may("signed", .list(.table(.signature)), "Who has signed."),
            .must("title", .wording, "What it is called."),
            .must("text", .wording, "What it is for, as the citizen reads it."),
            .may("for", .wording, "Who it is for, in words."),
            .may("condition", .expression, "FHIRPath on the Patient; when it is false, nothing starts."),
            .must("coordinator", .name, "The role that owes a step when nobody or several have its role, and finds out who should."),
            .must("fallback", .name, "The role that stands in when there is no coordinator either."),
            .must("starts", .list(.any([.words(["by hand"]), .event, .table(.start)])), "What starts it."),
            .must("ends", .list(.table(.end)), "What ends it, at once or some time after."),
            .must("roles", .list(.table(.role)), "Who takes part."),
            .must("responsible", .list(.table(.responsible)), "Who has the citizen, from an event on or while a step is open."),
            .must("phases", .list(.table(.phase)), "The parts of the way, in their order."),
            .may("goals", .list(.table(.goal)), "What the citizen and the team want to reach."),
            .may("measurements", .list(.table(.measurement)), "What is measured, and what its values mean."),
            .may("choices", .list(.table(.choice)), "Steps that are done by choosing."),
            .must("steps", .list(.table(.step)), "What is done, by whom and by when."),
            .may("adherence", .list(.table(.adherence)), "Figures: of those in whom steps were due, how many had them done on time."),
            .may("prices", .list(.table(.price)), "What days cost."),
        ])

    static let source = KeyTable(
        "The source",
        [
            .must("what", .text, "What comes from it."),
            .must("where", .text, "Where it is written: a title and paragraph, or an address."),
            .may("read", .day, "The day on which somebody read it."),
            .must("verified", .yesOrNo, "Whether somebody has read the source itself and found it there."),
        ])

    static let signature = KeyTable(
        "The signature",
        [
            .must("role", .name, "The role that signed."),
            .must("by", .text, "Who signed for it, by office."),
            .must("on", .day, "The day of signing."),
        ])

    static let start = KeyTable(
        "The start", oneOf: ["event", "resource"],
        [
            .may("event", .event, "The event that starts it."),
            .may("resource", .resource, "The type of the resource that starts it when it comes."),
            .may("where", .any([.details, .expression]), "What details of the event must say, or FHIRPath on the resource."),
        ])

    static let eventPattern = KeyTable(
        "The event", [.must("event", .event, "Its name."), .may("where", .details, "What its details must say.")])

    static let completion = KeyTable(
        "What does the step", oneOf: ["event", "resource"],
        [
            .may("event", .event, "The event that does it."),
            .may("resource", .resource, "The type of the resource that does it when it comes after the step opened."),
            .may("where", .any([.details, .expression]), "What details of the event must say, or FHIRPath on the resource."),
        ])

    static let end = KeyTable(
        "The end", oneOf: ["after", "after step", "after start"],
        [
            .may("after", .event, "The event that it comes after."),
            .may("after step", .name, "The step or choice that it comes after."),
            .may("after start", .words(["yes"]), "It comes after the start of the pathway."),
            .may("within", .term, "How long after; at once when left out."),
        ])

    static let role = KeyTable(
        "The role",
        [
            .must("role", .id, "Its id."),
            .must("kind", .words(Role.known.map(\.code)), "The role of the directory."),
            .may("party", .words(RoleDefinition.Party.self), "Who sends the letters of the stay, or receives them."),
            .must("title", .wording, "What people call it."),
            .may("competence", .wording, "What whoever has it must be, as people read it."),
            .may("contact", .yesOrNo, "It is the citizen's one contact."),
        ])

    static let responsible = KeyTable(
        "The rule of who is responsible", oneOf: ["from", "while"],
        [
            .may("from", .event, "From this event on…"),
            .may("role", .name, "…this role is responsible."),
            .may("while", .name, "While this step is open, its owner is."),
        ])

    static let phase = KeyTable("The phase", [.must("phase", .id, "Its id."), .must("title", .wording, "What people call it.")])

    static let goal = KeyTable(
        "The goal",
        [
            .must("goal", .id, "Its id."),
            .must("title", .wording, "What it is, as the citizen reads it."),
            .may("measurement", .name, "The measurement that shows it."),
            .may("target", .threshold, "The value at which it is reached, such as \">= 2000\"."),
        ])

    static let measurement = KeyTable(
        "The measurement",
        [
            .must("measurement", .id, "Its id."),
            .must("title", .wording, "What it is called."),
            .must("code", .code, "How Observations name it: \"http://loinc.org|59408-5\"."),
            .must("unit", .text, "Its unit in UCUM."),
            .may("zones", .list(.table(.zone)), "What its values mean; the first that fits counts."),
        ])

    static let zone = KeyTable(
        "The zone",
        [
            .must("zone", .words(MeasurementDefinition.Zone.self), "Its colour."),
            .must("when", .threshold, "Which values fall into it, such as \"< 88\"."),
            .may("citizen", .wording, "What the citizen does then."),
        ])

    static let adherence = KeyTable(
        "The figure",
        [
            .must("name", .id, "Its id."),
            .must("title", .wording, "What it is called."),
            .must("steps", .list(.name), "The steps that are counted."),
            .may("at least", .count, "How many of them must be done on time; all when left out."),
        ])

    static let price = KeyTable(
        "The price",
        [
            .must("price", .id, "Its id."),
            .must("title", .wording, "What it is called."),
            .must("country", .words(Country.self), "Where it holds."),
            .must("currency", .text, "NOK or DKK."),
            .must("from", .event, "The event whose local day is the first that counts."),
            .must("until", .list(.event), "Events that stop it."),
            .may("unless", .pattern, "The answer that frees from it, from the day on which it comes."),
            .may("certain", .pattern, "The answer that makes it sure."),
            .must("table", .list(.table(.priceRow)), "What a day costs, from which day on."),
        ])

    static let priceRow = KeyTable(
        "The price row",
        [
            .must("from", .day, "The first day that it holds on."),
            .must("amount", .count, "What a day costs, in whole units."),
            .may("from day 3", .count, "What it costs from the third day on."),
        ] + basis)

    /// Who says so.
    static let basis: [Key] = [
        .must("basis", .words(Basis.Kind.self), "Who decided it. An example is nobody's rule."),
        .must("source", .text, "Where it is written, with its date."),
        .must("verified", .yesOrNo, "Whether somebody has read the source itself and found the figure there."),
    ]
}
