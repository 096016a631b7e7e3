import FHIR
import Testing
import Validation

@Suite("What belongs to one resource") struct ScopeTests {
    private func rules(_ text: String) throws -> [String] {
        try RuleCase.problems(text).map { "\($0.rule) \($0.location)" }
    }

    @Test("does not reach into another of the same Bundle") func entries() throws {
        let patient = "{'resource':{'resourceType':'Patient','name':[{'id':'a','text':'A'}]}}"
        #expect(try rules("{'resourceType':'Bundle','type':'collection','entry':[\(patient),\(patient)]}").isEmpty)
        let pointing = "{'resource':{'resourceType':'Patient','managingOrganization':{'reference':'#a'}}}"
        let containing =
            "{'resource':{'resourceType':'Patient','contained':[{'resourceType':'Organization','id':'a','name':'b'}],"
            + "'managingOrganization':{'reference':'#a'}}}"
        #expect(try rules("{'resourceType':'Bundle','type':'collection','entry':[\(containing),\(containing)]}").isEmpty)
        #expect(
            try rules("{'resourceType':'Bundle','type':'collection','entry':[\(containing),\(pointing)]}")
                == ["ref-1 Bundle.entry[1].resource.managingOrganization.reference"])
    }

    @Test("reaches into what it contains") func contained() throws {
        let organisations =
            "{'resourceType':'Organization','id':'a','name':'b','partOf':{'reference':'#c'}},{'resourceType':'Organization','id':'c','name':'d'}"
        #expect(
            try rules("{'resourceType':'Patient','contained':[\(organisations)],'managingOrganization':{'reference':'#a'}}").isEmpty)
    }

    @Test("is pointed at by addresses too") func addresses() throws {
        let plan =
            "{'resourceType':'PlanDefinition','status':'draft','contained':[{'resourceType':'ActivityDefinition','id':'a','status':'draft'}],"
        #expect(try rules(plan + "'action':[{'definitionCanonical':'#a'}]}").isEmpty)
        #expect(try rules(plan + "'action':[{'title':'#a'}]}") == ["dom-3 PlanDefinition.contained[0]"])
    }

    @Test("may say conditionally what a transaction points at, and what a Bundle in it does not") func searches() throws {
        let patient = "{'resourceType':'Patient','managingOrganization':{'reference':'Organization?name=a'}}"
        let request = "'request':{'method':'POST','url':'Patient'}"
        #expect(try rules("{'resourceType':'Bundle','type':'batch','entry':[{'resource':\(patient),\(request)}]}").isEmpty)
        let inner = "{'resourceType':'Bundle','type':'collection','entry':[{'resource':\(patient)}]}"
        #expect(
            try rules("{'resourceType':'Bundle','type':'batch','entry':[{'resource':\(inner),\(request)}]}")
                == ["reference-form Bundle.entry[0].resource.entry[0].resource.managingOrganization.reference"])
    }

    @Test("has element definitions whose ids snapshot and differential share") func definitions() throws {
        let element =
            "{'element':[{'id':'Basic','path':'Basic','definition':'a','min':0,'max':'1','base':{'path':'Basic','min':0,'max':'1'}}]}"
        let text =
            "{'resourceType':'StructureDefinition','url':'http://example.org','name':'A','status':'draft','kind':'resource','abstract':false,"
            + "'type':'Basic','derivation':'constraint','baseDefinition':'http://example.org/b','snapshot':\(element),'differential':\(element)}"
        #expect(try rules(text).isEmpty)
    }

    @Test("stands where lists of values and of their extensions lie side by side") func lists() throws {
        let nulls = (0..<20_000).map { _ in "null" }.joined(separator: ",")
        let extensions = (0..<20_000).map { _ in "{'id':'a'}" }.joined(separator: ",").replacing(
            "'id':'a'", with: "'extension':[\(RuleCase.small)]")
        #expect(try rules("{'resourceType':'Patient','name':[{'given':[\(nulls)],'_given':[\(extensions)]}]}").isEmpty)
        #expect(try rules("{'resourceType':'Patient','name':[{'given':[null]}]}") == ["null Patient.name[0].given[0]"])
        #expect(
            try rules("{'resourceType':'Patient','name':[{'given':['a'],'_given':[null]},{'_given':[null]}]}")
                == ["null Patient.name[1].given[0]"])
    }
}
