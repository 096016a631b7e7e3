/// The citizen's pathway: what matters first, the drawing, the list that says the same, the letters, the team.
struct CitizenPage: Template {
    static let name = "citizen"
    var frame: Layout
    var name: String
    var facts: String
    var sub: String
    var otherView: String
    var otherViewHref: String
    var stopped: String?
    var now: Now
    var attentionHeading: String
    var attention: [AttentionRow]
    var drawing: DrawingView?
    var stepsHeading: String
    var steps: [StepRow]
    var teamHeading: String
    var team: [TeamRow]
    var teamShown: Bool
    var lettersHeading: String
    var letters: [LetterRow]
    var historyHeading: String
    var history: [HistoryRow]
    var linked: Linked?
    /// What can be done with the pathway as a whole.
    var adapt: Adapt
    var offers: [OfferRow]
    /// Whom to call and what to say; nil where the pathway asks for neither.
    var worsening: WorseningView?
    var spoken: SpokenView?
    var wishes: Wishes?
    var otherRuns: [RunLink]
    var runsHeading: String
    var token: String

    struct Now {
        var label: String
        var state: String
        var sentence: String
        var detail: String
        /// Forms that do something about it; empty when there is nothing to do.
        var forms: [DeedForm]
    }

    struct AttentionRow {
        var text: String
        /// Before whom it is put, what was said, or why it is so; nil when the text says it all.
        var detail: String?
        var href: String?
        var time: String
        var form: DeedForm?
    }

    struct StepRow {
        var id: String
        var state: String
        var stateWord: String
        var title: String
        var owner: String
        var time: String
        var isLate: Bool
        var deeds: [DeedForm]
        var menu: String
        var hasDeeds: Bool
    }

    struct TeamRow {
        var name: String
        /// All that they are in it; nil when nothing has to be said.
        var roles: String?
        /// What they are now, besides.
        var responsible: String?

        static let source = """
            <li><div class="what">{{name}}{{#.roles}}<span>{{.}}</span>{{/.roles}}</div>{{#.responsible}}<span class="resp">{{.}}</span>{{/.responsible}}</li>
            """
    }

    struct LetterRow {
        var number: String
        var href: String
        var type: String
        var route: String
        var time: String
        var isCancelled: Bool
        var cancelled: String
        var paragraphs: [ParagraphView]
    }

    struct ParagraphView {
        var heading: String?
        var text: String
    }

    struct HistoryRow {
        var text: String
        var detail: String
        var time: String
    }

    struct Linked {
        var heading: String
        var forms: [DeedForm]
    }

    struct Adapt {
        var heading: String
        var forms: [DeedForm]
    }

    /// A step that somebody is asked to take over, and what can be answered.
    struct OfferRow {
        var text: String
        var detail: String
        /// For somebody whom the hub does not reach.
        var letter: ReadyLetter?
        var forms: [DeedForm]
    }

    /// A text that a person sends or reads to somebody.
    struct ReadyLetter {
        var id: String
        var label: String
        var text: String
    }

    /// What matters to the citizen, and their goals.
    struct Wishes {
        var heading: String
        var matters: String?
        var goals: [GoalRow]

        /// Wants `token` of the page around it.
        static let source = """
            <h2>{{heading}}</h2>{{#.matters}}<p class="matters">{{.}}</p>{{/.matters}}<ul class="goals">{{#goals}}<li><div class="what">{{text}}{{#.detail}}<span>{{.}}</span>{{/.detail}}</div>\
            <details id="goal-{{id}}"><summary id="goal-{{id}}-head">{{menu}}<span class="quiet">: {{text}}</span></summary>{{#forms}}{{> deed}}{{/forms}}</details></li>{{/goals}}</ul>
            """
    }

    /// What is to be reached, how far it is, and what can be said of it.
    struct GoalRow {
        var id: String
        var text: String
        var detail: String?
        var menu: String
        var forms: [DeedForm]
    }

    struct RunLink {
        var href: String
        var text: String
        var isCurrent: Bool
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{name}} <small>{{facts}}</small></h1><p class="sub">{{sub}} · <a href="{{otherViewHref}}">{{otherView}}</a></p>
        {{#stopped}}<p class="problem" role="alert">{{stopped}}</p>{{/stopped}}
        {{#now}}<section class="now {{state}}" aria-label="{{label}}"><div><p class="t">{{sentence}}</p><p class="m">{{detail}}</p></div>\
        <div class="deeds">{{#forms}}<form method="post" action="{{action}}"><input type="hidden" name="token" value="{{token}}"><input type="hidden" name="deed" value="{{deed}}"><input type="hidden" name="value" value="{{value}}"><input type="hidden" name="seen" value="{{seen}}"><button id="now-{{fieldID}}"{{#isQuiet}} class="q"{{/isQuiet}}>{{label}}</button></form>{{/forms}}</div></section>{{/now}}
        {{#offers}}<section class="now wait"><div><p class="t">{{text}}</p><p class="m">{{detail}}</p>{{#.letter}}<details id="letter-{{id}}"><summary id="letter-{{id}}-head">{{label}}</summary><pre>{{text}}</pre></details>{{/.letter}}{{#forms}}{{> deed}}{{/forms}}</div></section>{{/offers}}
        {{#worsening}}{{> worsening}}{{/worsening}}{{#spoken}}{{> spoken}}{{/spoken}}
        {{#drawing}}{{> drawing}}{{/drawing}}
        <div class="cols"><section><h2>{{stepsHeading}}</h2><ol class="steps">{{#steps}}<li class="{{state}}"><span class="k" aria-hidden="true"></span><div><span class="title">{{title}}</span>\
        <div class="o"><span class="state">{{stateWord}}</span> · {{owner}}</div>{{#hasDeeds}}<details id="step-{{id}}"><summary id="step-{{id}}-head">{{menu}}<span class="quiet">: {{title}}</span></summary>{{#deeds}}{{> deed}}{{/deeds}}</details>{{/hasDeeds}}</div>\
        <span class="when{{#isLate}} late{{/isLate}}">{{time}}</span></li>{{/steps}}</ol>\
        {{#adapt}}<details id="adapt" class="panel"><summary id="adapt-head">{{heading}}</summary>{{#forms}}{{> deed}}{{/forms}}</details>{{/adapt}}</section>
        <section>{{#.wishes}}{{> wishes}}{{/.wishes}}{{#teamShown}}<h2>{{teamHeading}}</h2><ul class="team">{{#team}}{{> member}}{{/team}}</ul>{{/teamShown}}
        {{#runsShown}}<h2>{{runsHeading}}</h2><ul class="team">{{#otherRuns}}<li><a href="{{href}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{text}}</a></li>{{/otherRuns}}</ul>{{/runsShown}}</section></div>
        {{#attentionShown}}<section class="attention"><h2>{{attentionHeading}}</h2><ul class="rows">{{#attention}}<li><div class="what">{{#href}}<a href="{{href}}">{{text}}</a>{{/href}}{{^href}}{{text}}{{/href}}{{#.detail}}<span>{{.}}</span>{{/.detail}}\
        {{#form}}{{> deed}}{{/form}}</div><span class="when">{{time}}</span></li>{{/attention}}</ul></section>{{/attentionShown}}
        <section><h2>{{lettersHeading}}</h2><ul class="letters">{{#letters}}<li><details id="letter-{{number}}"><summary id="letter-{{number}}-head"><span class="type{{#isCancelled}} struck{{/isCancelled}}">{{type}}</span> <span class="o">{{route}}{{#isCancelled}} · {{cancelled}}{{/isCancelled}}</span> <span class="when">{{time}}</span></summary>\
        <div class="body">{{#paragraphs}}{{#.heading}}<h3>{{.}}</h3>{{/.heading}}<p>{{text}}</p>{{/paragraphs}}<p><a href="{{href}}">→ {{type}}</a></p></div></details></li>{{/letters}}</ul></section>
        {{#linked}}<section><h2>{{heading}}</h2>{{#forms}}{{> deed}}{{/forms}}</section>{{/linked}}
        {{#historyShown}}<section><h2>{{historyHeading}}</h2><ul class="rows">{{#history}}<li><div class="what">{{text}}<span>{{detail}}</span></div><span class="when">{{time}}</span></li>{{/history}}</ul></section>{{/historyShown}}{{/content}}{{/layout}}
        """

    var runsShown: Bool
    var attentionShown: Bool
    var historyShown: Bool
}

/// The same pathway as the citizen reads it: plain sentences, no lists of deeds.
struct PlainPage: Template {
    static let name = "plain"
    var frame: Layout
    var name: String
    var otherView: String
    var otherViewHref: String
    var nowHeading: String
    var nowText: String
    var responsible: String
    /// What measured values mean: before everything else when the latest asks for something, else after what happens now.
    var urgent: ZonesView?
    var zones: ZonesView?
    var drawing: DrawingView?
    var nextHeading: String
    var steps: [Step]
    var teamHeading: String
    var team: [CitizenPage.TeamRow]
    var teamShown: Bool
    var none: String

    struct Step {
        var state: String
        var stateWord: String
        var text: String
        var who: String
        var time: String
        var id: String
        var menu: String
        var deeds: [DeedForm]
        var hasDeeds: Bool
    }

    /// What the citizen can say and do of their own accord.
    var own: CitizenPage.Adapt
    var wishes: CitizenPage.Wishes?
    var together: Together?
    var token: String

    /// Visits that one day could hold.
    struct Together {
        var heading: String
        var rows: [String]
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{name}}</h1><p class="sub"><a href="{{otherViewHref}}">{{otherView}}</a></p>
        {{#.urgent}}{{> zones}}{{/.urgent}}<section class="now plain" aria-label="{{nowHeading}}"><div><p class="t">{{nowText}}</p><p class="m">{{responsible}}</p></div></section>{{#.zones}}{{> zones}}{{/.zones}}
        {{#drawing}}{{> drawing}}{{/drawing}}
        <div class="cols"><section><h2>{{nextHeading}}</h2>{{^steps}}<p class="soft">{{none}}</p>{{/steps}}<ol class="steps">{{#steps}}<li class="{{state}}"><span class="k" aria-hidden="true"></span><div><span class="title">{{text}}</span><div class="o"><span class="state">{{stateWord}}</span> · {{who}}</div>{{#hasDeeds}}<details id="step-{{id}}"><summary id="step-{{id}}-head">{{menu}}<span class="quiet">: {{text}}</span></summary>{{#deeds}}{{> deed}}{{/deeds}}</details>{{/hasDeeds}}</div><span class="when">{{time}}</span></li>{{/steps}}</ol>
        {{#.together}}<h2>{{heading}}</h2><ul class="team">{{#rows}}<li>{{.}}</li>{{/rows}}</ul>{{/.together}}</section>
        <section>{{#.wishes}}{{> wishes}}{{/.wishes}}{{#own}}<details id="own" class="panel"><summary id="own-head">{{heading}}</summary>{{#forms}}{{> deed}}{{/forms}}</details>{{/own}}{{#teamShown}}<h2>{{teamHeading}}</h2><ul class="team">{{#team}}{{> member}}{{/team}}</ul>{{/teamShown}}</section></div>{{/content}}{{/layout}}
        """
}
