/// Whom to call now, the score with the time of each value, and what to say: shown with pathways that ask for it.
struct WorseningView {
    var heading: String
    var hasCalls: Bool
    var calls: [Call]
    var score: Score?

    struct Call {
        var label: String
        /// Whom: `Legevakten 116117`.
        var title: String
        var detail: String
        var phone: String?
    }

    struct Score {
        var heading: String
        var meaning: String
        var item: String
        var value: String
        var measured: String
        var points: String
        var rows: [ScoreRow]
        /// What is missing, in one line; nil when nothing is.
        var missing: String?
        var supports: String
    }

    struct ScoreRow {
        var title: String
        var value: String
        var time: String
        var points: String
        var isMissing: Bool
    }

    /// Wants nothing of the page around it.
    static let source = """
        <section class="worse" id="worse"><h2>{{heading}}</h2><div class="cols">{{#hasCalls}}<dl class="calls">{{#calls}}<div><dt>{{label}}</dt><dd><b>{{title}}</b>{{#.phone}} <a href="tel:{{.}}" class="tel">{{.}}</a>{{/.phone}}<span class="o">{{detail}}</span></dd></div>{{/calls}}</dl>{{/hasCalls}}
        {{#.score}}<div><p class="t">{{heading}}</p><p class="m">{{meaning}}</p><table class="score"><thead><tr><th scope="col">{{item}}</th><th scope="col">{{value}}</th><th scope="col">{{measured}}</th><th scope="col">{{points}}</th></tr></thead><tbody>{{#rows}}<tr{{#isMissing}} class="missing"{{/isMissing}}><th scope="row">{{title}}</th><td>{{value}}</td><td>{{time}}</td><td>{{points}}</td></tr>{{/rows}}</tbody></table>\
        {{#.missing}}<p class="lacks">{{.}}</p>{{/.missing}}<p class="o">{{supports}}</p></div>{{/.score}}</div></section>
        """
}

/// What is to be said on the telephone, ready to copy.
struct SpokenView {
    var heading: String
    var text: String
    var rows: String
    var copy: String
    var copied: String
    var fill: String
    var fillHref: String

    static let source = """
        <details id="isbar" class="panel"><summary id="isbar-head">{{heading}}</summary><div class="said"><textarea id="isbar-text" aria-labelledby="isbar-head" readonly rows="{{rows}}" autocomplete="off" spellcheck="false">{{text}}</textarea><p><button type="button" id="isbar-copy" class="q copy" data-copy="isbar-text" data-copied="{{copied}}">{{copy}}</button> <a href="{{fillHref}}">{{fill}}</a></p></div></details>
        """
}

/// What is to be said on the telephone, filled in by whoever calls. Nothing of it is kept.
struct IsbarPage: Template {
    static let name = "isbar"
    var frame: Layout
    var heading: String
    var name: String
    var back: String
    var backHref: String
    var lead: String
    var worsening: WorseningView
    var action: String
    var token: String
    var texts: [TextField]
    var fields: [DeedForm.Field]
    var choices: [DeedForm.Choice]
    var make: String
    var resultHeading: String
    var text: String
    var rows: String
    var copy: String
    var copied: String

    struct TextField {
        var id: String
        var title: String
        var text: String
    }

    static let source = """
        {{<layout}}{{$content}}<h1>{{heading}} <small>{{name}}</small></h1><p class="sub"><a href="{{backHref}}">{{back}}</a></p><p class="lead">{{lead}}</p>
        {{#worsening}}{{> worsening}}{{/worsening}}
        <div class="cols"><section><form method="post" action="{{action}}" class="deed tall"><input type="hidden" name="token" value="{{token}}">\
        {{#texts}}<label for="{{id}}">{{title}}</label><textarea id="{{id}}" name="{{id}}" rows="2" autocomplete="off">{{text}}</textarea>{{/texts}}\
        {{#fields}}<label for="{{id}}">{{title}}</label><input id="{{id}}" name="{{name}}" type="{{kind}}" value="{{start}}" autocomplete="off"{{#isRequired}} required{{/isRequired}}>{{/fields}}\
        {{#choices}}<label for="{{id}}">{{title}}</label><select id="{{id}}" name="{{name}}" autocomplete="off">{{#options}}<option value="{{key}}"{{#isChosen}} selected{{/isChosen}}>{{text}}</option>{{/options}}</select>{{/choices}}<button>{{make}}</button></form></section>
        <section><h2 id="result">{{resultHeading}}</h2><div class="said"><textarea id="isbar-text" aria-labelledby="result" readonly rows="{{rows}}" autocomplete="off" spellcheck="false">{{text}}</textarea><p><button type="button" id="isbar-copy" class="copy" data-copy="isbar-text" data-copied="{{copied}}">{{copy}}</button></p></div></section></div>{{/content}}{{/layout}}
        """
}
