import Journal

extension Check {
    static let facts: [Check] = [
        Check(
            .factTwice, "fact",
            """
            select max(number) from fact where source > 0 and kind <> 'erased'
            group by source, subject, kind, said, happened, custodian, content having count(*) > 1
            """),
        Check(
            .factWithoutLetter, "fact",
            "select number from fact where source > 0 and not exists (select 1 from letter where letter.number = fact.source)"),
        Check(
            .factOfUnknownCitizen, "fact",
            "select number from fact where not exists (select 1 from subject where subject.number = fact.subject)"),
        Check(
            .factAfterLastCommit, "fact",
            "select number from fact where (commit_number > (select commits from tally) or commit_number < 1)"),
    ]

    static let identities: [Check] = [
        Check(
            .linkToUnknownCitizen, "link",
            """
            select first || '-' || second from link where (not exists (select 1 from subject where number = link.first)
            or not exists (select 1 from subject where number = link.second))
            """),
        Check(.identifierTwice, "subject", "select max(number) from subject not indexed group by value, system having count(*) > 1"),
        Check(
            .groupWrong, "subject",
            """
            select number from subject where root <> number and not exists (select 1 from link where first = subject.number)
            and not exists (select 1 from link where second = subject.number)
            """),
        Check { connection in
            let links = try connection.rows("select first, second, source from link") { row in
                Link(row.subject(0), row.subject(1), source: row.source(2))
            }
            let members = Set(links.flatMap { [$0.first, $0.second] }).sorted()
            var findings: [Finding] = []
            for group in Groups.split(members, by: links) {
                for member in group {
                    let root = try connection.first("select root from subject where number = ?", member) { $0.subject(0) }
                    if let root, root != group[0] { findings.append(CheckName.groupWrong.at("subject \(member.value)")) }
                }
            }
            return findings
        },
    ]

    static let plans: [Check] = [
        Check(
            .planOfNoRoot, "subject",
            "select subject from plan where not exists (select 1 from subject where number = plan.subject and root = number)"),
        Check(.planDigestLength, "subject", "select subject from plan where length(digest) <> 32"),
        Check(
            .workOfNoRoot, "subject",
            "select distinct subject from work where not exists (select 1 from subject where number = work.subject and root = number)"),
        Check(
            .workWithoutPlan, "subject",
            """
            select distinct work.subject from work join subject on subject.number = work.subject and subject.root = subject.number
            where not exists (select 1 from plan where plan.subject = work.subject)
            """),
        Check(
            .timerWithoutPlan, "subject",
            "select distinct subject from timer where not exists (select 1 from plan where plan.subject = timer.subject)"),
        Check(
            .firedTimerPending, "subject",
            """
            select timer.subject from timer
            join fired on fired.subject = timer.subject and fired.key = timer.key and fired.due = timer.due
            """),
        Check(
            .timerFiredTwice, "subject",
            """
            select subject from feed where kind = 3 group by subject, about
            having count(*) > (select count(*) from fired where fired.subject = feed.subject and fired.key = feed.about)
            """),
    ]
}
