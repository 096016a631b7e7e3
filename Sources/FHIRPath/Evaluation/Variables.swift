/// `%name`. https://hl7.org/fhirpath/N1/#environment-variables and https://hl7.org/fhir/R4/fhirpath.html#variables
enum Variables {
    static func code(_ name: String, _ offset: Int) -> Code {
        let known = constant(name).map { WrittenText($0) }
        return { run, focus in
            var scope = run.scope(focus.scope)
            while let here = scope {
                if here.name == name {
                    let mark = run.top
                    for value in here.values { run.push(value) }
                    return Stretch(mark, run.top)
                }
                scope = run.scope(here.next)
            }
            if let items = run.environment.variables[name] { return run.push(items) }
            if let known { return run.give(.text(known.text), at: run.top) }
            switch name {
            case "context": return run.input
            case "resource": return run.push(run.resource.map { [.node($0)] } ?? [])
            case "rootResource": return run.push((run.environment.rootResource ?? run.resource).map { [.node($0)] } ?? [])
            default: throw Fault(.execution, "There is no variable `%\(name)` here.", offset)
            }
        }
    }

    private static func constant(_ name: String) -> String? {
        switch name {
        case "sct": return "http://snomed.info/sct"
        case "loinc": return "http://loinc.org"
        case "ucum": return "http://unitsofmeasure.org"
        default:
            if name.hasPrefix("vs-") { return "http://hl7.org/fhir/ValueSet/" + name.dropFirst(3) }
            if name.hasPrefix("ext-") { return "http://hl7.org/fhir/StructureDefinition/" + name.dropFirst(4) }
            return nil
        }
    }
}
