/// `%name`. https://hl7.org/fhirpath/N1/#environment-variables and https://hl7.org/fhir/R4/fhirpath.html#variables
enum Variables {
    static func code(_ name: String, _ offset: Int) -> Code {
        let known = constant(name)
        return { focus in
            var scope = focus.scope
            while let here = scope {
                if here.name == name { return here.items }
                scope = here.next
            }
            if let items = focus.run.environment.variables[name] { return items }
            if let known { return [known] }
            switch name {
            case "context": return focus.run.input
            case "resource": return focus.run.resource.map { [.node($0)] } ?? []
            case "rootResource": return (focus.run.environment.rootResource ?? focus.run.resource).map { [.node($0)] } ?? []
            default: throw Fault(.execution, "There is no variable `%\(name)` here.", offset)
            }
        }
    }

    private static func constant(_ name: String) -> Item? {
        switch name {
        case "sct": return .string("http://snomed.info/sct")
        case "loinc": return .string("http://loinc.org")
        case "ucum": return .string("http://unitsofmeasure.org")
        default:
            if name.hasPrefix("vs-") { return .string("http://hl7.org/fhir/ValueSet/" + name.dropFirst(3)) }
            if name.hasPrefix("ext-") { return .string("http://hl7.org/fhir/StructureDefinition/" + name.dropFirst(4)) }
            return nil
        }
    }
}
