/// What measured values mean and what the citizen does, colour by colour: in words, so that nobody has to see the colour.
struct ZonesView {
    var heading: String
    /// Whom to call; empty where no list says it.
    var calls: [WorseningView.Call]
    var hasCalls: Bool
    var measurements: [Measurement]

    struct Measurement {
        var title: String
        /// Whose limits these are, where it is not said by the page.
        var pathway: String?
        /// The latest value: `86 %, rødt, meldt i dag 12.40`.
        var latest: String?
        /// A value that came later and cannot be read.
        var unread: String?
        /// That of the latest value first.
        var bands: [Band]
    }

    struct Band {
        var colour: String
        var name: String
        var limits: String
        /// The latest value is in it.
        var now: String?
        var advice: String?
    }

    /// Wants nothing of the page around it.
    static let source = """
        <section class="zones"><h2>{{heading}}</h2>{{#hasCalls}}<dl class="calls">{{#calls}}<div><dt>{{label}}</dt><dd><b>{{title}}</b>{{#.phone}} <a href="tel:{{.}}" class="tel">{{.}}</a>{{/.phone}}<span class="o">{{detail}}</span></dd></div>{{/calls}}</dl>{{/hasCalls}}\
        <ul class="measured">{{#measurements}}<li><h3>{{title}}{{#.pathway}} <small>{{.}}</small>{{/.pathway}}</h3>{{#.latest}}<p class="m">{{.}}</p>{{/.latest}}{{#.unread}}<p class="lacks">{{.}}</p>{{/.unread}}\
        <ol>{{#bands}}<li class="{{colour}}{{#.now}} here{{/.now}}"><p><b>{{name}}</b>: {{limits}}{{#.now}} <span class="here">{{.}}</span>{{/.now}}</p>{{#.advice}}<p class="advice">{{.}}</p>{{/.advice}}</li>{{/bands}}</ol></li>{{/measurements}}</ul></section>
        """
}
