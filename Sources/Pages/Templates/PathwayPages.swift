/// Every pathway that the hub knows.
struct PathwaysPage: Template {
    static let name = "pathways"
    var frame: Layout
    var heading: String
    var lead: String
    var none: String
    var rows: [Row]
    var editor: String

    struct Row {
        var href: String
        var title: String
        var text: String
        var facts: String
        var phases: [String]
        var figures: String
        var figuresHref: String
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}}</h1><p class="lead">{{lead}}</p>{{^rows}}<p class="soft">{{none}}</p>{{/rows}}
        <ul class="gallery">{{#rows}}<li><h2><a href="{{href}}">{{title}}</a></h2><p>{{text}}</p><ol class="strip">{{#phases}}<li>{{.}}</li>{{/phases}}</ol><p class="o">{{facts}} · <a href="{{figuresHref}}">{{figures}}<span class="quiet">: {{title}}</span></a></p></li>{{/rows}}</ul>
        <p class="end"><a href="/editor">{{editor}}</a></p>{{/content}}{{/layout}}
        """
}

/// One version of a pathway: for whom, who takes part, what happens by when, and who says so.
struct PathwayPage: Template {
    static let name = "pathway"
    var frame: Layout
    var heading: String
    var sub: String
    var lead: String
    var draft: String?
    /// The drawing, as the address of an image.
    var drawing: String
    var drawingLabel: String
    /// nil when nothing is measured.
    var zones: ZonesView?
    var audienceHeading: String
    var audience: String?
    var stepsHeading: String
    var phases: [Phase]
    var rolesHeading: String
    var roles: [CitizenPage.TeamRow]
    var goals: Goals?
    var sources: Sources?
    var versions: Versions?
    var opensWord: String
    var dueWord: String
    var lateWord: String
    var citizenWord: String
    var figures: String
    var figuresHref: String
    var edit: String
    /// nil when there is no text to begin with.
    var editHref: String?

    struct Phase {
        var title: String
        var steps: [Step]
    }

    struct Step {
        var id: String
        var title: String
        var owner: String
        var opens: [String]
        var due: [String]
        var told: String?
        var citizen: String
    }

    struct Goals {
        var heading: String
        var rows: [String]
    }

    struct Sources {
        var heading: String
        var rows: [SourceRow]
    }

    struct SourceRow {
        var what: String
        var place: String
        var state: String
    }

    struct Versions {
        var heading: String
        var rows: [CitizenPage.RunLink]
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}}</h1><p class="sub">{{sub}}</p>{{#.draft}}<p class="problem">{{.}}</p>{{/.draft}}<p class="lead">{{lead}}</p><p><a href="{{figuresHref}}">{{figures}}</a></p>
        <figure class="defining" id="drawing" tabindex="0" role="group" aria-label="{{drawingLabel}}"><img src="{{drawing}}" alt="{{drawingLabel}}"></figure>{{#.zones}}{{> zones}}{{/.zones}}
        <div class="cols"><section><h2>{{stepsHeading}}</h2>{{#phases}}<section class="phase"><h3>{{title}}</h3><ol class="defined">{{#steps}}<li id="{{id}}"><div class="title">{{title}}</div><div class="o">{{owner}}</div>\
        <dl class="facts">{{#opens}}<div><dt>{{opensWord}}</dt><dd>{{.}}</dd></div>{{/opens}}{{#due}}<div><dt>{{dueWord}}</dt><dd>{{.}}</dd></div>{{/due}}{{#.told}}<div><dt>{{lateWord}}</dt><dd>{{.}}</dd></div>{{/.told}}<div><dt>{{citizenWord}}</dt><dd>{{citizen}}</dd></div></dl></li>{{/steps}}</ol></section>{{/phases}}</section>
        <section>{{#.audience}}<h2>{{audienceHeading}}</h2><p>{{.}}</p>{{/.audience}}<h2>{{rolesHeading}}</h2><ul class="team">{{#roles}}{{> member}}{{/roles}}</ul>
        {{#.goals}}<h2>{{heading}}</h2><ul class="team">{{#rows}}<li>{{.}}</li>{{/rows}}</ul>{{/.goals}}
        {{#.versions}}<h2>{{heading}}</h2><ul class="team">{{#rows}}<li><a href="{{href}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{text}}</a></li>{{/rows}}</ul>{{/.versions}}
        {{#.sources}}<h2>{{heading}}</h2><ul class="sources">{{#rows}}<li><div>{{what}}</div><div class="o">{{place}} · {{state}}</div></li>{{/rows}}</ul>{{/.sources}}{{#.editHref}}<p class="end"><a href="{{.}}">{{edit}}</a></p>{{/.editHref}}</section></div>{{/content}}{{/layout}}
        """
}
