-- What was read and is not sure enough to be published: it waits for a person, who accepts or rejects it. statement_key is what stays the same
-- when the same document says the same again, so that what was decided stays decided. staged: mentions and claims, a JSON object.
create table proposal (
    proposal_id integer not null primary key,
    source_id integer not null references source (source_id),
    run_id integer not null references run (run_id),
    document_id integer not null references document (document_id),
    snapshot_id integer not null references snapshot (snapshot_id),
    statement_key text not null,
    kind text not null,
    statement text not null,
    score real not null,
    locator text not null,
    quote text not null,
    staged text not null,
    state text not null check (state in ('WAITING', 'ACCEPTED', 'REJECTED')),
    proposed_at text not null,
    decided_by text,
    decided_at text,
    reason text
) strict;
create unique index proposal_of_source on proposal (source_id, statement_key);
create index proposal_waiting on proposal (score, proposal_id) where state = 'WAITING';
