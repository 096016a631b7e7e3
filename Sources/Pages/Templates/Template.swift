import Mustache

/// A page as values, and the template of the same name that writes them.
protocol Template {
    static var name: String { get }
}

/// All templates, parsed once.
enum Templates {
    static let sources: [String: String] = [
        "layout": Layout.source, "deed": DeedForm.source, "drawing": DrawingSource.source, "home": HomePage.source,
        "today": TodayPage.source,
        "citizens": CitizensPage.source, "citizen": CitizenPage.source, "plain": PlainPage.source, "letters": LettersPage.source,
        "letter": LetterPage.source, "notice": NoticePage.source, "pathways": PathwaysPage.source,
        "pathway": PathwayPage.source, "editor": EditorPage.source, "figures": FiguresPage.source,
        "figure-citizens": FigureCitizensPage.source,
        "number": FiguresPage.Number.source, "note": FiguresPage.note, "worsening": WorseningView.source, "spoken": SpokenView.source,
        "zones": ZonesView.source,
        "member": CitizenPage.TeamRow.source, "wishes": CitizenPage.Wishes.source,
        "isbar": IsbarPage.source, "tour": TourPage.source, "demo-bar": DemoBar.source, "tour-panel": TourPanel.source,
    ]

    private static let library: Result<MustacheLibrary, any Error> = Result {
        MustacheLibrary(templates: try sources.mapValues { try MustacheTemplate(string: $0) })
    }

    /// The only way to HTML: everything is escaped; an unknown template throws. That every name in a template is a stored property of its
    /// page is checked by a test that walks every tag.
    static func render<Page: Template>(_ page: Page) throws -> [UInt8] {
        guard let html = try library.get().render(Fields(page), withTemplate: Page.name) else { throw UnknownTemplate(name: Page.name) }
        return Array(html.utf8)
    }

    struct UnknownTemplate: Error { var name: String }
}

/// What stands around every page.
struct Layout {
    var language: String
    var title: String
    var style: String
    var script: String
    /// The address of the wake-up stream; empty when the page does not live.
    var live: String
    /// How often it reads itself anew without being woken, in milliseconds.
    var pace: String
    var skip: String
    var banner: String
    var updated: String
    /// nil without a demo.
    var demo: DemoBar?
    var tour: TourPanel?
    var tabs: [Tab]
    var who: String
    var languageLabel: String
    var languages: [LanguageLink]

    struct Tab {
        var href: String
        var label: String
        var isCurrent: Bool
    }

    struct LanguageLink {
        var code: String
        var name: String
        var href: String
        var isCurrent: Bool
    }

    static let source = """
        <!doctype html>
        <html lang="{{frame.language}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{frame.title}} · Helhet</title><link rel="stylesheet" href="{{frame.style}}"><link rel="icon" href="data:,">
        <script src="{{frame.script}}" defer></script></head>
        <body data-live="{{frame.live}}" data-pace="{{frame.pace}}" data-updated="{{frame.updated}}"><a class="skip" href="#main">{{frame.skip}}</a>
        <header><p class="banner">{{frame.banner}}</p>{{#frame.demo}}{{> demo-bar}}{{/frame.demo}}
        <div class="bar"><a class="brand" href="/">Helhet</a><nav aria-label="Helhet">{{#frame.tabs}}<a href="{{href}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{label}}</a>{{/frame.tabs}}</nav>\
        <span class="who">{{frame.who}}</span></div></header>{{#frame.tour}}{{> tour-panel}}{{/frame.tour}}
        <main id="main" tabindex="-1">{{$content}}{{/content}}</main>
        <footer><nav aria-label="{{frame.languageLabel}}">{{#frame.languages}}<a href="{{href}}" lang="{{code}}" hreflang="{{code}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{name}}</a>{{/frame.languages}}</nav></footer>
        <div id="announce" class="quiet" role="status" aria-live="polite"></div></body></html>
        """
}

/// One sentence and a way on: not found, not allowed, failed.
struct NoticePage: Template {
    static let name = "notice"
    var frame: Layout
    var heading: String
    var text: String
    var back: String

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}}</h1><p class="lead">{{text}}</p><p><a href="/">{{back}}</a></p>{{/content}}{{/layout}}
        """
}

struct HomePage: Template {
    static let name = "home"
    var frame: Layout
    var heading: String
    var lead: String
    var organisations: [Row]

    struct Row {
        var href: String
        var name: String
        var count: String
        var isLate: Bool
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}}</h1><p class="lead">{{lead}}</p>
        <ul class="choices">{{#organisations}}<li{{#isLate}} class="late"{{/isLate}}><a href="{{href}}">{{name}}</a><span>{{count}}</span></li>{{/organisations}}</ul>{{/content}}{{/layout}}
        """
}

struct TodayPage: Template {
    static let name = "today"
    var frame: Layout
    var heading: String
    var organisation: String
    var leadStrong: String
    var lead: String
    var oweHeading: String
    var owed: [Line]
    var more: String
    /// nil when all lines are shown.
    var moreHref: String?
    var nothingOwed: String
    var ticks: [String]
    var othersHeading: String
    var others: [Short]
    var nothingFromOthers: String
    var newHeading: String
    var news: [Short]
    var nothingNew: String

    struct Line {
        var state: String
        var href: String
        var title: String
        var detail: String
        var time: String
        /// nil where there is no plan to draw.
        var mini: MiniView?
    }

    struct Short {
        var href: String
        var text: String
        var time: String
        var isLate: Bool
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}} <small>{{organisation}}</small></h1><p class="lead"><b>{{leadStrong}}</b> {{lead}}</p>
        <h2 class="axis"><span>{{oweHeading}}</span><span class="ticks" aria-hidden="true">{{#ticks}}<span>{{.}}</span>{{/ticks}}</span><span></span></h2>
        {{^owed}}<p class="soft">{{nothingOwed}}</p>{{/owed}}
        <ol class="today">{{#owed}}<li class="{{state}}"><div class="what"><a href="{{href}}">{{title}}</a><span>{{detail}}</span></div>\
        {{#mini}}<svg viewBox="0 0 420 34" class="mini" aria-hidden="true"><path class="rule" d="M0 17H420"/>{{#ticks}}<path class="rule" d="{{.}}"/>{{/ticks}}\
        {{#stay}}<path class="stay" d="{{.}}"/>{{/stay}}{{#expected}}<path class="expected" d="{{.}}"/>{{/expected}}{{#due}}<path class="due" d="{{.}}"/>{{/due}}<path class="now" d="{{now}}"/></svg>{{/mini}}{{^mini}}<span></span>{{/mini}}\
        <span class="when">{{time}}</span></li>{{/owed}}</ol>
        {{#moreHref}}<p><a href="{{moreHref}}">{{more}}</a></p>{{/moreHref}}
        <div class="two"><section><h2>{{othersHeading}}</h2>{{^others}}<p class="soft">{{nothingFromOthers}}</p>{{/others}}<ul class="team">\
        {{#others}}<li><a href="{{href}}">{{text}}</a><span{{#isLate}} class="late"{{/isLate}}>{{time}}</span></li>{{/others}}</ul></section>
        <section><h2>{{newHeading}}</h2>{{^news}}<p class="soft">{{nothingNew}}</p>{{/news}}<ul class="team">\
        {{#news}}<li><a href="{{href}}">{{text}}</a><span>{{time}}</span></li>{{/news}}</ul></section></div>{{/content}}{{/layout}}
        """
}

struct CitizensPage: Template {
    static let name = "citizens"
    var frame: Layout
    var heading: String
    var label: String
    var hint: String
    var find: String
    var token: String
    var problem: String?
    var recentHeading: String
    var recent: [Row]
    var none: String

    struct Row {
        var href: String
        var name: String
        var detail: String
        var time: String
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}}</h1>
        <form method="post" action="/citizens" class="find"><label for="number">{{label}}</label><input id="number" name="number" autocomplete="off" aria-describedby="hint" required>\
        <input type="hidden" name="token" value="{{token}}"><button>{{find}}</button><p id="hint" class="soft">{{hint}}</p></form>
        {{#problem}}<p class="problem" role="alert">{{problem}}</p>{{/problem}}
        <h2>{{recentHeading}}</h2>{{^recent}}<p class="soft">{{none}}</p>{{/recent}}
        <ul class="rows">{{#recent}}<li><div class="what"><a href="{{href}}">{{name}}</a><span>{{detail}}</span></div><span class="when">{{time}}</span></li>{{/recent}}</ul>{{/content}}{{/layout}}
        """
}
