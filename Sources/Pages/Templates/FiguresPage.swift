/// What came of a pathway: its own figures, and step by step who was on time, with every number a way to its citizens.
struct FiguresPage: Template {
    static let name = "figures"
    var frame: Layout
    var heading: String
    var word: String
    var back: String
    var backHref: String
    var lead: String
    /// That not everybody is counted yet; nil when everybody is.
    var counting: String?
    var filters: [Filters]
    var sums: [Sum]
    var adherence: AdherenceList?
    var stepsHeading: String
    var who: String
    var columns: [String]
    var steps: [Step]
    var deviations: DeviationList?

    /// Ways to narrow the figures, of which one is chosen.
    struct Filters {
        var label: String
        var links: [LettersPage.Filter]
    }

    struct Sum {
        var name: String
        var number: Number
    }

    /// A number, and where its citizens are; none behind nothing.
    struct Number {
        var text: String
        var href: String
        var isLink: Bool

        static let source = """
            {{#isLink}}<a href="{{href}}">{{text}}</a>{{/isLink}}{{^isLink}}<span class="soft">{{text}}</span>{{/isLink}}
            """
    }

    struct AdherenceList {
        var heading: String
        var rows: [AdherenceRow]
    }

    struct AdherenceRow {
        var title: String
        var met: Number
        var all: Number
        var of: String
        var share: String
        /// What is counted above and below the line.
        var meaning: String
        /// Which steps.
        var steps: String
    }

    struct Step {
        var title: String
        var href: String
        var due: String
        var bar: Bar?
        var rows: [Row]
        /// That nobody has come so far; nil when somebody has.
        var nobody: String?
        var notes: [Note]
        var hasNotes: Bool
    }

    /// Shares of what has fallen due, as lengths of 100.
    struct Bar {
        var onTime: String
        var late: String
        var lateFrom: String
        var overdue: String
        var overdueFrom: String
    }

    struct Row {
        var name: String
        var isAll: Bool
        var onTimeLabel: String
        var onTime: Number
        var of: String
        var due: Number
        var share: String
        var cells: [Cell]
    }

    struct Cell {
        var label: String
        var number: Number
    }

    /// What else is to be said of a step: what people did otherwise and why, and what counts nowhere else.
    struct Note {
        var what: String
        var why: String?
        var number: Number
    }

    struct DeviationList {
        var heading: String
        var notes: [Note]
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}} <small>{{word}}</small></h1><p class="sub"><a href="{{backHref}}">{{back}}</a></p><p class="lead">{{lead}}</p>
        {{#.counting}}<p class="problem" data-counting="1" role="status">{{.}}</p>{{/.counting}}
        {{#filters}}<nav class="filters" aria-label="{{label}}">{{#links}}<a href="{{href}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{label}}</a>{{/links}}</nav>{{/filters}}
        <dl class="sums">{{#sums}}<div><dt>{{name}}</dt><dd>{{#number}}{{> number}}{{/number}}</dd></div>{{/sums}}</dl>
        {{#.adherence}}<section><h2>{{heading}}</h2><ul class="adherence">{{#rows}}<li><div><div class="title">{{title}}</div><div class="o">{{meaning}}</div><div class="o">{{steps}}</div></div><p class="share">{{#met}}{{> number}}{{/met}} {{of}} {{#all}}{{> number}}{{/all}} <b>{{share}}</b></p></li>{{/rows}}</ul></section>{{/.adherence}}
        <section><h2 id="steps">{{stepsHeading}}</h2><table class="figures" role="table" aria-labelledby="steps"><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{who}}</th>{{#columns}}<th role="columnheader" scope="col">{{.}}</th>{{/columns}}</tr></thead>
        {{#steps}}<tbody role="rowgroup"><tr role="row" class="step"><th role="rowheader" scope="rowgroup" colspan="7"><a href="{{href}}">{{title}}</a> <span class="o">{{due}}</span>\
        {{#bar}}<svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true" class="parts"><rect class="rest" width="100" height="2"/><rect class="done" width="{{onTime}}" height="2"/><rect class="wait" x="{{lateFrom}}" width="{{late}}" height="2"/><rect class="late" x="{{overdueFrom}}" width="{{overdue}}" height="2"/></svg>{{/bar}}</th></tr>
        {{#rows}}<tr role="row"{{#isAll}} class="all"{{/isAll}}><th role="rowheader" scope="row">{{name}}</th><td role="cell" data-label="{{onTimeLabel}}">{{#onTime}}{{> number}}{{/onTime}} {{of}} {{#due}}{{> number}}{{/due}} <b>{{share}}</b></td>{{#cells}}<td role="cell" data-label="{{label}}">{{#number}}{{> number}}{{/number}}</td>{{/cells}}</tr>{{/rows}}
        {{#.nobody}}<tr role="row" class="notes"><td role="cell" colspan="7" class="soft">{{.}}</td></tr>{{/.nobody}}
        {{#hasNotes}}<tr role="row" class="notes"><td role="cell" colspan="7"><ul>{{#notes}}{{> note}}{{/notes}}</ul></td></tr>{{/hasNotes}}</tbody>{{/steps}}</table></section>
        {{#.deviations}}<section><h2>{{heading}}</h2><ul class="notes">{{#notes}}{{> note}}{{/notes}}</ul></section>{{/.deviations}}{{/content}}{{/layout}}
        """

    static let note = """
        <li><span><b>{{what}}</b>{{#.why}}: {{.}}{{/.why}}</span> {{#number}}{{> number}}{{/number}}</li>
        """
}

/// The citizens behind a number.
struct FigureCitizensPage: Template {
    static let name = "figure-citizens"
    var frame: Layout
    var heading: String
    var word: String
    var sub: String
    var back: String
    var backHref: String
    var rows: [CitizensPage.Row]
    var none: String
    var more: String
    /// nil when all are shown.
    var moreHref: String?

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}} <small>{{word}}</small></h1><p class="sub">{{sub}} · <a href="{{backHref}}">{{back}}</a></p>
        {{^rows}}<p class="soft">{{none}}</p>{{/rows}}<ul class="rows">{{#rows}}<li><div class="what"><a href="{{href}}">{{name}}</a><span>{{detail}}</span></div><span class="when">{{time}}</span></li>{{/rows}}</ul>
        {{#moreHref}}<p class="end"><a href="{{moreHref}}">{{more}}</a></p>{{/moreHref}}{{/content}}{{/layout}}
        """
}
