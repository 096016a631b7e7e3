/// A definition as text, with what is to be said of it beside.
struct EditorPage: Template {
    static let name = "editor"
    var frame: Layout
    var heading: String
    var lead: String
    var token: String
    var label: String
    var text: String
    var check: String
    var mistakes: Findings?
    var warnings: Findings?
    /// That nothing is wrong; nil when something is.
    var fine: String?
    /// What was read: its title and what the gallery says of it.
    var title: String?
    var facts: String
    /// The drawing of what was read, as the address of an image.
    var drawing: String?
    var drawingLabel: String

    struct Findings {
        var heading: String
        var rows: [Row]
    }

    struct Row {
        var place: String
        var what: String
        var remedy: String
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}}</h1><p class="lead">{{lead}}</p>
        <div class="editor"><form method="post" action="/editor" id="editor"><input type="hidden" name="token" value="{{token}}"><label for="text">{{label}}</label>\
        <textarea id="text" name="text" rows="32" spellcheck="false" autocomplete="off" wrap="off">{{text}}</textarea><button>{{check}}</button></form>
        <section id="findings" aria-live="polite">{{#.title}}<h2>{{.}}</h2><p class="o">{{facts}}</p>{{/.title}}{{#.drawing}}<figure class="defining" id="drawing" tabindex="0" role="group" aria-label="{{drawingLabel}}"><img src="{{.}}" alt="{{drawingLabel}}"></figure>{{/.drawing}}{{#.fine}}<p class="fine">{{.}}</p>{{/.fine}}
        {{#.mistakes}}<h2>{{heading}}</h2><ol class="findings late" lang="en">{{#rows}}<li><span class="when">{{place}}</span><div>{{what}}.<span class="o"> {{remedy}}</span></div></li>{{/rows}}</ol>{{/.mistakes}}
        {{#.warnings}}<h2>{{heading}}</h2><ol class="findings" lang="en">{{#rows}}<li><span class="when">{{place}}</span><div>{{what}}.<span class="o"> {{remedy}}</span></div></li>{{/rows}}</ol>{{/.warnings}}</section></div>{{/content}}{{/layout}}
        """
}
