-- The ledger: what was published, by whom, what it says and what we judged it to be about.
-- Nothing here is overwritten: claims are opened and closed by runs, judgements are withdrawn.
-- Instants are UTC text 'YYYY-MM-DDTHH:MM:SS.fffZ'; days are 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD' as exactly as a source gives them.

create table setting (
    name text not null primary key,
    value text not null
) strict, without rowid;

-- A list as the catalog describes it. path is its folder, such as cn/universities.
create table source (
    source_id integer not null primary key,
    path text not null unique,
    title text not null,
    title_zh text,
    publisher text not null,
    publisher_zh text,
    licence text not null,
    attribution text,
    url text,
    schedule text,
    time_zone text,
    coverage text not null check (coverage in ('FULL', 'FLOW')),
    -- 1 is the most authoritative; settles which of two sources' values is shown
    authority integer not null default 100,
    last_listed_at text,
    -- when its schedule has it fetched next; null where nobody runs the schedule
    due_at text
) strict;

-- One harvest of one source. definition is the SHA-256 of what decided how it was read and mapped. part: what was read is a part of
-- the list only, so that nothing was closed. profile: what the list was like, a JSON object, to be compared with the next one.
create table run (
    run_id integer not null primary key,
    source_id integer not null references source (source_id),
    kind text not null check (kind in ('BUNDLED', 'LIVE', 'IMPORT', 'REPLAY')),
    state text not null check (state in ('RUNNING', 'PUBLISHED', 'UNCHANGED', 'FAILED', 'CANCELLED', 'ABANDONED')),
    definition blob not null,
    holder text not null,
    started_at text not null,
    ended_at text,
    release_id integer,
    records integer not null default 0,
    mentions integer not null default 0,
    claims_added integer not null default 0,
    claims_closed integer not null default 0,
    claims_changed integer not null default 0,
    entities_founded integer not null default 0,
    issues integer not null default 0,
    part integer not null default 0 check (part in (0, 1)),
    profile text,
    message text
) strict;
create index run_of_source on run (source_id, run_id);
create index run_under_way on run (run_id) where state = 'RUNNING';

-- Who harvests a source now. A row outlives its holder; it counts until lease_until or while its process lives.
create table lease (
    source_id integer not null primary key references source (source_id),
    run_id integer not null references run (run_id),
    holder text not null,
    taken_at text not null,
    lease_until text not null
) strict;

-- What one run added, as ranges of ids: rows of one range were written together.
-- So a run is taken back, published or counted without an index on every claim.
create table batch (
    run_id integer not null references run (run_id),
    number integer not null,
    first_record integer not null,
    last_record integer not null,
    first_mention integer not null,
    last_mention integer not null,
    first_claim integer not null,
    last_claim integer not null,
    primary key (run_id, number)
) strict, without rowid;

create table document (
    document_id integer not null primary key,
    source_id integer not null references source (source_id),
    url text not null,
    title text,
    published_on text,
    restated integer not null check (restated in (0, 1)),
    origin text,
    edition_date text,
    unique (source_id, url)
) strict;

-- Bytes as published, kept once; snapshot_part holds them compressed (Brotli), in pieces.
create table snapshot (
    snapshot_id integer not null primary key,
    sha256 blob not null unique,
    length integer not null,
    media_type text,
    kept_at text not null
) strict;

create table snapshot_part (
    snapshot_id integer not null references snapshot (snapshot_id),
    number integer not null,
    bytes blob not null,
    primary key (snapshot_id, number)
) strict;

create table sighting (
    sighting_id integer not null primary key,
    snapshot_id integer not null references snapshot (snapshot_id),
    document_id integer not null references document (document_id),
    run_id integer not null references run (run_id),
    seen_at text not null,
    address text not null,
    headers text
) strict;
create index sighting_of_snapshot on sighting (snapshot_id, seen_at);
create index sighting_of_run on sighting (run_id, snapshot_id);
create index sighting_of_document on sighting (document_id);

-- The header of one table, sheet or array of a snapshot.
create table layout (
    layout_id integer not null primary key,
    run_id integer not null references run (run_id),
    document_id integer not null references document (document_id),
    snapshot_id integer not null references snapshot (snapshot_id),
    part text not null
) strict;
create index layout_of_run on layout (run_id);
create index layout_of_document on layout (document_id);
create index layout_of_snapshot on layout (snapshot_id);

-- A cell's locator is before || record.position || after.
create table layout_column (
    layout_id integer not null references layout (layout_id),
    number integer not null,
    name text not null,
    before text not null,
    after text not null,
    primary key (layout_id, number)
) strict, without rowid;

-- A row that said something new. cells: JSON array of the decoded texts, null where a cell is absent.
create table record (
    record_id integer not null primary key,
    layout_id integer not null references layout (layout_id),
    position integer not null,
    cells text not null
) strict;

-- What kind of statement: type, name:LEGAL, identifier:USCC, rel:locatedIn, prop:degreeLevel.
create table predicate (
    predicate_id integer not null primary key,
    name text not null unique
) strict;

-- What one source calls one body. type is a number of the vocabulary, 0 where the source leaves it open.
create table mention (
    mention_id integer not null primary key,
    source_id integer not null references source (source_id),
    run_id integer not null references run (run_id),
    type integer not null,
    key text not null,
    name text not null,
    folded text not null,
    place integer,
    link_only integer not null check (link_only in (0, 1)),
    entity_id integer references entity (entity_id)
) strict;
create unique index mention_key on mention (key, type, source_id);
create index mention_of_entity on mention (entity_id) where entity_id is not null;
create index mention_without_entity on mention (mention_id) where entity_id is null;

-- The names and valid identifiers by which a mention can be met again.
create table mention_name (
    folded text not null,
    mention_id integer not null references mention (mention_id),
    primary key (folded, mention_id)
) strict, without rowid;

create table mention_identifier (
    value text not null,
    scheme text not null,
    mention_id integer not null references mention (mention_id),
    primary key (value, scheme, mention_id)
) strict, without rowid;
create index mention_identifier_of_mention on mention_identifier (mention_id);

-- flags: bits of ClaimFlags. status and basis: numbers of RelationStatus and RelationBasis, null where the source does not say.
create table claim (
    claim_id integer not null primary key,
    mention_id integer not null references mention (mention_id),
    predicate_id integer not null references predicate (predicate_id),
    object_id integer references mention (mention_id),
    value text,
    record_id integer not null references record (record_id),
    cell integer,
    opened_run integer not null references run (run_id),
    closed_run integer references run (run_id),
    flags integer not null default 0,
    valid_from text,
    valid_to text,
    status integer,
    basis integer,
    note text
) strict;
create index claim_of_mention on claim (mention_id);
create index claim_about_object on claim (object_id, predicate_id) where object_id is not null;

-- A body. public_id is given once and answers for ever; merged_into names the survivor of a merge.
create table entity (
    entity_id integer not null primary key,
    public_id text not null unique,
    type integer not null,
    founding_mention integer not null references mention (mention_id),
    founding_claim integer references claim (claim_id),
    founded_run integer not null references run (run_id),
    merged_into integer references entity (entity_id)
) strict;
create index entity_merged on entity (merged_into) where merged_into is not null;

-- A rule's judgement carries its run; a person's carries made_by and made_at.
create table judgement (
    judgement_id integer not null primary key,
    mention_id integer not null references mention (mention_id),
    entity_id integer not null references entity (entity_id),
    verdict text not null check (verdict in ('SAME', 'NOT_SAME', 'UNSURE')),
    rule text not null,
    reason text,
    score real,
    run_id integer references run (run_id),
    made_by text,
    made_at text,
    withdrawn_at text,
    check (run_id is not null or (made_by is not null and made_at is not null))
) strict;
create index judgement_of_mention on judgement (mention_id);

-- What was found wrong. since: when the same was first found, where an earlier run found it already; its issue is then settled by this one's run.
create table issue (
    issue_id integer not null primary key,
    source_id integer not null references source (source_id),
    run_id integer not null references run (run_id),
    code text not null,
    severity text not null check (severity in ('INFO', 'WARNING', 'ERROR')),
    message text not null,
    document_id integer references document (document_id),
    locator text,
    quote text,
    mention_id integer references mention (mention_id),
    raised_at text not null,
    since text,
    settled_run integer references run (run_id)
) strict;
create index issue_of_source on issue (source_id, issue_id);
create index issue_open on issue (source_id, code) where settled_run is null;
create index issue_of_run on issue (run_id, issue_id);
create index issue_of_mention on issue (mention_id) where mention_id is not null;

-- Raised by one with each publishing transaction.
create table release (
    release_id integer not null primary key,
    run_id integer references run (run_id),
    published_at text not null
) strict;

-- What happened, for those who listen.
create table event (
    event_id integer not null primary key,
    run_id integer not null references run (run_id),
    at text not null,
    phase text not null,
    records integer not null,
    claims integer not null,
    message text
) strict;
create index event_of_run on event (run_id, event_id);

-- Which bodies a release changed.
create table entity_change (
    release_id integer not null references release (release_id),
    entity_id integer not null references entity (entity_id),
    founded integer not null check (founded in (0, 1)),
    primary key (release_id, entity_id)
) strict, without rowid;
