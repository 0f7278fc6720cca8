-- The ledger: what was published, by whom, what it says and what we judged it to be about.
-- Nothing here is overwritten: claims are opened and closed by runs, judgements are withdrawn.
-- Instants are UTC text 'YYYY-MM-DDTHH:MM:SS.fffZ'; days are 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD' as exactly as a source gives them.

-- Every text is compared by its code units (Latin1_General_100_BIN2), whatever the database's collation. Numbers of rows are ours or the
-- server's (identity); which row names which is looked at by the doctor, as it is on SQLite. A line with nothing but go ends a batch.

-- The items of a JSON array with their places, from 0. In texts the signs that JSON escapes are written %22 and the like.
create function items_of(@json nvarchar(max))
returns table
as
return
select cast(j.[key] as bigint) as [key], replace(replace(replace(replace(replace(replace(cast(j.value as nvarchar(4000)) collate Latin1_General_100_BIN2, '%22', '"'), '%5C', '\'), '%09', nchar(9)), '%0A', nchar(10)), '%0D', nchar(13)), '%25', '%') as value
from openjson(@json) j
go
create table setting (
    name nvarchar(700) collate Latin1_General_100_BIN2 not null constraint setting_pk primary key nonclustered,
    value nvarchar(max) collate Latin1_General_100_BIN2 not null
);

-- A list as the catalog describes it. path is its folder, such as cn/universities.
create table source (
    source_id bigint identity not null constraint source_pk primary key,
    path nvarchar(400) collate Latin1_General_100_BIN2 not null constraint source_path_unique unique,
    title nvarchar(max) collate Latin1_General_100_BIN2 not null,
    title_zh nvarchar(max) collate Latin1_General_100_BIN2 null,
    publisher nvarchar(max) collate Latin1_General_100_BIN2 not null,
    publisher_zh nvarchar(max) collate Latin1_General_100_BIN2 null,
    licence nvarchar(max) collate Latin1_General_100_BIN2 not null,
    attribution nvarchar(max) collate Latin1_General_100_BIN2 null,
    url nvarchar(max) collate Latin1_General_100_BIN2 null,
    schedule nvarchar(max) collate Latin1_General_100_BIN2 null,
    time_zone nvarchar(max) collate Latin1_General_100_BIN2 null,
    coverage nvarchar(40) collate Latin1_General_100_BIN2 not null constraint source_coverage_check check (coverage in ('FULL', 'FLOW')),
    -- 1 is the most authoritative; settles which of two sources' values is shown
    authority bigint not null constraint source_authority_default default 100,
    last_listed_at nvarchar(40) collate Latin1_General_100_BIN2 null,
    -- when its schedule has it fetched next; null where nobody runs the schedule
    due_at nvarchar(40) collate Latin1_General_100_BIN2 null
);

-- One harvest of one source. definition is the SHA-256 of what decided how it was read and mapped. part: what was read is a part of
-- the list only, so that nothing was closed. profile: what the list was like, a JSON object, to be compared with the next one.
create table run (
    run_id bigint identity not null constraint run_pk primary key,
    source_id bigint not null,
    kind nvarchar(40) collate Latin1_General_100_BIN2 not null constraint run_kind_check check (kind in ('BUNDLED', 'LIVE', 'IMPORT', 'REPLAY')),
    state nvarchar(40) collate Latin1_General_100_BIN2 not null constraint run_state_check check (state in ('RUNNING', 'PUBLISHED', 'UNCHANGED', 'FAILED', 'CANCELLED', 'ABANDONED')),
    definition varbinary(32) not null,
    holder nvarchar(max) collate Latin1_General_100_BIN2 not null,
    started_at nvarchar(40) collate Latin1_General_100_BIN2 not null,
    ended_at nvarchar(40) collate Latin1_General_100_BIN2 null,
    release_id bigint null,
    records bigint not null constraint run_records_default default 0,
    mentions bigint not null constraint run_mentions_default default 0,
    claims_added bigint not null constraint run_claims_added_default default 0,
    claims_closed bigint not null constraint run_claims_closed_default default 0,
    claims_changed bigint not null constraint run_claims_changed_default default 0,
    entities_founded bigint not null constraint run_entities_founded_default default 0,
    issues bigint not null constraint run_issues_default default 0,
    part bigint not null constraint run_part_default default 0 constraint run_part_check check (part in (0, 1)),
    profile nvarchar(max) collate Latin1_General_100_BIN2 null,
    message nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index run_of_source on run (source_id, run_id);
create index run_under_way on run (run_id) where state = 'RUNNING';

-- Who harvests a source now. A row outlives its holder; it counts until lease_until or while its process lives.
create table lease (
    source_id bigint not null constraint lease_pk primary key,
    run_id bigint not null,
    holder nvarchar(max) collate Latin1_General_100_BIN2 not null,
    taken_at nvarchar(40) collate Latin1_General_100_BIN2 not null,
    lease_until nvarchar(40) collate Latin1_General_100_BIN2 not null
);

-- What one run added, as ranges of ids: rows of one range were written together.
-- So a run is taken back, published or counted without an index on every claim.
create table batch (
    run_id bigint not null,
    number bigint not null,
    first_record bigint not null,
    last_record bigint not null,
    first_mention bigint not null,
    last_mention bigint not null,
    first_claim bigint not null,
    last_claim bigint not null,
    constraint batch_pk primary key (run_id, number)
);

create table document (
    document_id bigint identity not null constraint document_pk primary key,
    source_id bigint not null,
    url nvarchar(800) collate Latin1_General_100_BIN2 not null,
    title nvarchar(max) collate Latin1_General_100_BIN2 null,
    published_on nvarchar(max) collate Latin1_General_100_BIN2 null,
    restated bigint not null constraint document_restated_check check (restated in (0, 1)),
    origin nvarchar(max) collate Latin1_General_100_BIN2 null,
    edition_date nvarchar(max) collate Latin1_General_100_BIN2 null,
    constraint document_unique unique (source_id, url)
);

-- Bytes as published, kept once; snapshot_part holds them compressed (Brotli), in pieces.
create table snapshot (
    snapshot_id bigint identity not null constraint snapshot_pk primary key,
    sha256 varbinary(32) not null constraint snapshot_sha256_unique unique,
    length bigint not null,
    media_type nvarchar(max) collate Latin1_General_100_BIN2 null,
    kept_at nvarchar(40) collate Latin1_General_100_BIN2 not null
);

create table snapshot_part (
    snapshot_id bigint not null,
    number bigint not null,
    bytes varbinary(max) not null,
    constraint snapshot_part_pk primary key (snapshot_id, number)
);

create table sighting (
    sighting_id bigint identity not null constraint sighting_pk primary key,
    snapshot_id bigint not null,
    document_id bigint not null,
    run_id bigint not null,
    seen_at nvarchar(40) collate Latin1_General_100_BIN2 not null,
    address nvarchar(max) collate Latin1_General_100_BIN2 not null,
    headers nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index sighting_of_snapshot on sighting (snapshot_id, seen_at);
create index sighting_of_run on sighting (run_id, snapshot_id);
create index sighting_of_document on sighting (document_id);

-- The header of one table, sheet or array of a snapshot.
create table layout (
    layout_id bigint identity not null constraint layout_pk primary key,
    run_id bigint not null,
    document_id bigint not null,
    snapshot_id bigint not null,
    part nvarchar(max) collate Latin1_General_100_BIN2 not null
);
create index layout_of_run on layout (run_id);
create index layout_of_document on layout (document_id);
create index layout_of_snapshot on layout (snapshot_id);

-- A cell's locator is before || record.position || after.
create table layout_column (
    layout_id bigint not null,
    number bigint not null,
    name nvarchar(max) collate Latin1_General_100_BIN2 not null,
    before nvarchar(max) collate Latin1_General_100_BIN2 not null,
    after nvarchar(max) collate Latin1_General_100_BIN2 not null,
    constraint layout_column_pk primary key (layout_id, number)
);

-- A row that said something new. cells: JSON array of the decoded texts, null where a cell is absent.
create table record (
    record_id bigint not null constraint record_pk primary key,
    layout_id bigint not null,
    position bigint not null,
    cells nvarchar(max) collate Latin1_General_100_BIN2 not null
);

-- What kind of statement: type, name:LEGAL, identifier:USCC, rel:locatedIn, prop:degreeLevel.
create table predicate (
    predicate_id bigint identity not null constraint predicate_pk primary key,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null constraint predicate_name_unique unique
);

-- What one source calls one body. type is a number of the vocabulary, 0 where the source leaves it open.
create table mention (
    mention_id bigint not null constraint mention_pk primary key,
    source_id bigint not null,
    run_id bigint not null,
    type bigint not null,
    [key] nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name nvarchar(max) collate Latin1_General_100_BIN2 not null,
    folded nvarchar(max) collate Latin1_General_100_BIN2 not null,
    place bigint null,
    link_only bigint not null constraint mention_link_only_check check (link_only in (0, 1)),
    entity_id bigint null
);
create unique index mention_key on mention ([key], type, source_id);
create index mention_of_entity on mention (entity_id) where entity_id is not null;
create index mention_without_entity on mention (mention_id) where entity_id is null;

-- The names and valid identifiers by which a mention can be met again.
create table mention_name (
    folded nvarchar(800) collate Latin1_General_100_BIN2 not null,
    mention_id bigint not null,
    constraint mention_name_pk primary key nonclustered (folded, mention_id)
);

create table mention_identifier (
    value nvarchar(700) collate Latin1_General_100_BIN2 not null,
    scheme nvarchar(100) collate Latin1_General_100_BIN2 not null,
    mention_id bigint not null,
    constraint mention_identifier_pk primary key nonclustered (value, scheme, mention_id)
);
create index mention_identifier_of_mention on mention_identifier (mention_id);

-- flags: bits of ClaimFlags. status and basis: numbers of RelationStatus and RelationBasis, null where the source does not say.
create table claim (
    claim_id bigint not null constraint claim_pk primary key,
    mention_id bigint not null,
    predicate_id bigint not null,
    object_id bigint null,
    value nvarchar(max) collate Latin1_General_100_BIN2 null,
    record_id bigint not null,
    cell bigint null,
    opened_run bigint not null,
    closed_run bigint null,
    flags bigint not null constraint claim_flags_default default 0,
    valid_from nvarchar(max) collate Latin1_General_100_BIN2 null,
    valid_to nvarchar(max) collate Latin1_General_100_BIN2 null,
    status bigint null,
    basis bigint null,
    note nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index claim_of_mention on claim (mention_id);
create index claim_about_object on claim (object_id, predicate_id) where object_id is not null;

-- A body. public_id is given once and answers for ever; merged_into names the survivor of a merge.
create table entity (
    entity_id bigint not null constraint entity_pk primary key,
    public_id nvarchar(100) collate Latin1_General_100_BIN2 not null constraint entity_public_id_unique unique,
    type bigint not null,
    founding_mention bigint not null,
    founding_claim bigint null,
    founded_run bigint not null,
    merged_into bigint null
);
create index entity_merged on entity (merged_into) where merged_into is not null;

-- A rule's judgement carries its run; a person's carries made_by and made_at.
create table judgement (
    judgement_id bigint identity not null constraint judgement_pk primary key,
    mention_id bigint not null,
    entity_id bigint not null,
    verdict nvarchar(40) collate Latin1_General_100_BIN2 not null constraint judgement_verdict_check check (verdict in ('SAME', 'NOT_SAME', 'UNSURE')),
    [rule] nvarchar(max) collate Latin1_General_100_BIN2 not null,
    reason nvarchar(max) collate Latin1_General_100_BIN2 null,
    score float null,
    run_id bigint null,
    made_by nvarchar(max) collate Latin1_General_100_BIN2 null,
    made_at nvarchar(40) collate Latin1_General_100_BIN2 null,
    withdrawn_at nvarchar(40) collate Latin1_General_100_BIN2 null,
    constraint judgement_check check (run_id is not null or (made_by is not null and made_at is not null))
);
create index judgement_of_mention on judgement (mention_id);

-- What was found wrong. since: when the same was first found, where an earlier run found it already; its issue is then settled by this one's run.
create table issue (
    issue_id bigint identity not null constraint issue_pk primary key,
    source_id bigint not null,
    run_id bigint not null,
    code nvarchar(100) collate Latin1_General_100_BIN2 not null,
    severity nvarchar(40) collate Latin1_General_100_BIN2 not null constraint issue_severity_check check (severity in ('INFO', 'WARNING', 'ERROR')),
    message nvarchar(max) collate Latin1_General_100_BIN2 not null,
    document_id bigint null,
    locator nvarchar(max) collate Latin1_General_100_BIN2 null,
    quote nvarchar(max) collate Latin1_General_100_BIN2 null,
    mention_id bigint null,
    raised_at nvarchar(40) collate Latin1_General_100_BIN2 not null,
    since nvarchar(40) collate Latin1_General_100_BIN2 null,
    settled_run bigint null
);
create index issue_of_source on issue (source_id, issue_id);
create index issue_open on issue (source_id, code) where settled_run is null;
create index issue_of_run on issue (run_id, issue_id);
create index issue_of_mention on issue (mention_id) where mention_id is not null;

-- Raised by one with each publishing transaction.
create table release (
    release_id bigint not null constraint release_pk primary key,
    run_id bigint null,
    published_at nvarchar(40) collate Latin1_General_100_BIN2 not null
);

-- What happened, for those who listen.
create table event (
    event_id bigint identity not null constraint event_pk primary key,
    run_id bigint not null,
    at nvarchar(40) collate Latin1_General_100_BIN2 not null,
    phase nvarchar(max) collate Latin1_General_100_BIN2 not null,
    records bigint not null,
    claims bigint not null,
    message nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index event_of_run on event (run_id, event_id);

-- Which bodies a release changed.
create table entity_change (
    release_id bigint not null,
    entity_id bigint not null,
    founded bigint not null constraint entity_change_founded_check check (founded in (0, 1)),
    constraint entity_change_pk primary key (release_id, entity_id)
);
