import FHIR
import Journal

extension Check {
    static let resources: [Check] = [
        Check { connection in
            var findings: [Finding] = []
            try connection.each(
                """
                select number, type, id, version, bytes from resource where bytes is not null
                union all select resource, type, id, resource_version.version, resource_version.bytes
                from resource_version join resource on resource.number = resource_version.resource
                where resource_version.bytes is not null
                """
            ) { row in
                let place = "resource \(row.int(0)) version \(row.int(3))"
                guard let bytes = try? row.resource(4), let resource = try? Resource(json: bytes) else {
                    findings.append(CheckName.resourceUnreadable.at(place))
                    return
                }
                let isNamed =
                    resource.type == row.text(1) && resource.id == row.text(2)
                    && resource.root.string("meta.versionId") == String(row.int(3))
                if !isNamed { findings.append(CheckName.resourceMisnamed.at(place)) }
            }
            return findings
        },
        Check(
            .resourceOfUnknownCitizen, "resource",
            """
            select number from resource where subject is not null
            and not exists (select 1 from subject where subject.number = resource.subject)
            """),
        Check(
            .versionMissing, "resource", "select resource from resource_version group by resource having count(*) <> max(version)"),
        Check(
            .versionNotNext, "resource",
            """
            select number from resource where version <> 1 + coalesce(
                (select max(version) from resource_version where resource_version.resource = resource.number), 0)
            """),
        Check(
            .versionOfNoResource, "version",
            """
            select number from resource_version
            where not exists (select 1 from resource where resource.number = resource_version.resource)
            """),
    ]
}
