/// Letters in and out, and those that somebody must look at.
struct LettersPage: Template {
    static let name = "letters"
    var frame: Layout
    var heading: String
    var filters: [Filter]
    var rows: [Row]
    var none: String
    var older: String
    var olderHref: String?
    var token: String

    struct Filter {
        var href: String
        var label: String
        var isCurrent: Bool
    }

    struct Row {
        var href: String
        var title: String
        var detail: String
        var time: String
        var state: String
        /// Says that somebody has looked at it, where that is done here.
        var form: DeedForm?
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}}</h1><nav class="filters" aria-label="{{heading}}">{{#filters}}<a href="{{href}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{label}}</a>{{/filters}}</nav>
        {{^rows}}<p class="soft">{{none}}</p>{{/rows}}<ul class="rows">{{#rows}}<li class="{{state}}"><div class="what"><a href="{{href}}">{{title}}</a><span>{{detail}}</span>{{#form}}{{> deed}}{{/form}}</div><span class="when">{{time}}</span></li>{{/rows}}</ul>
        {{#olderHref}}<p><a href="{{olderHref}}">{{older}}</a></p>{{/olderHref}}{{/content}}{{/layout}}
        """
}

struct LetterPage: Template {
    static let name = "letter"
    var frame: Layout
    var heading: String
    var sub: String
    var attention: String?
    var facts: [Row]
    var paragraphs: [CitizenPage.ParagraphView]
    var filesHeading: String
    var files: [File]
    var raw: String
    var rawHref: String
    var citizen: Link?
    var move: Move?
    var handle: Handle?
    var token: String
    var whyLabel: String
    var whyHint: String
    var hasFiles: Bool

    struct Row {
        var name: String
        var value: String
    }

    struct File {
        var href: String
        var title: String
    }

    struct Link {
        var label: String
        var href: String
        var text: String
    }

    struct Move {
        var heading: String
        var action: String
        var hint: String
    }

    struct Handle {
        var action: String
        var label: String
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}}</h1><p class="sub">{{sub}}</p>
        {{#attention}}<section class="now wait"><div><p class="t">{{attention}}</p></div></section>{{/attention}}
        {{#handle}}<form method="post" action="{{action}}" class="deed"><input type="hidden" name="token" value="{{token}}"><input type="hidden" name="deed" value="handled"><label for="handled">{{whyLabel}}</label><input id="handled" name="because" autocomplete="off" placeholder="{{whyHint}}" required><button>{{label}}</button></form>{{/handle}}
        <dl class="facts">{{#facts}}<div><dt>{{name}}</dt><dd>{{value}}</dd></div>{{/facts}}{{#citizen}}<div><dt>{{label}}</dt><dd><a href="{{href}}">{{text}}</a></dd></div>{{/citizen}}</dl>
        <section class="body">{{#paragraphs}}{{#.heading}}<h2>{{.}}</h2>{{/.heading}}<p>{{text}}</p>{{/paragraphs}}</section>
        {{#hasFiles}}<h2>{{filesHeading}}</h2><ul class="team">{{#files}}<li><a href="{{href}}">{{title}}</a></li>{{/files}}</ul>{{/hasFiles}}
        <p><a href="{{rawHref}}" download>{{raw}}</a></p>
        {{#move}}<details id="move" class="panel"><summary id="move-head">{{heading}}</summary><form method="post" action="{{action}}" class="deed"><input type="hidden" name="token" value="{{token}}"><input type="hidden" name="deed" value="move"><label for="to">{{hint}}</label><input id="to" name="to" autocomplete="off" required>\
        <label for="movewhy">{{whyLabel}}</label><input id="movewhy" name="because" autocomplete="off" placeholder="{{whyHint}}" required><button>{{heading}}</button></form></details>{{/move}}{{/content}}{{/layout}}
        """
}
