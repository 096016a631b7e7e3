CREATE TABLE setting (name text primary key, value text not null) strict, without rowid;

CREATE TABLE tally (
    one integer primary key check (one = 1), commits integer not null default 0, subjects integer not null default 0,
    citizens integer not null default 0, letters integer not null default 0, facts integer not null default 0,
    resources integer not null default 0, living integer not null default 0, outbox integer not null default 0,
    feed integer not null default 0, ids integer not null default 0, index_runs integer not null default 0, index_folds integer not null default 0) strict;

CREATE TABLE commits (number integer primary key, at integer not null) strict;

CREATE TABLE subject (
    number integer primary key, system text not null, value text not null, root integer not null) strict;

CREATE UNIQUE INDEX subject_identifier on subject (value, system);

CREATE INDEX subject_root on subject (root) where root <> number;

CREATE TABLE link (
    first integer not null, second integer not null, source integer not null,
    primary key (first, second, source)) strict, without rowid;

CREATE INDEX link_second on link (second);

CREATE TABLE letter (
    number integer primary key, name integer not null, sender text not null, id text not null, digest blob not null,
    type text not null, media_type text not null, received integer not null, sent integer, subject integer,
    outcome integer not null, owed integer not null, answer integer, because text, receiver text, attention text,
    receipt blob, reading blob, erasure integer) strict;

CREATE INDEX letter_name on letter (name);

CREATE INDEX letter_subject on letter (subject) where subject is not null;

CREATE INDEX letter_attention on letter (number) where attention is not null;

CREATE INDEX letter_outcome on letter (outcome) where outcome <> 0;

CREATE TABLE raw (letter integer primary key, hash blob not null, bytes blob not null, erasure integer) strict;

CREATE TABLE arrival (
    letter integer not null, position integer not null, at integer not null, envelope text,
    primary key (letter, position)) strict, without rowid;

CREATE TABLE attachment (number integer primary key, hash blob not null, media_type text not null, bytes blob not null) strict;

CREATE UNIQUE INDEX attachment_hash on attachment (hash);

CREATE TABLE fact (
    subject integer not null, number integer not null, commit_number integer not null, kind text not null,
    source integer not null, said integer not null, happened integer, custodian text not null, content blob not null,
    primary key (subject, number)) strict, without rowid;

CREATE UNIQUE INDEX fact_number on fact (number);

CREATE TABLE plan (
    subject integer primary key, digest blob not null, at integer not null, commit_number integer not null, stopped text,
    plan blob not null) strict;

CREATE INDEX plan_stopped on plan (subject) where stopped is not null;

CREATE TABLE work (
    subject integer not null, key text not null, owner text not null, counterpart text, state integer not null,
    due integer not null, content blob not null, primary key (subject, key)) strict, without rowid;

CREATE INDEX work_owner on work (owner, state, due, subject, key);

CREATE INDEX work_counterpart on work (counterpart, state, due, subject, key) where counterpart is not null;

CREATE TABLE timer (
    due integer not null, subject integer not null, key text not null, primary key (due, subject, key)) strict, without rowid;

CREATE INDEX timer_subject on timer (subject);

CREATE TABLE fired (
    subject integer not null, key text not null, due integer not null, primary key (subject, key, due)) strict, without rowid;

CREATE TABLE resource (
    number integer primary key, type text not null, id text not null, version integer not null, updated integer not null,
    commit_number integer not null, subject integer, source integer not null, derived blob, terms blob not null,
    bytes blob) strict;

CREATE UNIQUE INDEX resource_id on resource (id, type);

CREATE INDEX resource_derived on resource (subject, type, id, derived) where derived is not null;

CREATE TABLE resource_version (
    number integer primary key, resource integer not null, version integer not null, updated integer not null,
    commit_number integer not null, subject integer, source integer not null, bytes blob) strict;

CREATE UNIQUE INDEX resource_version_of on resource_version (resource, version);

CREATE TABLE outbox (
    number integer primary key, key text not null, kind integer not null, state integer not null, attempts integer not null,
    created integer not null, next_attempt integer, answers integer, subject integer, derived integer,
    letter_id text not null, sender text not null, receiver text not null, type text not null, media_type text not null,
    note text, body blob not null, erasure integer) strict;

CREATE UNIQUE INDEX outbox_key on outbox (key);

CREATE INDEX outbox_next_attempt on outbox (next_attempt) where next_attempt is not null;

CREATE INDEX outbox_waiting on outbox (answers) where state = 0;

CREATE INDEX outbox_unfinished on outbox (state) where state in (0, 1, 3);

CREATE INDEX outbox_letter_id on outbox (letter_id) where kind = 1;

CREATE INDEX outbox_derived on outbox (derived) where derived is not null and state = 0;

CREATE INDEX outbox_subject on outbox (subject) where subject is not null;

CREATE TABLE feed (
    number integer primary key, commit_number integer not null, kind integer not null, subject integer, about text not null,
    at integer not null, version integer) strict;

CREATE TABLE feed_span (
    subject integer not null, first integer not null, last integer not null, primary key (subject, first)) strict, without rowid;

CREATE TABLE party (number integer primary key, address text not null, content blob not null) strict;

CREATE UNIQUE INDEX party_address on party (address);

CREATE TABLE feed_block (
    type text not null, block integer not null, earliest integer not null, latest integer not null, lines blob not null,
    primary key (type, block)) strict, without rowid;

CREATE TABLE commit_block (block integer primary key, earliest integer not null) strict;

CREATE TABLE index_part (
    number integer primary key, definition text not null, cursor integer not null, done integer not null) strict;

CREATE UNIQUE INDEX index_part_definition on index_part (definition);

CREATE TABLE index_run (
    id integer primary key, part integer not null, state integer not null, postings integer not null, net integer not null,
    size integer not null, fences blob not null, blocks blob) strict;

CREATE TABLE index_block (id integer primary key, bytes blob not null) strict;

CREATE TABLE index_keeper (one integer primary key check (one = 1), keeper integer not null, beat integer not null) strict;

CREATE TABLE erasure (
    number integer primary key, commit_number integer not null, at integer not null, kind integer not null, about text not null,
    who text not null, because text not null, letters integer not null, facts integer not null, resources integer not null,
    attachments integer not null, messages integer not null) strict;

CREATE TABLE attachment_use (
    attachment integer not null, letter integer not null, primary key (attachment, letter)) strict, without rowid;

CREATE INDEX attachment_use_letter on attachment_use (letter);

CREATE TABLE handling (
    number integer primary key, kind integer not null, about integer not null, commit_number integer not null,
    at integer not null, who text not null, because text not null, trouble text) strict;

CREATE INDEX handling_about on handling (kind, about);

CREATE INDEX resource_search_parameter on resource (number) where type = 'SearchParameter';
