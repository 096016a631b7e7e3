public import FHIR

extension Application {
    /// Makes the plan's goals and, of each action that applies, what its definition asks for. Throws ``ApplicationRefusal``, and what the
    /// source throws.
    public func apply(plan: Resource, as form: ApplicationForm, from source: some ApplicationSource) throws -> Applied {
        guard plan.type == "PlanDefinition" else {
            throw ApplicationRefusal("It is no PlanDefinition. Name one, or send it as the parameter `planDefinition`.")
        }
        let work = PlanApplying(ApplicationRun(self, from: source), as: form)
        let group = try work.group(of: plan)
        let resource = form == .carePlan ? work.carePlan(group, of: plan) : work.bundle(group, of: plan)
        return Applied(resource: resource.resource(), issues: work.run.issues)
    }

    /// Makes the request or task that an ActivityDefinition describes.
    public func apply(activity: Resource, from source: some ApplicationSource) throws -> Applied {
        guard activity.type == "ActivityDefinition" else {
            throw ApplicationRefusal("It is no ActivityDefinition. Name one, or send it as the parameter `activityDefinition`.")
        }
        let run = ApplicationRun(self, from: source)
        var made = try ActivityApplying(run).request(of: activity)
        if !run.issues.isEmpty { made.put("contained", .array([run.outcome(id: "outcome")])) }
        return Applied(resource: made.resource(), issues: run.issues)
    }
}
