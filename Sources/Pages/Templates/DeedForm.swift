/// Something that can be done, with what must be said of it.
struct DeedForm {
    var action: String
    var deed: String
    var value: String
    /// How that which it is about stands on this page; empty when nobody can be in its way.
    var seen: String
    var label: String
    /// What it is done with, for whoever hears the button alone; nil where the label says it.
    var about: String?
    var isQuiet: Bool
    var fieldID: String
    /// Whether it is refused without words.
    var needsReason = true
    /// What is asked for in words, and an example of it.
    var why: String
    var hint: String
    var fields: [Field] = []
    var choices: [Choice] = []

    /// Something to write.
    struct Field {
        var id: String
        var name: String
        var title: String
        /// The kind of input: https://html.spec.whatwg.org/#attr-input-type
        var kind: String
        var start: String
        var isRequired: Bool
    }

    /// Something to choose.
    struct Choice {
        var id: String
        var name: String
        var title: String
        var options: [Option]
    }

    struct Option {
        var key: String
        var text: String
        var isChosen = false
    }

    /// Wants `token` of the page around it.
    static let source = """
        <form method="post" action="{{action}}" class="deed"><input type="hidden" name="token" value="{{token}}"><input type="hidden" name="deed" value="{{deed}}"><input type="hidden" name="value" value="{{value}}"><input type="hidden" name="seen" value="{{seen}}">\
        {{#choices}}<label for="{{id}}">{{title}}</label><select id="{{id}}" name="{{name}}" autocomplete="off">{{#options}}<option value="{{key}}">{{text}}</option>{{/options}}</select>{{/choices}}\
        {{#fields}}<label for="{{id}}">{{title}}</label><input id="{{id}}" name="{{name}}" type="{{kind}}" value="{{start}}" autocomplete="off"{{#isRequired}} required{{/isRequired}}>{{/fields}}\
        <label for="{{fieldID}}">{{why}}</label><input id="{{fieldID}}" name="because" autocomplete="off" placeholder="{{hint}}"{{#needsReason}} required{{/needsReason}}><button id="{{fieldID}}-go" class="q"{{#.about}} aria-label="{{label}}: {{.}}"{{/.about}}>{{label}}</button></form>
        """
}
