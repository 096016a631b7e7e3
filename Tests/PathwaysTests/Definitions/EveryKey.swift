/// A pathway that uses every key of the language, for tests that must miss none.
enum EveryKey {
    static let text = #"""
        # Nobody's pathway: it has every key.
        pathway: every-key
        version: "2.1"
        from: 2026-01-01
        status: published
        scope: citizen
        countries: [no, dk]
        municipalities: ["4601", "0301"]
        sources:
          - {what: the zones, where: an invented guideline, read: 2026-11-22, verified: no}
          - {what: the steps, where: "nobody, nowhere", verified: yes}
        sign-off: [municipality, general-practice]
        signed:
          - {role: municipality, by: Chief municipal doctor, on: 2025-12-02}
          - {role: general-practice, by: "Head of practice: A", on: 2025-12-03}
        title: {nb: Alt, nn: Alt saman, da: Det hele, en: Everything}
        text: {nb: "Alt: på én gang", nn: Alt på éin gong, da: Det hele på én gang, en: Everything at once}
        for: {nb: voksne, nn: vaksne, da: voksne, en: adults}
        condition: "birthDate < today() - 18 years and %resources.ofType(Condition).exists()"
        coordinator: municipality
        fallback: general-practice
        starts:
          - admitted
          - {event: discharged, where: {stay: inpatient}}
          - {resource: Condition, where: "code.coding.where(system = 'http://hl7.org/fhir/sid/icd-10' and code.startsWith('J44')).exists()"}
          - resource: Flag
          - by hand
        ends:
          - after: died
          - {after step: last-review, within: 2 weeks}
          - {after start: yes, within: 1 year}
        roles:
          - role: municipality
            kind: municipality
            title: {nb: kommune, nn: kommune, da: kommune, en: municipality}
            competence: {nb: sykepleier, nn: sjukepleiar, da: sygeplejerske, en: registered nurse}
            contact: yes
          - {role: general-practice, kind: general-practice, title: {nb: fastlege, nn: fastlege, da: egen læge, en: GP}}
          - {role: ward, kind: hospital, party: sender, title: {nb: sykehus, nn: sjukehus, da: sygehus, en: hospital}}
        responsible:
          - {from: admitted, role: ward}
          - {from: discharged, role: municipality}
          - while: last-review
        phases:
          - {phase: begin, title: {nb: Start, nn: Start, da: Start, en: Start}}
          - {phase: "go-on", title: {nb: Videre, nn: Vidare, da: Videre, en: On}}
        goals:
          - {goal: walk, title: {nb: Gå, nn: Gå, da: Gå, en: Walk}, measurement: saturation, target: ">= 92"}
          - {goal: rest, title: {nb: Hvile, nn: Kvile, da: Hvile, en: Rest}}
        measurements:
          - measurement: saturation
            title: {nb: Metning, nn: Metting, da: Mætning, en: Saturation}
            code: "http://loinc.org|59408-5"
            unit: "%"
            zones:
              - {zone: red, when: "< 88", citizen: {nb: Ring, nn: Ring, da: Ring, en: Call}}
              - {zone: yellow, when: "< 92", citizen: {nb: Hvil, nn: Kvil, da: Hvil, en: Rest}}
              - {zone: green, when: ">= 92"}
          - {measurement: weight, title: {nb: Vekt, nn: Vekt, da: Vægt, en: Weight}, code: "http://loinc.org|29463-7", unit: kg}
        choices:
          - choice: place
            phase: begin
            owner: municipality
            counterpart: ward
            title: {nb: Velge sted, nn: Velje stad, da: Vælge sted, en: Choose a place}
            short: {nb: Sted, nn: Stad, da: Sted, en: Place}
            citizen: {nb: Vi velger, nn: Vi vel, da: Vi vælger, en: We choose}
            opens: [{after: admitted, where: {class: inpatient}, country: no, wait: 2 hours}, {after start: yes}]
            when: "gender.exists()"
            due:
              - {within: 2 working days, basis: example, source: nobody says so, verified: no}
            withdrawn: [died]
            late: [ward]
            notify: [general-practice]
            activity: choosing
            conflicts with: medicine-review
            needs: {nb: sosionom, nn: sosionom, da: socialrådgiver, en: social worker}
            visit: no
            citizen may: comment
            pick: at most one
            options:
              - {option: home, title: {nb: Hjem, nn: Heim, da: Hjem, en: Home}, when: "active"}
              - {option: ward, title: {nb: Sykehus, nn: Sjukehus, da: Sygehus, en: Hospital}}
          - choice: help
            phase: begin
            owner: ward
            title: {nb: Velge hjelp, nn: Velje hjelp, da: Vælge hjælp, en: Choose help}
            opens: {after choice: place}
            expected: discharge expected
            options:
              - {option: some, title: {nb: Litt, nn: Litt, da: Lidt, en: Some}}
        steps:
          - step: visit
            phase: begin
            owner: municipality
            counterpart: general-practice
            title: {nb: Besøke, nn: Besøkje, da: Besøge, en: Visit}
            short: {nb: Besøk, nn: Besøk, da: Besøg, en: Visit}
            citizen: {nb: Vi kommer, nn: Vi kjem, da: Vi kommer, en: We come}
            opens:
              - {after choice: place, option: home}
              - {after measurement: saturation, zone: red}
              - {after measurement: saturation, zone: yellow, wait: 1 week}
              - {resource: Observation, where: "value.ofType(Quantity).value > 3 and %patient.active"}
              - resource: Flag
            when: "%resources.ofType(Flag).empty()"
            repeats: yes
            due:
              - {within: 24 hours, counted from: told, country: no, from: 2026-02-01, basis: national rule, source: "§ 8: a rule", verified: yes}
              - {within: day 1 at 15:00, counted from: happened, country: dk, basis: local agreement, source: an agreement, verified: no}
              - {within: working day 1 at 09:30, basis: example, source: an example, verified: no}
            done:
              - contacted at home
              - {event: answered, where: {answer: yes}}
              - {resource: Observation, where: "code.coding.exists(code = '59408-5')"}
              - resource: Encounter
              - by hand
            unclear: [{event: answered, where: {answer: unclear}}]
            withdrawn: [died, {event: readmitted}]
            late: [general-practice]
            notify: [general-practice, ward]
            activity: medicine-review
            conflicts with: [bed-rest]
            needs: {nb: sykepleier, nn: sjukepleiar, da: sygeplejerske, en: registered nurse}
            visit: yes
            citizen may: [do, move, skip, replace, comment]
            score: {name: NEWS2, variant: rcp-2017}
          - step: give-over
            phase: go-on
            owner: municipality
            title: {nb: Gi videre, nn: Gi vidare, da: Give videre, en: Hand over}
            short: {nb: Videre, nn: Vidare, da: Videre, en: On}
            citizen: {nb: Videre, nn: Vidare, da: Videre, en: On}
            opens: [{after step: visit, outcome: late}, {after step: visit}]
            due: [{within: 30 minutes, basis: example, source: an example, verified: no}]
            done: by hand
            hand over: {to: general-practice, answer within: 20 minutes}
          - step: check-up
            phase: go-on
            owner: general-practice
            title: {nb: Kontrollere, nn: Kontrollere, da: Kontrollere, en: Check}
            short: {nb: Kontroll, nn: Kontroll, da: Kontrol, en: Check}
            citizen: {nb: Kontroll, nn: Kontroll, da: Kontrol, en: Check}
            opens: [{after step: give-over, outcome: closed, wait: 3 days}]
            every: 6 months
            times: 4
            until: [discharged, {event: answered, where: {answer: no}}]
            due: [{within: 1 month, basis: example, source: an example, verified: no}]
            done: [by hand]
            activity: bed-rest
            score: {name: LACE}
          - step: last-review
            phase: go-on
            owner: general-practice
            title: {nb: Se tilbake, nn: Sjå tilbake, da: Se tilbage, en: Look back}
            short: {nb: Tilbake, nn: Tilbake, da: Tilbage, en: Back}
            citizen: {nb: Tilbake, nn: Tilbake, da: Tilbage, en: Back}
            opens: [{after step: give-over, outcome: declined}, {after step: help, outcome: skipped}, {after: ready for discharge}]
            expected: discharge expected
            done: [reply]
        adherence:
          - {name: both, title: {nb: Begge, nn: Begge, da: Begge, en: Both}, steps: [visit, give-over], at least: 1}
          - {name: all, title: {nb: Alle, nn: Alle, da: Alle, en: All}, steps: [visit, check-up]}
        prices:
          - price: day
            country: no
            currency: NOK
            title: {nb: Døgnpris, nn: Døgnpris, da: Døgnpris, en: Day price}
            from: ready for discharge
            until: [discharged, died]
            unless: {event: answered, where: {answer: yes}}
            certain: reply
            table:
              - {from: 2026-01-01, amount: 100, from day 3: 200, basis: example, source: nobody says so, verified: no}
        """#
}
