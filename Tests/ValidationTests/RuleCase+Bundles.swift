import Validation

extension RuleCase {
    static let bundles: [RuleCase] = [
        RuleCase(
            "bdl-1", .invariant, at: "Bundle.total",
            "Only search sets and histories have a total. Remove it, or correct the type of the Bundle.",
            wrong: "{'resourceType':'Bundle','type':'collection','total':0}",
            right: "{'resourceType':'Bundle','type':'searchset','total':0}"),
        RuleCase(
            "bdl-2", .invariant, at: "Bundle.entry[0].search",
            "Only entries of search sets have search. Remove it, or correct the type of the Bundle.",
            wrong: bundle("collection", "{\(resource()),'search':{'mode':'match'}}"),
            right: bundle("searchset", "{\(resource()),'search':{'mode':'match'}}")),
        RuleCase(
            "bdl-3", .invariant, at: "Bundle.entry[0]", "Entries of batches, transactions and histories must have a request. Add it.",
            wrong: bundle("transaction", "{\(resource())}"),
            right: bundle("transaction", "{\(resource()),'request':{'method':'POST','url':'Patient'}}")),
        RuleCase(
            "bdl-3", .invariant, at: "Bundle.entry[0].request",
            "Only entries of batches, transactions and histories have a request. Remove it, or correct the type of the Bundle.",
            wrong: bundle("collection", "{\(resource()),'request':{'method':'POST','url':'Patient'}}"),
            right: bundle("collection", "{\(resource())}")),
        RuleCase(
            "bdl-4", .invariant, at: "Bundle.entry[0]", "Entries of responses and histories must have a response. Add it.",
            wrong: bundle("batch-response", "{\(resource())}"), right: bundle("batch-response", "{'response':{'status':'200'}}")),
        RuleCase(
            "bdl-4", .invariant, at: "Bundle.entry[0].response",
            "Only entries of responses and histories have a response. Remove it, or correct the type of the Bundle.",
            wrong: bundle("searchset", "{\(resource()),'response':{'status':'200'}}"), right: bundle("searchset", "{\(resource())}")),
        RuleCase(
            "bdl-5", .invariant, at: "Bundle.entry[0]",
            "The rule bdl-5 of R4 does not hold here. Make this true: resource.exists() or request.exists() or response.exists()",
            wrong: bundle("collection", "{'fullUrl':'urn:uuid:\(uuid)'}"),
            right: bundle("collection", "{'fullUrl':'urn:uuid:\(uuid)',\(resource())}")),
        RuleCase(
            "bdl-7", .duplicate, at: "Bundle.entry[1].fullUrl", "Another entry has the same fullUrl and version. Give each entry its own.",
            wrong: bundle("collection", "{\(full),\(resource("'id':'a'"))},{\(full),\(resource("'id':'a'"))}"),
            right: bundle(
                "collection",
                "{\(full),\(resource("'id':'a','meta':{'versionId':'1'}"))},{\(full),\(resource("'id':'a','meta':{'versionId':'2'}"))}")),
        RuleCase(
            "bdl-8", .invariant, at: "Bundle.entry[0].fullUrl", "A fullUrl names no version. Leave out /_history/ and what follows.",
            wrong: bundle("collection", "{'fullUrl':'http://example.org/Patient/a/_history/1',\(resource("'id':'a'"))}"),
            right: bundle("collection", "{\(full),\(resource("'id':'a'"))}")),
        RuleCase(
            "bdl-9", .invariant, at: "Bundle.identifier", "A document must have an identifier with system and value. Add it.",
            wrong: document("'identifier':{'value':'VALUE'},'timestamp':'2026-01-31T12:00:00Z'", composition),
            right: document("'identifier':{'system':'http://example.org','value':'VALUE'},'timestamp':'2026-01-31T12:00:00Z'", composition)),
        RuleCase(
            "bdl-10", .invariant, at: "Bundle", "A document must say when it was put together. Add timestamp.",
            wrong: document("'identifier':{'system':'http://example.org','value':'a'}", composition),
            right: document("'identifier':{'system':'http://example.org','value':'a'},'timestamp':'2026-01-31T12:00:00+01:00'", composition)
        ),
        RuleCase(
            "bdl-11", .invariant, at: "Bundle.entry[0]", "The first entry of a document must be a Composition. Put it first.",
            wrong: document(
                "'identifier':{'system':'http://example.org','value':'a'},'timestamp':'2026-01-31T12:00:00Z'",
                "{\(resource())},\(composition)"),
            right: document(
                "'identifier':{'system':'http://example.org','value':'a'},'timestamp':'2026-01-31T12:00:00Z'",
                "\(composition),{\(resource())}")),
        RuleCase(
            "bdl-12", .invariant, at: "Bundle", "The first entry of a message must be a MessageHeader. Put it first.",
            wrong: "{'resourceType':'Bundle','type':'message'}",
            right: bundle(
                "message",
                "{'resource':{'resourceType':'MessageHeader','eventUri':'http://example.org','source':{'endpoint':'http://example.org'}}}")),
        RuleCase(
            "full-url-relative", .value, at: "Bundle.entry[0].fullUrl",
            "A fullUrl must be absolute. Write the whole address, or urn:uuid: and a UUID.",
            wrong: bundle("collection", "{'fullUrl':'Patient/VALUE',\(resource("'id':'VALUE'"))}"),
            right: bundle("collection", "{'fullUrl':'http://example.org/Patient/VALUE',\(resource("'id':'VALUE'"))}")),
        RuleCase(
            "full-url-disagrees", .value, at: "Bundle.entry[0].fullUrl", disagrees,
            wrong: bundle("collection", "{\(full),\(resource("'id':'b'"))}"), right: bundle("collection", "{\(full),\(resource())}")),
        RuleCase(
            "full-url-disagrees", .value, at: "Bundle.entry[0].fullUrl", disagrees,
            wrong: bundle("collection", "{'fullUrl':'http://example.org/Person/a',\(resource("'id':'a'"))}"),
            right: bundle("collection", "{'fullUrl':'urn:uuid:\(uuid)',\(resource("'id':'a'"))}")),
        RuleCase(
            "request-without-resource", .invariant, at: "Bundle.entry[0].request",
            "POST and PUT send a resource, and this entry has none. Add it.",
            wrong: bundle("batch", "{'request':{'method':'PUT','url':'Patient/a'}}"),
            right: bundle("batch", "{'request':{'method':'DELETE','url':'Patient/a'}}")),
    ]

    /// Invariants of R4's table, by the ways in which they are answered.
    static let invariants: [RuleCase] = [
        // By what is there.
        RuleCase(
            "org-1", .invariant, at: "Organization",
            "The rule org-1 of R4 does not hold here. Make this true: (identifier.count() + name.count()) > 0",
            wrong: "{'resourceType':'Organization','active':true}", right: "{'resourceType':'Organization','name':'VALUE'}"),
        RuleCase(
            "obs-6", .invariant, at: "Observation",
            "The rule obs-6 of R4 does not hold here. Make this true: dataAbsentReason.empty() or value.empty()",
            wrong:
                "{'resourceType':'Observation','status':'final','code':{'text':'a'},'valueString':'VALUE','dataAbsentReason':{'text':'b'}}",
            right: "{'resourceType':'Observation','status':'final','code':{'text':'a'},'dataAbsentReason':{'text':'b'}}"),
        RuleCase(
            "cpt-2", .invariant, at: "Patient.telecom[1]",
            "The rule cpt-2 of R4 does not hold here. Make this true: value.empty() or system.exists()",
            wrong: "{'resourceType':'Patient','telecom':[{'use':'home'},{'value':'VALUE'}]}",
            right: "{'resourceType':'Patient','telecom':[{'use':'home'},{'value':'VALUE','system':'phone'}]}"),
        // By times written alike, and by times that are not.
        RuleCase(
            "per-1", .invariant, at: "Patient.name[0].period", period,
            wrong: "{'resourceType':'Patient','name':[{'period':{'start':'2026-02','end':'2026-01'}}]}",
            right: "{'resourceType':'Patient','name':[{'period':{'start':'2026-01','end':'2026-01'}}]}"),
        RuleCase(
            "per-1", .invariant, at: "Patient.name[0].period", period,
            wrong: "{'resourceType':'Patient','name':[{'period':{'start':'2026-01-01T12:00:00Z','end':'2026-01-01T12:30:00+01:00'}}]}",
            right: "{'resourceType':'Patient','name':[{'period':{'start':'2026-01-01T12:00:00+01:00','end':'2026-01-01T11:30:00Z'}}]}"),
        // By codes.
        RuleCase(
            "app-3", .invariant, at: "Appointment",
            "The rule app-3 of R4 does not hold here. Make this true: "
                + "(start.exists() and end.exists()) or (status in ('proposed' | 'cancelled' | 'waitlist'))",
            wrong: "{'resourceType':'Appointment','status':'booked','participant':[{'status':'accepted','type':[{'text':'a'}]}]}",
            right: "{'resourceType':'Appointment','status':'proposed','participant':[{'status':'accepted','type':[{'text':'a'}]}]}"),
        // By FHIRPath.
        RuleCase(
            "org-3", .invariant, at: "Organization.telecom[0]",
            "The rule org-3 of R4 does not hold here. Make this true: where(use = 'home').empty()",
            wrong: "{'resourceType':'Organization','name':'a','telecom':[{'use':'home'}]}",
            right: "{'resourceType':'Organization','name':'a','telecom':[{'use':'work'}]}"),
        RuleCase(
            "con-4", .invariant, at: "Condition",
            "The rule con-4 of R4 does not hold here. Make this true: abatement.empty() or clinicalStatus.coding.where("
                + "system='http://terminology.hl7.org/CodeSystem/condition-clinical' and "
                + "(code='resolved' or code='remission' or code='inactive')).exists()",
            wrong: condition("active"), right: condition("resolved")),
        RuleCase(
            "que-2", .invariant, at: "Questionnaire",
            "The rule que-2 of R4 does not hold here. Make this true: descendants().linkId.isDistinct()",
            wrong:
                "{'resourceType':'Questionnaire','status':'draft','item':[{'linkId':'a','type':'group','item':[{'linkId':'a','type':'date'}]}]}",
            right:
                "{'resourceType':'Questionnaire','status':'draft','item':[{'linkId':'a','type':'group','item':[{'linkId':'b','type':'date'}]}]}"
        ),
        RuleCase(
            "lib-0", .invariant, .warning, at: "Library",
            "The rule lib-0 of R4 does not hold here. Make this true: name.empty() or name.matches('[A-Z]([A-Za-z0-9_]){0,254}')",
            wrong: "{'resourceType':'Library','status':'draft','type':{'text':'a'},'name':'value'}",
            right: "{'resourceType':'Library','status':'draft','type':{'text':'a'},'name':'Value'}"),
    ]

    private static let uuid = "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d"
    private static let full = "'fullUrl':'http://example.org/Patient/a'"
    private static let disagrees = "The fullUrl names another resource than the one in the entry. Let it end in the resource's type and id."
    private static let period =
        "The rule per-1 of R4 does not hold here. Make this true: start.hasValue().not() or end.hasValue().not() or (start <= end)"
    private static let composition =
        "{'resource':{'resourceType':'Composition','status':'final','type':{'text':'a'},'date':'2026','author':[{'display':'b'}],'title':'c'}}"

    private static func resource(_ members: String = "'active':true") -> String { "'resource':{'resourceType':'Patient',\(members)}" }

    private static func bundle(_ type: String, _ entries: String) -> String {
        "{'resourceType':'Bundle','type':'\(type)','entry':[\(entries)]}"
    }

    private static func document(_ members: String, _ entries: String) -> String {
        "{'resourceType':'Bundle','type':'document',\(members),'entry':[\(entries)]}"
    }

    private static func condition(_ status: String) -> String {
        "{'resourceType':'Condition','subject':{'display':'a'},'abatementDateTime':'2026','clinicalStatus':{'coding':"
            + "[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'\(status)'}]}}"
    }
}
