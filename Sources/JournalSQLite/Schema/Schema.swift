import GRDB

/// The tables, by the steps in which they came to be. A step that has been released is never changed: append another.
///
/// Numbers are given by the journal and rise without gaps, so that new rows go to the end of their table. What is read by citizen is
/// clustered by citizen. Times are nanoseconds since 1970 in UTC. `Documentation/schema.sql` shows the whole.
enum Schema {
    /// `HHET`, in the header of the file: https://www.sqlite.org/fileformat2.html
    static let applicationID: Int64 = 0x4848_4554

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("keeps letters, facts, plans, resources, feed and outbox") { database in
            try database.execute(sql: identities + letters + facts + plans)
            try database.execute(sql: resources + outbox + feed)
            try database.execute(sql: "pragma application_id = \(applicationID); insert into tally (one) values (1);")
        }
        migrator.registerMigration("lists the versions of resources") { database in
            try database.execute(sql: changes)
            let connection = try Connection(database)
            // The tally has columns of later steps too, which are not there yet.
            var tally = Tally()
            tally.feed = try connection.number("select feed from tally")
            tally.commits = try connection.number("select commits from tally")
            try FeedBlocks.close(connection, from: Tally(), to: tally)
        }
        migrator.registerMigration("finds resources by an index of its own") { database in
            // The terms of older resources stay in their rows: to write all rows again would take longer than they are worth.
            try database.execute(sql: "drop table term_row; drop table term;" + index)
        }
        migrator.registerMigration("erases content for good") { database in
            try database.execute(sql: erasures)
        }
        migrator.registerMigration("keeps who looked at what needed a human") { database in
            try database.execute(sql: handlings)
        }
        migrator.registerMigration("knows its own search parameters") { database in
            try database.execute(sql: ownParameters)
        }
        return migrator
    }

    private static let identities = """
        create table setting (name text primary key, value text not null) strict, without rowid;
        -- One row: how many there are of each. Every commit writes it once.
        create table tally (
            one integer primary key check (one = 1), commits integer not null default 0, subjects integer not null default 0,
            citizens integer not null default 0, letters integer not null default 0, facts integer not null default 0,
            resources integer not null default 0, living integer not null default 0, outbox integer not null default 0,
            feed integer not null default 0, ids integer not null default 0) strict;
        create table commits (number integer primary key, at integer not null) strict;
        create table subject (
            number integer primary key, system text not null, value text not null, root integer not null) strict;
        create unique index subject_identifier on subject (value, system);
        create index subject_root on subject (root) where root <> number;
        create table link (
            first integer not null, second integer not null, source integer not null,
            primary key (first, second, source)) strict, without rowid;
        create index link_second on link (second);

        """

    private static let letters = """
        -- name: the first 8 bytes of the hash of sender and id. owed: 1 once a receipt was kept. answer: the outbox item that carries it.
        create table letter (
            number integer primary key, name integer not null, sender text not null, id text not null, digest blob not null,
            type text not null, media_type text not null, received integer not null, sent integer, subject integer,
            outcome integer not null, owed integer not null, answer integer, because text, receiver text, attention text,
            receipt blob, reading blob) strict;
        create index letter_name on letter (name);
        create index letter_subject on letter (subject) where subject is not null;
        create index letter_attention on letter (number) where attention is not null;
        create index letter_outcome on letter (outcome) where outcome <> 0;
        create table raw (letter integer primary key, hash blob not null, bytes blob not null) strict;
        create table arrival (
            letter integer not null, position integer not null, at integer not null, envelope text,
            primary key (letter, position)) strict, without rowid;
        create table attachment (number integer primary key, hash blob not null, media_type text not null, bytes blob not null) strict;
        create unique index attachment_hash on attachment (hash);

        """

    private static let facts = """
        -- source: a letter's number, 0 for a reaction, -1 - number for an act.
        create table fact (
            subject integer not null, number integer not null, commit_number integer not null, kind text not null,
            source integer not null, said integer not null, happened integer, custodian text not null, content blob not null,
            primary key (subject, number)) strict, without rowid;
        create unique index fact_number on fact (number);

        """

    private static let plans = """
        create table plan (
            subject integer primary key, digest blob not null, at integer not null, commit_number integer not null, stopped text,
            plan blob not null) strict;
        create index plan_stopped on plan (subject) where stopped is not null;
        -- due: the largest number when there is none, so that it sorts last.
        create table work (
            subject integer not null, key text not null, owner text not null, counterpart text, state integer not null,
            due integer not null, content blob not null, primary key (subject, key)) strict, without rowid;
        create index work_owner on work (owner, state, due, subject, key);
        create index work_counterpart on work (counterpart, state, due, subject, key) where counterpart is not null;
        create table timer (
            due integer not null, subject integer not null, key text not null, primary key (due, subject, key)) strict, without rowid;
        create index timer_subject on timer (subject);
        create table fired (
            subject integer not null, key text not null, due integer not null, primary key (subject, key, due)) strict, without rowid;

        """

    private static let resources = """
        -- terms: empty, of no use any more. derived: half the hash of the draft that a reaction made. bytes: null when deleted.
        create table resource (
            number integer primary key, type text not null, id text not null, version integer not null, updated integer not null,
            commit_number integer not null, subject integer, source integer not null, derived blob, terms blob not null,
            bytes blob) strict;
        create unique index resource_id on resource (id, type);
        create index resource_derived on resource (subject, type, id, derived) where derived is not null;
        create table resource_version (
            number integer primary key, resource integer not null, version integer not null, updated integer not null,
            commit_number integer not null, subject integer, source integer not null, bytes blob) strict;
        create unique index resource_version_of on resource_version (resource, version);
        create virtual table term using fts5 (keys, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
        create virtual table term_row using fts5vocab (term, instance);

        """

    private static let index = """
        alter table tally add column index_runs integer not null default 0;
        alter table tally add column index_folds integer not null default 0;
        -- What the index is made by. cursor: the resources up to this number are in it; done: 1 when all are.
        create table index_part (
            number integer primary key, definition text not null, cursor integer not null, done integer not null) strict;
        create unique index index_part_definition on index_part (definition);
        -- Sorted postings. state: 0 live, 1 being built, 2 dead. net: entries made less entries taken away. blocks: null when in index_block.
        create table index_run (
            id integer primary key, part integer not null, state integer not null, postings integer not null, net integer not null,
            size integer not null, fences blob not null, blocks blob) strict;
        -- id: the run's, shifted left by 24 bits, and the place of the block in it. A row fills a page.
        create table index_block (id integer primary key, bytes blob not null) strict;
        -- One row: which process tends the index, and a number that it counts up as long as it lives.
        create table index_keeper (one integer primary key check (one = 1), keeper integer not null, beat integer not null) strict;
        insert into index_keeper values (1, 0, 0);

        """

    private static let outbox = """
        -- derived: the root whose reaction queued it.
        create table outbox (
            number integer primary key, key text not null, kind integer not null, state integer not null, attempts integer not null,
            created integer not null, next_attempt integer, answers integer, subject integer, derived integer,
            letter_id text not null, sender text not null, receiver text not null, type text not null, media_type text not null,
            note text, body blob not null) strict;
        create unique index outbox_key on outbox (key);
        create index outbox_next_attempt on outbox (next_attempt) where next_attempt is not null;
        create index outbox_waiting on outbox (answers) where state = 0;
        create index outbox_unfinished on outbox (state) where state in (0, 1, 3);
        create index outbox_letter_id on outbox (letter_id) where kind = 1;
        create index outbox_derived on outbox (derived) where derived is not null and state = 0;
        create index outbox_subject on outbox (subject) where subject is not null;

        """

    private static let feed = """
        create table feed (
            number integer primary key, commit_number integer not null, kind integer not null, subject integer, about text not null,
            at integer not null) strict;
        -- Between which numbers a commit speaks of a citizen: one row instead of an index over the feed.
        create table feed_span (
            subject integer not null, first integer not null, last integer not null, primary key (subject, first)) strict, without rowid;
        create table party (number integer primary key, address text not null, content blob not null) strict;
        create unique index party_address on party (address);

        """

    /// The n-th line of the feed about a resource speaks of its version n.
    private static let changes = """
        alter table feed add column version integer;
        create temp table told (number integer primary key, version integer not null);
        insert into told select number, row_number() over (partition by about order by number) from feed where kind = 1;
        update feed set version = told.version from told where told.number = feed.number;
        drop table told;
        -- Offsets, of one byte, of the lines that speak of resources of a type ('' for all), in each 256 lines of the feed, once they are full.
        -- earliest: of the times of these lines. latest: of these and of all before them.
        create table feed_block (
            type text not null, block integer not null, earliest integer not null, latest integer not null, lines blob not null,
            primary key (type, block)) strict, without rowid;
        -- The earliest time in each 256 commits, once they are full.
        create table commit_block (block integer primary key, earliest integer not null) strict;

        """

    private static let erasures = """
        create table erasure (
            number integer primary key, commit_number integer not null, at integer not null, kind integer not null, about text not null,
            who text not null, because text not null, letters integer not null, facts integer not null, resources integer not null,
            attachments integer not null, messages integer not null) strict;
        -- The erasure that took what stood here.
        alter table letter add column erasure integer;
        alter table raw add column erasure integer;
        alter table outbox add column erasure integer;
        -- Which letters brought an attachment.
        create table attachment_use (
            attachment integer not null, letter integer not null, primary key (attachment, letter)) strict, without rowid;
        create index attachment_use_letter on attachment_use (letter);
        insert into attachment_use select attachment.number, letter.number
        from letter, json_each(letter.reading, '$.files') as file
        join attachment on lower(hex(attachment.hash)) = json_extract(file.value, '$.hash')
        where json_valid(letter.reading) on conflict do nothing;

        """

    private static let handlings = """
        -- kind: 0 a letter, 1 an item of the outbox. about: its number.
        create table handling (
            number integer primary key, kind integer not null, about integer not null, commit_number integer not null,
            at integer not null, who text not null, because text not null, trouble text) strict;
        create index handling_about on handling (kind, about);

        """

    /// Without it a store is read from its first to its last row whenever it is opened.
    private static let ownParameters = """
        create index resource_search_parameter on resource (number) where type = 'SearchParameter';

        """
}
