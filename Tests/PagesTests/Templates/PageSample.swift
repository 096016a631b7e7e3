@testable import Pages

/// Every page with something in every place, so that each tag has a value to show. All texts are made by `text` from the property's name.
struct PageSample {
    /// What stands in the place of a name: itself, unless a test wants worse.
    var text: (String) -> String = { $0 }

    var frame: Layout {
        Layout(
            language: text("language"), title: text("title"), style: text("style"), script: text("script"), live: text("live"),
            pace: text("pace"), skip: text("skip"), banner: text("banner"), updated: text("updated"), demo: demo, tour: panel,
            tabs: [.init(href: text("tab.href"), label: text("tab.label"), isCurrent: true)], who: text("who"),
            languageLabel: text("languageLabel"),
            languages: [.init(code: text("code"), name: text("language.name"), href: text("language.href"), isCurrent: true)])
    }

    var demo: DemoBar {
        DemoBar(
            name: text("demo.name"), text: text("demo.text"), day: text("day"), clock: text("clock"), second: text("second"),
            rate: text("rate"), sign: text("sign"), token: text("demo.token"), back: text("demo.back"),
            toggle: .init(deed: text("demo.deed"), label: text("demo.label")), tour: text("demo.tour"), tourHref: text("tourHref"))
    }

    var panel: TourPanel {
        TourPanel(
            name: text("panel.name"), heading: text("panel.heading"), text: text("panel.text"), place: text("panel.place"),
            skip: .init(token: text("panel.token"), deed: text("panel.deed"), label: text("panel.label")),
            links: [.init(href: text("way.href"), label: text("way.label"), kind: text("way.kind"))])
    }

    var tour: TourPage {
        TourPage(
            frame: frame, heading: text("heading"), lead: text("lead"),
            steps: [
                .init(heading: text("stop.heading"), text: text("stop.text"), href: text("stop.href"))
            ])
    }

    var drawing: DrawingView {
        DrawingView(
            box: text("box"), label: text("drawing.label"), laneWidth: text("laneWidth"), bottom: text("bottom"),
            lanes: [
                .init(
                    y: text("lane.y"), height: text("lane.height"), name: text("lane.name"), detail: text("lane.detail"),
                    nameY: text("nameY"), detailY: text("detailY"), isShaded: true)
            ], ticks: [.init(x: text("tick.x"), textX: text("tick.textX"), text: text("tick.text"))],
            bands: [.init(path: text("band.path"), kind: text("band.kind"), isOpen: true)],
            arrows: [.init(path: text("arrow.path"), isCancelled: true)],
            pills: [
                .init(
                    x: text("pill.x"), y: text("pill.y"), width: text("pill.width"), height: text("pill.height"), radius: text("radius"),
                    textX: text("pill.textX"), textY: text("pill.textY"), text: text("pill.text"), state: text("pill.state"))
            ],
            marks: [
                .init(
                    x: text("mark.x"), y: text("mark.y"), textX: text("mark.textX"), textY: text("mark.textY"), text: text("mark.text"),
                    isEstimate: true)
            ], now: .init(x: text("now.x"), textY: text("now.textY"), text: text("now.text")),
            legend: [.init(state: text("legend.state"), text: text("legend.text"))], thin: text("thin"))
    }

    func form(_ name: String) -> DeedForm {
        DeedForm(
            action: text("\(name).action"), deed: text("\(name).deed"), value: text("\(name).value"), seen: text("\(name).seen"),
            label: text("\(name).label"), about: text("\(name).about"),
            isQuiet: true, fieldID: text("\(name).fieldID"), why: text("\(name).why"), hint: text("\(name).hint"),
            fields: [
                .init(
                    id: text("\(name).field.id"), name: text("\(name).field.name"), title: text("\(name).field.title"),
                    kind: text("\(name).kind"), start: text("\(name).start"), isRequired: true)
            ],
            choices: [
                .init(
                    id: text("\(name).choice.id"), name: text("\(name).choice.name"), title: text("\(name).choice.title"),
                    options: [.init(key: text("\(name).key"), text: text("\(name).option"))])
            ])
    }

    /// One whose words a button has alone.
    func button(_ name: String) -> DeedForm {
        DeedForm(
            action: text("\(name).action"), deed: text("\(name).deed"), value: text("\(name).value"), seen: text("\(name).seen"),
            label: text("\(name).label"),
            isQuiet: true, fieldID: text("\(name).fieldID"), why: "", hint: "")
    }

    var wishes: CitizenPage.Wishes {
        .init(
            heading: text("wishes.heading"), matters: text("matters"),
            goals: [
                .init(
                    id: text("goal.id"), text: text("goal.text"), detail: text("goal.detail"), menu: text("goal.menu"),
                    forms: [form("goal")])
            ])
    }

    var worsening: WorseningView {
        WorseningView(
            heading: text("worse.heading"), hasCalls: true,
            calls: [
                .init(label: text("call.label"), title: text("call.title"), detail: text("call.detail"), phone: text("phone"))
            ],
            score: .init(
                heading: text("score.heading"), meaning: text("score.meaning"), item: text("item"), value: text("value"),
                measured: text("measured"), points: text("points"),
                rows: [
                    .init(
                        title: text("score.title"), value: text("score.value"), time: text("score.time"), points: text("score.points"),
                        isMissing: true)
                ], missing: text("missing"), supports: text("supports")))
    }

    var spoken: SpokenView {
        SpokenView(
            heading: text("isbar.heading"), text: text("isbar.text"), rows: text("isbar.rows"), copy: text("isbar.copy"),
            copied: text("isbar.copied"), fill: text("fill"), fillHref: text("fillHref"))
    }

    func zones(_ name: String) -> ZonesView {
        ZonesView(
            heading: text("\(name).heading"),
            calls: [
                .init(
                    label: text("\(name).call.label"), title: text("\(name).call.title"), detail: text("\(name).call.detail"),
                    phone: text("\(name).phone"))
            ], hasCalls: true,
            measurements: [
                .init(
                    title: text("\(name).title"), pathway: text("\(name).pathway"), latest: text("\(name).latest"),
                    unread: text("\(name).unread"),
                    bands: [
                        .init(
                            colour: text("\(name).colour"), name: text("\(name).name"), limits: text("\(name).limits"),
                            now: text("\(name).now"), advice: text("\(name).advice"))
                    ])
            ])
    }

    var isbar: IsbarPage {
        IsbarPage(
            frame: frame, heading: text("heading"), name: text("name"), back: text("back"), backHref: text("backHref"), lead: text("lead"),
            worsening: worsening, action: text("action"), token: text("token"),
            texts: [.init(id: text("texts.id"), title: text("texts.title"), text: text("texts.text"))],
            fields: [
                .init(
                    id: text("field.id"), name: text("field.name"), title: text("field.title"), kind: text("field.kind"),
                    start: text("field.start"), isRequired: true)
            ],
            choices: [
                .init(
                    id: text("choice.id"), name: text("choice.name"), title: text("choice.title"),
                    options: [.init(key: text("key"), text: text("option"), isChosen: true)])
            ], make: text("make"), resultHeading: text("resultHeading"), text: text("result.text"),
            rows: text("rows"), copy: text("copy"), copied: text("copied"))
    }

    var paragraph: CitizenPage.ParagraphView { .init(heading: text("paragraph.heading"), text: text("paragraph.text")) }

    var member: CitizenPage.TeamRow { .init(name: text("team.name"), roles: text("team.roles"), responsible: text("team.responsible")) }

    var citizen: CitizenPage {
        CitizenPage(
            frame: frame, name: text("name"), facts: text("facts"), sub: text("sub"), otherView: text("otherView"),
            otherViewHref: text("otherViewHref"), stopped: text("stopped"),
            now: .init(
                label: text("now.label"), state: text("now.state"), sentence: text("sentence"), detail: text("detail"),
                forms: [button("now")]
            ),
            attentionHeading: text("attentionHeading"),
            attention: [
                .init(
                    text: text("attention.text"), detail: text("attention.detail"), href: text("attention.href"),
                    time: text("attention.time"), form: form("attention"))
            ], drawing: drawing, stepsHeading: text("stepsHeading"),
            steps: [
                .init(
                    id: text("step.id"), state: text("step.state"), stateWord: text("stateWord"), title: text("step.title"),
                    owner: text("owner"), time: text("step.time"), isLate: true, deeds: [form("step")], menu: text("menu"), hasDeeds: true)
            ], teamHeading: text("teamHeading"), team: [member], teamShown: true, lettersHeading: text("lettersHeading"),
            letters: [
                .init(
                    number: text("number"), href: text("letter.href"), type: text("type"), route: text("route"), time: text("letter.time"),
                    isCancelled: true, cancelled: text("cancelled"), paragraphs: [paragraph])
            ], historyHeading: text("historyHeading"),
            history: [.init(text: text("history.text"), detail: text("history.detail"), time: text("history.time"))],
            linked: .init(heading: text("linked.heading"), forms: [form("linked")]),
            adapt: .init(heading: text("adapt.heading"), forms: [form("adapt")]),
            offers: [
                .init(
                    text: text("offer.text"), detail: text("offer.detail"),
                    letter: .init(id: text("offer.letter.id"), label: text("offer.letter.label"), text: text("offer.letter.text")),
                    forms: [form("offer")])
            ], worsening: worsening, spoken: spoken, wishes: wishes,
            otherRuns: [.init(href: text("run.href"), text: text("run.text"), isCurrent: true)], runsHeading: text("runsHeading"),
            token: text("token"), runsShown: true, attentionShown: true,
            historyShown: true)
    }

    var plain: PlainPage {
        PlainPage(
            frame: frame, name: text("name"), otherView: text("otherView"), otherViewHref: text("otherViewHref"),
            nowHeading: text("nowHeading"), nowText: text("nowText"), responsible: text("responsible"),
            urgent: zones("urgent"), zones: zones("zones"), drawing: drawing, nextHeading: text("nextHeading"),
            steps: [
                .init(
                    state: text("step.state"), stateWord: text("stateWord"), text: text("step.text"), who: text("step.who"),
                    time: text("step.time"), id: text("step.id"), menu: text("menu"), deeds: [form("step")], hasDeeds: true)
            ], teamHeading: text("teamHeading"), team: [member], teamShown: true, none: text("none"),
            own: .init(heading: text("own.heading"), forms: [form("own")]), wishes: wishes,
            together: .init(heading: text("together.heading"), rows: [text("together.row")]), token: text("token"))
    }

    var letters: LettersPage {
        LettersPage(
            frame: frame, heading: text("heading"),
            filters: [.init(href: text("filter.href"), label: text("filter.label"), isCurrent: true)],
            rows: [
                .init(
                    href: text("row.href"), title: text("row.title"), detail: text("row.detail"), time: text("row.time"),
                    state: text("row.state"), form: form("row"))
            ], none: text("none"), older: text("older"), olderHref: text("olderHref"), token: text("token"))
    }

    var letter: LetterPage {
        LetterPage(
            frame: frame, heading: text("heading"), sub: text("sub"), attention: text("attention"),
            facts: [.init(name: text("fact.name"), value: text("fact.value"))], paragraphs: [paragraph], filesHeading: text("filesHeading"),
            files: [.init(href: text("file.href"), title: text("file.title"))], raw: text("raw"), rawHref: text("rawHref"),
            citizen: .init(label: text("citizen.label"), href: text("citizen.href"), text: text("citizen.text")),
            move: .init(heading: text("move.heading"), action: text("move.action"), hint: text("move.hint")),
            handle: .init(action: text("handle.action"), label: text("handle.label")), token: text("token"), whyLabel: text("whyLabel"),
            whyHint: text("whyHint"), hasFiles: true)
    }

    var today: TodayPage {
        TodayPage(
            frame: frame, heading: text("heading"), organisation: text("organisation"), leadStrong: text("leadStrong"), lead: text("lead"),
            oweHeading: text("oweHeading"),
            owed: [
                .init(
                    state: text("line.state"), href: text("line.href"), title: text("line.title"), detail: text("line.detail"),
                    time: text("line.time"),
                    mini: MiniView(
                        ticks: [text("mini.tick")], stay: text("stay"), expected: text("expected"), due: text("due"), now: text("now")))
            ], more: text("more"), moreHref: text("moreHref"), nothingOwed: text("nothingOwed"), ticks: [text("tick")],
            othersHeading: text("othersHeading"),
            others: [.init(href: text("other.href"), text: text("other.text"), time: text("other.time"), isLate: true)],
            nothingFromOthers: text("nothingFromOthers"), newHeading: text("newHeading"),
            news: [.init(href: text("news.href"), text: text("news.text"), time: text("news.time"), isLate: true)],
            nothingNew: text("nothingNew"))
    }

    var citizens: CitizensPage {
        CitizensPage(
            frame: frame, heading: text("heading"), label: text("label"), hint: text("hint"), find: text("find"), token: text("token"),
            problem: text("problem"), recentHeading: text("recentHeading"),
            recent: [.init(href: text("row.href"), name: text("row.name"), detail: text("row.detail"), time: text("row.time"))],
            none: text("none"))
    }

    var home: HomePage {
        HomePage(
            frame: frame, heading: text("heading"), lead: text("lead"),
            organisations: [.init(href: text("row.href"), name: text("row.name"), count: text("row.count"), isLate: true)])
    }

    var notice: NoticePage { NoticePage(frame: frame, heading: text("heading"), text: text("text"), back: text("back")) }

    var pathways: PathwaysPage {
        PathwaysPage(
            frame: frame, heading: text("heading"), lead: text("lead"), none: text("none"),
            rows: [
                .init(
                    href: text("href"), title: text("pathway.title"), text: text("pathway.text"), facts: text("facts"),
                    phases: [text("phase")], figures: text("row.figures"), figuresHref: text("row.figuresHref"))
            ], editor: text("editor"))
    }

    var editor: EditorPage {
        func findings(_ name: String) -> EditorPage.Findings {
            .init(
                heading: text("\(name).heading"),
                rows: [.init(place: text("\(name).place"), what: text("\(name).what"), remedy: text("\(name).remedy"))])
        }
        return EditorPage(
            frame: frame, heading: text("heading"), lead: text("lead"), token: text("token"), label: text("label"), text: text("text"),
            check: text("check"), mistakes: findings("mistakes"), warnings: findings("warnings"), fine: text("fine"),
            title: text("editor.title"), facts: text("facts"),
            drawing: text("drawing"), drawingLabel: text("drawingLabel"))
    }

    var pathway: PathwayPage {
        PathwayPage(
            frame: frame, heading: text("heading"), sub: text("sub"), lead: text("lead"), draft: text("draft"),
            drawing: text("drawing"), drawingLabel: text("drawingLabel"), zones: zones("zones"),
            audienceHeading: text("audienceHeading"), audience: text("audience"), stepsHeading: text("stepsHeading"),
            phases: [
                .init(
                    title: text("phase.title"),
                    steps: [
                        .init(
                            id: text("step.id"), title: text("step.title"), owner: text("owner"), opens: [text("opens")],
                            due: [text("due")],
                            told: text("told"), citizen: text("citizen"))
                    ])
            ], rolesHeading: text("rolesHeading"), roles: [member],
            goals: .init(heading: text("goals.heading"), rows: [text("goal")]),
            sources: .init(
                heading: text("sources.heading"), rows: [.init(what: text("what"), place: text("place"), state: text("source.state"))]),
            versions: .init(
                heading: text("versions.heading"),
                rows: [.init(href: text("version.href"), text: text("version.text"), isCurrent: true)]), opensWord: text("opensWord"),
            dueWord: text("dueWord"), lateWord: text("lateWord"), citizenWord: text("citizenWord"),
            figures: text("figures"), figuresHref: text("figuresHref"), edit: text("edit"),
            editHref: text("editHref"))
    }

    func number(_ name: String) -> FiguresPage.Number {
        .init(text: text("\(name).number"), href: text("\(name).href"), isLink: true)
    }

    func note(_ name: String) -> FiguresPage.Note {
        .init(what: text("\(name).what"), why: text("\(name).why"), number: number("\(name).note"))
    }

    var figures: FiguresPage {
        FiguresPage(
            frame: frame, heading: text("heading"), word: text("word"), back: text("back"), backHref: text("backHref"), lead: text("lead"),
            counting: text("counting"),
            filters: [
                .init(
                    label: text("filters.label"),
                    links: [.init(href: text("filter.href"), label: text("filter.label"), isCurrent: true)])
            ], sums: [.init(name: text("sum.name"), number: number("sum"))],
            adherence: .init(
                heading: text("adherence.heading"),
                rows: [
                    .init(
                        title: text("adherence.title"), met: number("met"), all: number("all"), of: text("adherence.of"),
                        share: text("adherence.share"), meaning: text("meaning"), steps: text("adherence.steps"))
                ]), stepsHeading: text("stepsHeading"), who: text("who"), columns: [text("column")],
            steps: [
                .init(
                    title: text("step.title"), href: text("step.href"), due: text("step.due"),
                    bar: .init(
                        onTime: text("bar.onTime"), late: text("bar.late"), lateFrom: text("lateFrom"), overdue: text("overdue"),
                        overdueFrom: text("overdueFrom")),
                    rows: [
                        .init(
                            name: text("row.name"), isAll: true, onTimeLabel: text("onTimeLabel"), onTime: number("onTime"), of: text("of"),
                            due: number("due"), share: text("share"), cells: [.init(label: text("cell.label"), number: number("cell"))])
                    ], nobody: text("nobody"), notes: [note("step")], hasNotes: true)
            ], deviations: .init(heading: text("deviations.heading"), notes: [note("run")]))
    }

    var figureCitizens: FigureCitizensPage {
        FigureCitizensPage(
            frame: frame, heading: text("heading"), word: text("word"), sub: text("sub"), back: text("back"), backHref: text("backHref"),
            rows: [.init(href: text("row.href"), name: text("row.name"), detail: text("row.detail"), time: text("row.time"))],
            none: text("none"), more: text("more"), moreHref: text("moreHref"))
    }

    var all: [any Template] { Self.pages.map { $0(self) } }

    /// Each page by itself.
    static let pages: [@Sendable (PageSample) -> any Template] = [
        { $0.home }, { $0.today }, { $0.citizens }, { $0.citizen }, { $0.plain }, { $0.letters }, { $0.letter }, { $0.notice },
        { $0.pathways }, { $0.pathway }, { $0.editor }, { $0.figures }, { $0.figureCitizens }, { $0.isbar }, { $0.tour },
    ]
}
