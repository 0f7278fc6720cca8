-- What was read and is not sure enough to be published: it waits for a person, who accepts or rejects it. statement_key is what stays the same
-- when the same document says the same again, so that what was decided stays decided. staged: mentions and claims, a JSON object.
create table proposal (
    proposal_id bigint identity not null constraint proposal_pk primary key,
    source_id bigint not null,
    run_id bigint not null,
    document_id bigint not null,
    snapshot_id bigint not null,
    statement_key nvarchar(100) collate Latin1_General_100_BIN2 not null,
    kind nvarchar(40) collate Latin1_General_100_BIN2 not null,
    statement nvarchar(max) collate Latin1_General_100_BIN2 not null,
    score float not null,
    locator nvarchar(max) collate Latin1_General_100_BIN2 not null,
    quote nvarchar(max) collate Latin1_General_100_BIN2 not null,
    staged nvarchar(max) collate Latin1_General_100_BIN2 not null,
    state nvarchar(40) collate Latin1_General_100_BIN2 not null constraint proposal_state_check check (state in ('WAITING', 'ACCEPTED', 'REJECTED')),
    proposed_at nvarchar(max) collate Latin1_General_100_BIN2 not null,
    decided_by nvarchar(max) collate Latin1_General_100_BIN2 null,
    decided_at nvarchar(max) collate Latin1_General_100_BIN2 null,
    reason nvarchar(max) collate Latin1_General_100_BIN2 null
);
create unique index proposal_of_source on proposal (source_id, statement_key);
create index proposal_waiting on proposal (score, proposal_id) where state = 'WAITING';
