import Journal

extension Check {
    static let feed: [Check] = [
        Check(
            .feedGap, "feed",
            """
            select number from feed where number > 1 and not exists (select 1 from feed as earlier where earlier.number = feed.number - 1)
            union all select feed from tally where feed <> (select coalesce(max(number), 0) from feed)
            """),
        Check(
            .feedAboutNothing, "feed",
            """
            select number from feed where case kind
                when 0 then not exists (select 1 from letter where letter.number = cast(feed.about as integer))
                when 1 then not exists (
                    select 1 from resource where resource.id = substr(feed.about, instr(feed.about, '/') + 1)
                    and resource.type = substr(feed.about, 1, instr(feed.about, '/') - 1))
                when 6 then not exists (select 1 from erasure where erasure.number = cast(feed.about as integer))
                when 4 then not exists (select 1 from outbox where outbox.number = cast(feed.about as integer))
                else not exists (select 1 from subject where subject.number = feed.subject) end
            """),
        Check(
            .feedSpanMissing, "feed",
            """
            select number from feed where subject is not null and coalesce((
                select last from feed_span where feed_span.subject = feed.subject and feed_span.first <= feed.number
                order by feed_span.first desc limit 1), 0) < number
            """),
        Check(
            .feedVersionWrong, "resource",
            """
            select resource.number from resource left join (
                select about, max(version) as last, count(*) as lines, count(distinct version) as versions from feed
                where kind = 1 group by about) as told
            on told.about = resource.type || '/' || resource.id
            where told.last is not resource.version or told.lines <> told.versions
            """),
        Check { connection in
            try FeedBlocks.wrong(connection).sorted().map { CheckName.feedBlockWrong.at("block \($0)") }
        },
        Check(
            .commitGap, "commit",
            """
            select number from commits where number > 1
            and not exists (select 1 from commits as earlier where earlier.number = commits.number - 1)
            union all select commits from tally where commits <> (select coalesce(max(number), 0) from commits)
            """),
    ]

    static let counters: [Check] = [
        Check { connection in
            let tally = try Tally(connection)
            let counted: [(String, Int64, Int64)] = [
                ("subjects", tally.subjects, try connection.number("select count(*) from subject")),
                ("citizens", tally.citizens, try connection.number("select count(*) from subject where root = number")),
                ("letters", tally.letters, try connection.number("select count(*) from letter")),
                ("facts", tally.facts, try connection.number("select count(*) from fact")),
                ("resources", tally.resources, try connection.number("select count(*) from resource")),
                ("living", tally.living, try connection.number("select count(*) from resource where bytes is not null")),
                ("outbox", tally.outbox, try connection.number("select count(*) from outbox")),
            ]
            return counted.filter { $0.1 != $0.2 }.map { CheckName.counterWrong.at("counter \($0.0)") }
        },
        Check { connection in
            let lines = try connection.rows("pragma integrity_check(100)") { $0.text(0) }
            return lines == ["ok"] ? [] : lines.indices.map { CheckName.fileDamaged.at("line \($0 + 1) of integrity_check") }
        },
    ]
}
