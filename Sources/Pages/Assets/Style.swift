/// The design language: ink on paper, one blue, colour only where it means something; light and dark by the same names.
enum Style {
    static let css = """
        :root{color-scheme:light dark;--paper:#fbfaf7;--card:#fff;--ink:#1c2126;--soft:#565f69;--line:#e4e1d9;--lane:#f3f1ea;--blue:#1f4e79;--blue-soft:#dfe9f3;
        --done:#3b6b50;--done-soft:#e3eee7;--late:#a03723;--late-soft:#f7e4df;--wait:#855a0c;--wait-soft:#faefd7;--plan:#6b737b;--on:#fff}
        @media (prefers-color-scheme:dark){:root{--paper:#15181b;--card:#1c2024;--ink:#e8e6e1;--soft:#a9b1b9;--line:#343a40;--lane:#1a1e21;--blue:#8fbbe6;--blue-soft:#22344a;
        --done:#8fc3a6;--done-soft:#203329;--late:#ee9a86;--late-soft:#412720;--wait:#e3bd70;--wait-soft:#3b3020;--plan:#959da5;--on:#10151a}}
        *{box-sizing:border-box}html{-webkit-text-size-adjust:100%}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 Inter,"Noto Sans",system-ui,sans-serif;font-feature-settings:"tnum"}
        a{color:var(--blue);text-underline-offset:.16em;text-decoration-thickness:1px}:focus-visible{outline:3px solid var(--blue);outline-offset:2px;border-radius:4px}main:focus{outline:none}
        .skip{position:absolute;left:-999px;top:0;background:var(--card);padding:10px 16px;z-index:2}.skip:focus{left:8px;top:8px}
        .quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .banner{margin:0;padding:5px 32px;font-size:13px;background:var(--lane);color:var(--soft);border-bottom:1px solid var(--line)}
        .bar{display:flex;gap:6px 24px;align-items:baseline;padding:14px 32px;border-bottom:1px solid var(--line);flex-wrap:wrap}
        .brand{font-weight:650;letter-spacing:.01em;color:var(--ink);text-decoration:none}header nav{display:flex;gap:18px;flex-wrap:wrap}header nav a{color:var(--soft);text-decoration:none;padding:2px 0}header nav a:hover{color:var(--ink)}
        header nav a[aria-current]{color:var(--ink);box-shadow:0 2px 0 var(--blue)}.who{margin-left:auto;color:var(--soft)}
        main{max-width:1180px;margin:0 auto;padding:28px 32px 48px}footer{max-width:1180px;margin:0 auto;padding:16px 32px 40px;color:var(--soft);font-size:14px}footer nav{display:flex;gap:16px;flex-wrap:wrap}
        footer a[aria-current]{color:var(--ink);text-decoration:none;font-weight:600}
        h1{font-size:28px;line-height:1.2;margin:0;font-weight:650;letter-spacing:-.01em}h1 small{font-size:16px;font-weight:400;color:var(--soft);margin-left:8px;letter-spacing:0}
        h2{font-size:17px;margin:0 0 10px;font-weight:650}h3{font-size:15px;margin:12px 0 2px}section{margin-bottom:34px}.sub{color:var(--soft);margin:4px 0 22px}.soft{color:var(--soft)}
        .lead{font-size:19px;margin:6px 0 26px;color:var(--soft);max-width:62ch}.lead b{color:var(--ink);font-weight:600}
        .now{display:grid;grid-template-columns:1fr auto;gap:8px 24px;align-items:center;background:var(--lane);border-left:4px solid var(--plan);border-radius:6px;padding:16px 20px;margin-bottom:26px}
        .now.open,.now.wait{background:var(--wait-soft);border-left-color:var(--wait)}.now.late{background:var(--late-soft);border-left-color:var(--late)}.now.plain{background:var(--blue-soft);border-left-color:var(--blue)}
        .now p{margin:0}.now .t{font-size:19px;font-weight:600;line-height:1.35}.now .m{color:var(--ink);opacity:.85}.deeds{display:flex;gap:8px;flex-wrap:wrap}
        form{margin:0}button{font:inherit;font-weight:600;border:0;border-radius:6px;padding:10px 16px;background:var(--blue);color:var(--on);cursor:pointer}button:hover{filter:brightness(1.08)}
        button.q{background:transparent;color:var(--blue);box-shadow:inset 0 0 0 1.5px var(--blue)}
        input:not([type=hidden],[type=checkbox]),select{font:inherit;color:var(--ink);background:var(--card);border:1.5px solid var(--plan);border-radius:6px;padding:8px 12px;min-width:0}input::placeholder{color:var(--soft);opacity:1}
        .find{display:grid;grid-template-columns:auto minmax(0,24ch) auto;gap:8px 12px;align-items:center;margin:18px 0 28px;justify-content:start}.find p{grid-column:1/-1;margin:0}
        .problem{background:var(--late-soft);border-left:4px solid var(--late);border-radius:6px;padding:10px 16px}
        figure{margin:0 0 30px;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:14px 16px 10px;overflow-x:auto}
        .drawing>svg{width:100%;min-width:820px;height:auto;display:block}svg text{font:13px Inter,"Noto Sans",sans-serif;fill:var(--ink)}svg .s{fill:var(--soft);font-size:12px}svg .l{font-weight:600}
        svg .say{paint-order:stroke;stroke:var(--lane);stroke-width:5px;stroke-linejoin:round}
        svg .lane{fill:var(--lane)}svg .rule{stroke:var(--line);fill:none}svg .head{fill:var(--soft)}svg .arrow{stroke:var(--soft);stroke-width:1.3;fill:none}svg .arrow.cancelled{stroke-dasharray:3 3;opacity:.6}
        svg .now{stroke:var(--ink);stroke-width:1.5;fill:none}svg .band{stroke:var(--blue);stroke-width:8;stroke-linecap:round;fill:none}svg .band.acute{stroke-width:4}svg .band.leave{stroke-dasharray:2 12;opacity:.75}
        svg .band.ready{stroke:var(--wait)}svg .band.expected,svg .band.open{stroke-dasharray:1 13;opacity:.6}svg .mark{fill:var(--card);stroke:var(--blue);stroke-width:2.5}svg .mark.estimate{stroke-dasharray:3 2}
        svg .pill rect{fill:var(--lane);stroke:none}svg .pill.done rect{fill:var(--done-soft)}svg .pill.done text{fill:var(--done)}svg .pill.waslate rect{stroke:var(--late);stroke-width:1.2}svg .pill.open rect{fill:var(--wait)}svg .pill.open text{fill:var(--on);font-weight:600}
        svg .pill.late rect{fill:var(--late)}svg .pill.late text{fill:var(--on);font-weight:600}svg .pill.planned rect,svg .pill.withdrawn rect,svg .pill.skipped rect{fill:none;stroke:var(--plan);stroke-dasharray:4 4}
        svg .pill.planned text{fill:var(--soft)}svg .pill.withdrawn text,svg .pill.skipped text{fill:var(--soft);text-decoration:line-through}
        .legend{display:flex;gap:6px 20px;flex-wrap:wrap;color:var(--soft);font-size:13px;margin:6px 2px 2px}.legend i{display:inline-block;width:12px;height:12px;border-radius:3px;margin-right:6px;vertical-align:-1px}
        .legend .done i{background:var(--done)}.legend .open i{background:var(--wait)}.legend .late i{background:var(--late)}.legend .planned i{border:1.5px dashed var(--plan)}
        .cols{display:grid;grid-template-columns:3fr 2fr;gap:40px}ol,ul{list-style:none;margin:0;padding:0}
        .steps li{display:grid;grid-template-columns:22px minmax(0,1fr) auto;gap:12px;padding:11px 0;border-top:1px solid var(--line)}.k{width:12px;height:12px;border-radius:50%;margin-top:7px;border:1.5px dashed var(--plan)}
        .done>.k{background:var(--done);border:0}.open>.k{background:var(--wait);border:0}.late>.k{background:var(--late);border:0;border-radius:2px}.withdrawn>.k,.skipped>.k{border-style:solid;border-radius:0;height:0;margin-top:12px;border-width:1px 0 0}
        .withdrawn .title,.skipped .title{color:var(--soft);text-decoration:line-through}.o,.what>span,.when{color:var(--soft);font-size:14px}.late .state,.when.late,.team .late{color:var(--late);font-weight:600}.open .state{color:var(--wait);font-weight:600}
        .when{text-align:right;white-space:nowrap}summary{cursor:pointer;color:var(--blue);font-size:14px}.deed{display:grid;grid-template-columns:minmax(8ch,max-content) minmax(0,1fr) auto;gap:6px 10px;align-items:center;margin:10px 0 14px}.deed>*{grid-column:2/-1}.deed label{grid-column:1;font-size:14px;color:var(--soft)}.deed [name=because]{grid-column:2}.deed button{grid-column:3}.deed [type=checkbox]{justify-self:start;width:18px;height:18px}
        .team li{padding:9px 0;border-top:1px solid var(--line);display:flex;justify-content:space-between;gap:12px}.team span{color:var(--soft);text-align:right;white-space:nowrap}.team .resp{color:var(--wait);font-weight:600}.team a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
        .rows li,.choices li{display:flex;justify-content:space-between;gap:16px;padding:10px 0 10px 12px;border-top:1px solid var(--line);border-left:4px solid transparent}.rows li.late,.choices li.late{border-left-color:var(--late)}.rows li.wait{border-left-color:var(--wait)}
        .what>span{display:block}.what>a{font-weight:600}.choices a{font-weight:600}.choices span{color:var(--soft)}
        .letters li{border-top:1px solid var(--line)}.letters summary{display:flex;gap:12px;padding:10px 0;color:var(--ink);font-size:16px;align-items:baseline}.letters .type{font-weight:600}.letters .when{margin-left:auto}.struck{text-decoration:line-through}
        .body{max-width:70ch;padding:0 0 10px}.body p{white-space:pre-line;margin:4px 0 10px}.facts{margin:0 0 24px}.facts div{display:grid;grid-template-columns:12ch minmax(0,1fr);gap:12px;padding:6px 0;border-top:1px solid var(--line)}.facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere}
        .filters{display:flex;gap:16px;flex-wrap:wrap;margin:14px 0 18px}.filters a{text-decoration:none;color:var(--soft)}.filters a[aria-current]{color:var(--ink);box-shadow:0 2px 0 var(--blue)}
        .axis,.today li{display:grid;grid-template-columns:minmax(0,1fr) 420px 132px;gap:20px;align-items:center}.axis{padding:0 12px 4px 20px}.ticks{display:flex;justify-content:space-between;color:var(--soft);font-size:12px;font-weight:400}
        .today li{padding:12px 12px 12px 16px;border-top:1px solid var(--line);border-left:4px solid transparent}.today li.late{border-left-color:var(--late);background:var(--late-soft)}.today li.open,.today li.attention{border-left-color:var(--wait)}
        .today .what a{color:var(--ink);text-decoration:none}.today .what a:hover{text-decoration:underline}.today .late .when{color:var(--late);font-weight:650}.today .open .when,.today .attention .when{color:var(--wait);font-weight:650}
        .mini .stay,.mini .expected{stroke:var(--blue);stroke-width:6;stroke-linecap:round;fill:none}.mini .expected{stroke-dasharray:1 11;opacity:.6}.mini .now{stroke-width:1.2}.mini .due{fill:none;stroke:var(--plan);stroke-width:1.6}.open .mini .due{fill:var(--wait);stroke:var(--wait)}.late .mini .due{fill:var(--late);stroke:var(--late)}
        .gallery{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));gap:20px}.gallery>li{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:18px 20px 14px;display:flex;flex-direction:column;gap:8px}.gallery h2,.gallery p{margin:0}.gallery .o{margin-top:auto}
        .strip{display:flex;flex-wrap:wrap;gap:6px 4px;font-size:13px}.strip li{background:var(--blue-soft);border-radius:20px;padding:2px 12px}
        .defined>li{padding:14px 0;border-top:1px solid var(--line)}.defined .title{font-weight:600}.defined .facts{margin:6px 0 0;font-size:14px}.defined .facts div{border:0;padding:2px 0;grid-template-columns:15ch minmax(0,1fr)}.phase h3{margin:0 0 6px;color:var(--soft);font-weight:600}.sources li{padding:9px 0;border-top:1px solid var(--line);font-size:14px;overflow-wrap:anywhere}
        .defining{padding:0;background:var(--paper)}.defining img{display:block;max-width:none}
        .editor{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:28px;align-items:start}.editor form{display:grid;gap:8px}.editor button{justify-self:start}textarea{font:13px/1.5 ui-monospace,"DejaVu Sans Mono",monospace;color:var(--ink);background:var(--card);border:1.5px solid var(--plan);border-radius:6px;padding:12px;width:100%;min-height:60vh;resize:vertical;tab-size:2}
        .findings li{display:grid;grid-template-columns:12ch minmax(0,1fr);gap:12px;padding:8px 0 8px 10px;border-top:1px solid var(--line);border-left:4px solid var(--wait);font-size:14px}.findings.late li{border-left-color:var(--late)}.findings .when{text-align:left}.fine{color:var(--done);font-weight:600}.end{margin:24px 0 0}
        ul+h2,p+h2,.panel+h2{margin-top:28px}.panel{margin:18px 0}.panel .deed{padding:10px 0;border-top:1px solid var(--line)}.matters{font-size:18px;max-width:50ch}
        .two{display:grid;grid-template-columns:1fr 1fr;gap:40px;margin-top:38px}
        @media (max-width:900px){.axis,.today li{grid-template-columns:minmax(0,1fr) auto}.mini,.ticks{display:none}.two{grid-template-columns:1fr}}
        @media (max-width:760px){.cols,.editor{grid-template-columns:1fr}main{padding:20px 16px}.bar,.banner,footer{padding-left:16px;padding-right:16px}.now{grid-template-columns:1fr}h1 small{display:block;margin:4px 0 0}.who{margin-left:0}.find{grid-template-columns:1fr}.when{white-space:normal}.letters summary{flex-wrap:wrap}}
        @media (prefers-reduced-motion:no-preference){.fresh{animation:fresh 1.6s ease-out}}@keyframes fresh{from{background:var(--blue-soft)}to{background:transparent}}
        @media print{header,footer,.banner,form,summary{display:none}}
        """
}
