-- The read model: what the graph answers from. Written by the projection alone, from the ledger alone, and made anew by rebuild.
-- entity_id is the ledger's; a fact_id is the smallest claim_id that states the fact, further ones stand in fact_claim.
-- name sorts by code point (UTF-8 bytes), name_key is the folded name, name_sort the key of the pinyin order.
-- type is a number of the vocabulary; relation.predicate is the predicate's number, negative for its inverse.

-- Every body, whatever its type.
create table directory (
    entity_id integer not null primary key,
    id text not null,
    type integer not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer
) strict;
create index directory_by_name on directory (name, entity_id);
create index directory_by_name_sort on directory (name_sort, entity_id);

-- Ids that were merged away, and the body that answers for them.
create table former_id (
    id text not null primary key,
    entity_id integer not null
) strict, without rowid;
create index former_id_of_entity on former_id (entity_id);

create table name (
    fact_id integer not null primary key,
    entity_id integer not null,
    kind text not null,
    value text not null,
    name_key text not null,
    principal integer not null,
    valid_from text,
    valid_to text
) strict;
create index name_of_entity on name (entity_id);
create index name_by_key on name (name_key);

create table identifier (
    fact_id integer not null primary key,
    entity_id integer not null,
    scheme text not null,
    value text not null,
    valid integer not null
) strict;
create index identifier_of_entity on identifier (entity_id);
create index identifier_by_value on identifier (value, scheme);

-- Every stated value of every attribute; chosen marks the one that stands in the type's own table.
create table property (
    entity_id integer not null,
    fact_id integer not null,
    attribute text not null,
    value text not null,
    chosen integer not null,
    primary key (entity_id, fact_id)
) strict, without rowid;

-- That it exists and is of its type, or of a further type (a role).
create table nature (
    entity_id integer not null,
    fact_id integer not null,
    type integer not null,
    primary key (entity_id, fact_id)
) strict, without rowid;

-- Each relation stands twice, once for either end.
create table relation (
    entity_id integer not null,
    predicate integer not null,
    other_type integer not null,
    other_id integer not null,
    fact_id integer not null,
    status text not null,
    basis text not null,
    valid_from text,
    valid_to text,
    primary key (entity_id, predicate, other_type, other_id)
) strict, without rowid;

-- Claims of a fact beyond the one that gives it its id.
create table fact_claim (
    fact_id integer not null,
    claim_id integer not null,
    primary key (fact_id, claim_id)
) strict, without rowid;

-- Divisions (GB/T 2260 codes, of every rank) in which a body lies, itself or by what it is part of or located in.
create table within_division (
    code integer not null,
    type integer not null,
    entity_id integer not null,
    primary key (code, type, entity_id)
) strict, without rowid;
create index within_division_of_entity on within_division (entity_id);

-- Bodies in which a body lies: partOf and locatedIn followed upwards; steps is the shortest way.
create table within_entity (
    ancestor_id integer not null,
    type integer not null,
    entity_id integer not null,
    steps integer not null,
    primary key (ancestor_id, type, entity_id)
) strict, without rowid;
create index within_entity_of_entity on within_entity (entity_id, steps);

-- Search postings: a term of any of a body's names.
create table posting (
    term text not null,
    type integer not null,
    entity_id integer not null,
    primary key (term, type, entity_id)
) strict, without rowid;

create table zone (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    subtype text,
    approved_on text,
    area real,
    industries text,
    website text
) strict;
create index zone_by_name on zone (name, entity_id);
create index zone_by_name_sort on zone (name_sort, entity_id);
create index zone_by_level on zone (level, name, entity_id);

create table incubator (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    incubator_kind text,
    floor_area real,
    grade text,
    field text,
    credit_code text
) strict;
create index incubator_by_name on incubator (name, entity_id);
create index incubator_by_name_sort on incubator (name_sort, entity_id);
create index incubator_by_level on incubator (level, name, entity_id);

create table maker_space (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    floor_area real,
    grade text,
    field text,
    filed_year integer,
    credit_code text
) strict;
create index maker_space_by_name on maker_space (name, entity_id);
create index maker_space_by_name_sort on maker_space (name_sort, entity_id);
create index maker_space_by_level on maker_space (level, name, entity_id);

create table star_creation (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    floor_area real,
    grade text,
    field text,
    batch text
) strict;
create index star_creation_by_name on star_creation (name, entity_id);
create index star_creation_by_name_sort on star_creation (name_sort, entity_id);
create index star_creation_by_level on star_creation (level, name, entity_id);

create table accelerator (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    incubator_kind text,
    floor_area real,
    grade text,
    field text,
    credit_code text
) strict;
create index accelerator_by_name on accelerator (name, entity_id);
create index accelerator_by_name_sort on accelerator (name_sort, entity_id);
create index accelerator_by_level on accelerator (level, name, entity_id);

create table university_science_park (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    floor_area real,
    grade text,
    field text,
    recognised_year integer
) strict;
create index university_science_park_by_name on university_science_park (name, entity_id);
create index university_science_park_by_name_sort on university_science_park (name_sort, entity_id);
create index university_science_park_by_level on university_science_park (level, name, entity_id);

create table carrier (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    incubator_kind text,
    floor_area real,
    grade text,
    field text,
    credit_code text
) strict;
create index carrier_by_name on carrier (name, entity_id);
create index carrier_by_name_sort on carrier (name_sort, entity_id);
create index carrier_by_level on carrier (level, name, entity_id);

create table sme_base (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    floor_area real,
    grade text,
    field text
) strict;
create index sme_base_by_name on sme_base (name, entity_id);
create index sme_base_by_name_sort on sme_base (name_sort, entity_id);
create index sme_base_by_level on sme_base (level, name, entity_id);

create table enterprise (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    credit_code text,
    legal_form text,
    industry text,
    founded_on text,
    registered_capital real,
    website text
) strict;
create index enterprise_by_name on enterprise (name, entity_id);
create index enterprise_by_name_sort on enterprise (name_sort, entity_id);
create index enterprise_by_level on enterprise (level, name, entity_id);

create table research_institute (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    subtype text,
    field text,
    independent_legal_person integer,
    credit_code text,
    founded_on text,
    website text
) strict;
create index research_institute_by_name on research_institute (name, entity_id);
create index research_institute_by_name_sort on research_institute (name_sort, entity_id);
create index research_institute_by_level on research_institute (level, name, entity_id);

create table university (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    school_code text,
    degree_level text,
    supervisor text,
    remark text,
    credit_code text,
    founded_on text,
    website text
) strict;
create index university_by_name on university (name, entity_id);
create index university_by_name_sort on university (name_sort, entity_id);
create index university_by_level on university (level, name, entity_id);

create table government_body (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    credit_code text,
    website text
) strict;
create index government_body_by_name on government_body (name, entity_id);
create index government_body_by_name_sort on government_body (name_sort, entity_id);
create index government_body_by_level on government_body (level, name, entity_id);

create table administrative_division (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    code text,
    rank text
) strict;
create index administrative_division_by_code on administrative_division (code);
create index administrative_division_by_name on administrative_division (name, entity_id);
create index administrative_division_by_name_sort on administrative_division (name_sort, entity_id);
create index administrative_division_by_level on administrative_division (level, name, entity_id);

create table platform (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    subtype text,
    field text
) strict;
create index platform_by_name on platform (name, entity_id);
create index platform_by_name_sort on platform (name_sort, entity_id);
create index platform_by_level on platform (level, name, entity_id);

create table alliance (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    field text
) strict;
create index alliance_by_name on alliance (name, entity_id);
create index alliance_by_name_sort on alliance (name_sort, entity_id);
create index alliance_by_level on alliance (level, name, entity_id);

create table cluster (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    field text
) strict;
create index cluster_by_name on cluster (name, entity_id);
create index cluster_by_name_sort on cluster (name_sort, entity_id);
create index cluster_by_level on cluster (level, name, entity_id);

create table organization (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    credit_code text,
    founded_on text,
    website text
) strict;
create index organization_by_name on organization (name, entity_id);
create index organization_by_name_sort on organization (name_sort, entity_id);
create index organization_by_level on organization (level, name, entity_id);

create table recognition (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    scheme text,
    mode text,
    state text,
    edition text,
    batch text,
    certificate_no text,
    issued_on text,
    valid_to text,
    grade text
) strict;
create index recognition_by_name on recognition (name, entity_id);
create index recognition_by_name_sort on recognition (name_sort, entity_id);
create index recognition_by_level on recognition (level, name, entity_id);

-- Where a claim was published: one row a claim, for many facts in one statement.
create view claim_evidence as
select
    c.claim_id,
    d.source_id,
    d.document_id,
    -- What no single cell says, the whole row says: its cells with a bar between them, from where the row begins.
    case
        when c.cell is null then (select group_concat(value, ' | ' order by key) from json_each(r.cells) where value is not null)
        else json_extract(r.cells, '$[' || c.cell || ']')
    end as quote,
    coalesce(
        k.before || r.position || k.after,
        (select b.before || r.position from layout_column b where b.layout_id = l.layout_id order by b.number limit 1),
        l.part) as locator,
    case
        when d.restated = 1 and d.edition_date is not null then d.edition_date
        when c.closed_run is null and s.coverage = 'FULL' then max(
            coalesce(s.last_listed_at, ''),
            coalesce((select max(g.seen_at) from sighting g where g.snapshot_id = l.snapshot_id), ''))
        else (select max(g.seen_at) from sighting g where g.snapshot_id = l.snapshot_id)
    end as seen_at,
    d.restated
from claim c
join record r on r.record_id = c.record_id
join layout l on l.layout_id = r.layout_id
join document d on d.document_id = l.document_id
join source s on s.source_id = d.source_id
left join layout_column k on k.layout_id = l.layout_id and k.number = c.cell;
