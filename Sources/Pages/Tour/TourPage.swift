/// The whole tour on one page: each step with the way to it.
struct TourPage: Template {
    static let name = "tour"
    var frame: Layout
    var heading: String
    var lead: String
    var steps: [Step]

    struct Step {
        var heading: String
        var text: String
        var href: String
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}}</h1><p class="lead">{{lead}}</p>
        <ol class="stops">{{#steps}}<li><h2><a href="{{href}}">{{heading}}</a></h2><p>{{text}}</p></li>{{/steps}}</ol>{{/content}}{{/layout}}
        """
}

/// The line above every page of a demo: what it is, what time it is there, and the way to stop it.
struct DemoBar {
    var name: String
    var text: String
    /// `ti. 10. feb.`
    var day: String
    /// `09.30`
    var clock: String
    /// Seconds since midnight, and how many of them pass in one: what the page's own clock goes on from.
    var second: String
    var rate: String
    /// What stands between hours and minutes.
    var sign: String
    var token: String
    var back: String
    /// `pause` or `resume`, with its label; nil when its time is not the visitor's to stop.
    var toggle: Deed?
    var tour: String
    var tourHref: String

    struct Deed {
        var deed: String
        var label: String
    }

    static let source = """
        <section class="demo" aria-label="{{name}}"><p><b>{{name}}</b> {{text}} <span class="time"><span id="demo-day">{{day}}</span> \
        <b id="demo-clock" data-second="{{second}}" data-rate="{{rate}}" data-sign="{{sign}}">{{clock}}</b></span></p>\
        {{#.toggle}}<form method="post" action="/demo"><input type="hidden" name="token" value="{{token}}"><input type="hidden" name="back" value="{{back}}">\
        <input type="hidden" name="deed" value="{{deed}}"><button class="q" id="demo-{{deed}}">{{label}}</button></form>{{/.toggle}}<a href="{{tourHref}}">{{tour}}</a></section>
        """
}

/// The step of the tour that a visitor is at, or the invitation to it; links and a form, so that it needs no script.
struct TourPanel {
    var name: String
    var heading: String
    var text: String
    /// `2 av 7`; nil for the invitation.
    var place: String?
    var skip: Skip?
    var links: [Link]

    /// A form that lets time go on to where the next step is.
    struct Skip {
        var token: String
        var deed: String
        var label: String
    }

    struct Link {
        var href: String
        var label: String
        var kind: String
    }

    static let source = """
        <aside class="tour" id="tour" tabindex="-1" aria-label="{{name}}"><div><h2>{{heading}}{{#.place}} <small>{{.}}</small>{{/.place}}</h2><p>{{text}}</p></div>\
        <div class="ways">{{#.skip}}<form method="post" action="/demo"><input type="hidden" name="token" value="{{token}}"><input type="hidden" name="deed" value="{{deed}}">\
        <button id="tour-{{deed}}">{{label}}</button></form>{{/.skip}}{{#links}}<a href="{{href}}" class="{{kind}}">{{label}}</a>{{/links}}</div></aside>
        """
}
