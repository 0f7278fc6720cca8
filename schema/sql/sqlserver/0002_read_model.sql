-- The read model: what the graph answers from. Written by the projection alone, from the ledger alone, and made anew by rebuild.
-- entity_id is the ledger's; a fact_id is the smallest claim_id that states the fact, further ones stand in fact_claim.
-- name sorts by code point (UTF-8 bytes), name_key is the folded name, name_sort the key of the pinyin order.
-- type is a number of the vocabulary; relation.predicate is the predicate's number, negative for its inverse.

-- Every body, whatever its type.
create table directory (
    entity_id bigint not null constraint directory_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    type bigint not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(max) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null
);
create index directory_by_name on directory (name, entity_id);
create index directory_by_name_sort on directory (name_sort, entity_id);

-- Ids that were merged away, and the body that answers for them.
create table former_id (
    id nvarchar(100) collate Latin1_General_100_BIN2 not null constraint former_id_pk primary key nonclustered,
    entity_id bigint not null
);
create index former_id_of_entity on former_id (entity_id);

create table name (
    fact_id bigint not null constraint name_pk primary key,
    entity_id bigint not null,
    kind nvarchar(40) collate Latin1_General_100_BIN2 not null,
    value nvarchar(max) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    principal bigint not null,
    valid_from nvarchar(max) collate Latin1_General_100_BIN2 null,
    valid_to nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index name_of_entity on name (entity_id);
create index name_by_key on name (name_key);

create table identifier (
    fact_id bigint not null constraint identifier_pk primary key,
    entity_id bigint not null,
    scheme nvarchar(100) collate Latin1_General_100_BIN2 not null,
    value nvarchar(700) collate Latin1_General_100_BIN2 not null,
    valid bigint not null
);
create index identifier_of_entity on identifier (entity_id);
create index identifier_by_value on identifier (value, scheme);

-- Every stated value of every attribute; chosen marks the one that stands in the type's own table.
create table property (
    entity_id bigint not null,
    fact_id bigint not null,
    attribute nvarchar(max) collate Latin1_General_100_BIN2 not null,
    value nvarchar(max) collate Latin1_General_100_BIN2 not null,
    chosen bigint not null,
    constraint property_pk primary key (entity_id, fact_id)
);

-- That it exists and is of its type, or of a further type (a role).
create table nature (
    entity_id bigint not null,
    fact_id bigint not null,
    type bigint not null,
    constraint nature_pk primary key (entity_id, fact_id)
);

-- Each relation stands twice, once for either end.
create table relation (
    entity_id bigint not null,
    predicate bigint not null,
    other_type bigint not null,
    other_id bigint not null,
    fact_id bigint not null,
    status nvarchar(max) collate Latin1_General_100_BIN2 not null,
    basis nvarchar(max) collate Latin1_General_100_BIN2 not null,
    valid_from nvarchar(max) collate Latin1_General_100_BIN2 null,
    valid_to nvarchar(max) collate Latin1_General_100_BIN2 null,
    constraint relation_pk primary key (entity_id, predicate, other_type, other_id)
);

-- Claims of a fact beyond the one that gives it its id.
create table fact_claim (
    fact_id bigint not null,
    claim_id bigint not null,
    constraint fact_claim_pk primary key (fact_id, claim_id)
);

-- Divisions (GB/T 2260 codes, of every rank) in which a body lies, itself or by what it is part of or located in.
create table within_division (
    code bigint not null,
    type bigint not null,
    entity_id bigint not null,
    constraint within_division_pk primary key (code, type, entity_id)
);
create index within_division_of_entity on within_division (entity_id);

-- Bodies in which a body lies: partOf and locatedIn followed upwards; steps is the shortest way.
create table within_entity (
    ancestor_id bigint not null,
    type bigint not null,
    entity_id bigint not null,
    steps bigint not null,
    constraint within_entity_pk primary key (ancestor_id, type, entity_id)
);
create index within_entity_of_entity on within_entity (entity_id, steps);

-- Search postings: a term of any of a body's names.
create table posting (
    term nvarchar(800) collate Latin1_General_100_BIN2 not null,
    type bigint not null,
    entity_id bigint not null,
    constraint posting_pk primary key nonclustered (term, type, entity_id)
);

create table zone (
    entity_id bigint not null constraint zone_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    subtype nvarchar(max) collate Latin1_General_100_BIN2 null,
    approved_on nvarchar(max) collate Latin1_General_100_BIN2 null,
    area float null,
    industries nvarchar(max) collate Latin1_General_100_BIN2 null,
    website nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index zone_by_name on zone (name, entity_id);
create index zone_by_name_sort on zone (name_sort, entity_id);
create index zone_by_level on zone (level, name, entity_id);

create table incubator (
    entity_id bigint not null constraint incubator_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    incubator_kind nvarchar(max) collate Latin1_General_100_BIN2 null,
    floor_area float null,
    grade nvarchar(max) collate Latin1_General_100_BIN2 null,
    field nvarchar(max) collate Latin1_General_100_BIN2 null,
    credit_code nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index incubator_by_name on incubator (name, entity_id);
create index incubator_by_name_sort on incubator (name_sort, entity_id);
create index incubator_by_level on incubator (level, name, entity_id);

create table maker_space (
    entity_id bigint not null constraint maker_space_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    floor_area float null,
    grade nvarchar(max) collate Latin1_General_100_BIN2 null,
    field nvarchar(max) collate Latin1_General_100_BIN2 null,
    filed_year bigint null,
    credit_code nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index maker_space_by_name on maker_space (name, entity_id);
create index maker_space_by_name_sort on maker_space (name_sort, entity_id);
create index maker_space_by_level on maker_space (level, name, entity_id);

create table star_creation (
    entity_id bigint not null constraint star_creation_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    floor_area float null,
    grade nvarchar(max) collate Latin1_General_100_BIN2 null,
    field nvarchar(max) collate Latin1_General_100_BIN2 null,
    batch nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index star_creation_by_name on star_creation (name, entity_id);
create index star_creation_by_name_sort on star_creation (name_sort, entity_id);
create index star_creation_by_level on star_creation (level, name, entity_id);

create table accelerator (
    entity_id bigint not null constraint accelerator_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    incubator_kind nvarchar(max) collate Latin1_General_100_BIN2 null,
    floor_area float null,
    grade nvarchar(max) collate Latin1_General_100_BIN2 null,
    field nvarchar(max) collate Latin1_General_100_BIN2 null,
    credit_code nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index accelerator_by_name on accelerator (name, entity_id);
create index accelerator_by_name_sort on accelerator (name_sort, entity_id);
create index accelerator_by_level on accelerator (level, name, entity_id);

create table university_science_park (
    entity_id bigint not null constraint university_science_park_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    floor_area float null,
    grade nvarchar(max) collate Latin1_General_100_BIN2 null,
    field nvarchar(max) collate Latin1_General_100_BIN2 null,
    recognised_year bigint null
);
create index university_science_park_by_name on university_science_park (name, entity_id);
create index university_science_park_by_name_sort on university_science_park (name_sort, entity_id);
create index university_science_park_by_level on university_science_park (level, name, entity_id);

create table carrier (
    entity_id bigint not null constraint carrier_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    incubator_kind nvarchar(max) collate Latin1_General_100_BIN2 null,
    floor_area float null,
    grade nvarchar(max) collate Latin1_General_100_BIN2 null,
    field nvarchar(max) collate Latin1_General_100_BIN2 null,
    credit_code nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index carrier_by_name on carrier (name, entity_id);
create index carrier_by_name_sort on carrier (name_sort, entity_id);
create index carrier_by_level on carrier (level, name, entity_id);

create table sme_base (
    entity_id bigint not null constraint sme_base_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    floor_area float null,
    grade nvarchar(max) collate Latin1_General_100_BIN2 null,
    field nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index sme_base_by_name on sme_base (name, entity_id);
create index sme_base_by_name_sort on sme_base (name_sort, entity_id);
create index sme_base_by_level on sme_base (level, name, entity_id);

create table enterprise (
    entity_id bigint not null constraint enterprise_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    credit_code nvarchar(max) collate Latin1_General_100_BIN2 null,
    legal_form nvarchar(max) collate Latin1_General_100_BIN2 null,
    industry nvarchar(max) collate Latin1_General_100_BIN2 null,
    founded_on nvarchar(max) collate Latin1_General_100_BIN2 null,
    registered_capital float null,
    website nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index enterprise_by_name on enterprise (name, entity_id);
create index enterprise_by_name_sort on enterprise (name_sort, entity_id);
create index enterprise_by_level on enterprise (level, name, entity_id);

create table research_institute (
    entity_id bigint not null constraint research_institute_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    subtype nvarchar(max) collate Latin1_General_100_BIN2 null,
    field nvarchar(max) collate Latin1_General_100_BIN2 null,
    independent_legal_person bigint null,
    credit_code nvarchar(max) collate Latin1_General_100_BIN2 null,
    founded_on nvarchar(max) collate Latin1_General_100_BIN2 null,
    website nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index research_institute_by_name on research_institute (name, entity_id);
create index research_institute_by_name_sort on research_institute (name_sort, entity_id);
create index research_institute_by_level on research_institute (level, name, entity_id);

create table university (
    entity_id bigint not null constraint university_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    school_code nvarchar(max) collate Latin1_General_100_BIN2 null,
    degree_level nvarchar(max) collate Latin1_General_100_BIN2 null,
    supervisor nvarchar(max) collate Latin1_General_100_BIN2 null,
    remark nvarchar(max) collate Latin1_General_100_BIN2 null,
    credit_code nvarchar(max) collate Latin1_General_100_BIN2 null,
    founded_on nvarchar(max) collate Latin1_General_100_BIN2 null,
    website nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index university_by_name on university (name, entity_id);
create index university_by_name_sort on university (name_sort, entity_id);
create index university_by_level on university (level, name, entity_id);

create table government_body (
    entity_id bigint not null constraint government_body_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    credit_code nvarchar(max) collate Latin1_General_100_BIN2 null,
    website nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index government_body_by_name on government_body (name, entity_id);
create index government_body_by_name_sort on government_body (name_sort, entity_id);
create index government_body_by_level on government_body (level, name, entity_id);

create table administrative_division (
    entity_id bigint not null constraint administrative_division_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    code nvarchar(100) collate Latin1_General_100_BIN2 null,
    rank nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index administrative_division_by_code on administrative_division (code);
create index administrative_division_by_name on administrative_division (name, entity_id);
create index administrative_division_by_name_sort on administrative_division (name_sort, entity_id);
create index administrative_division_by_level on administrative_division (level, name, entity_id);

create table platform (
    entity_id bigint not null constraint platform_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    subtype nvarchar(max) collate Latin1_General_100_BIN2 null,
    field nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index platform_by_name on platform (name, entity_id);
create index platform_by_name_sort on platform (name_sort, entity_id);
create index platform_by_level on platform (level, name, entity_id);

create table alliance (
    entity_id bigint not null constraint alliance_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    field nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index alliance_by_name on alliance (name, entity_id);
create index alliance_by_name_sort on alliance (name_sort, entity_id);
create index alliance_by_level on alliance (level, name, entity_id);

create table cluster (
    entity_id bigint not null constraint cluster_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    field nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index cluster_by_name on cluster (name, entity_id);
create index cluster_by_name_sort on cluster (name_sort, entity_id);
create index cluster_by_level on cluster (level, name, entity_id);

create table organization (
    entity_id bigint not null constraint organization_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    credit_code nvarchar(max) collate Latin1_General_100_BIN2 null,
    founded_on nvarchar(max) collate Latin1_General_100_BIN2 null,
    website nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index organization_by_name on organization (name, entity_id);
create index organization_by_name_sort on organization (name_sort, entity_id);
create index organization_by_level on organization (level, name, entity_id);

create table recognition (
    entity_id bigint not null constraint recognition_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    scheme nvarchar(max) collate Latin1_General_100_BIN2 null,
    mode nvarchar(max) collate Latin1_General_100_BIN2 null,
    state nvarchar(40) collate Latin1_General_100_BIN2 null,
    edition nvarchar(max) collate Latin1_General_100_BIN2 null,
    batch nvarchar(max) collate Latin1_General_100_BIN2 null,
    certificate_no nvarchar(max) collate Latin1_General_100_BIN2 null,
    issued_on nvarchar(max) collate Latin1_General_100_BIN2 null,
    valid_to nvarchar(max) collate Latin1_General_100_BIN2 null,
    grade nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index recognition_by_name on recognition (name, entity_id);
create index recognition_by_name_sort on recognition (name_sort, entity_id);
create index recognition_by_level on recognition (level, name, entity_id);
go
-- Where a claim was published: one row a claim, for many facts in one statement.
create view claim_evidence as
select
    c.claim_id,
    d.source_id,
    d.document_id,
    -- What no single cell says, the whole row says: its cells with a bar between them, from where the row begins.
    case
        when c.cell is null then (
            select string_agg(cast(j.value as nvarchar(max)), ' | ') within group (order by cast(j.[key] as int))
            from openjson(r.cells) j
            where j.type <> 0)
        else (
            select cast(j.value as nvarchar(max))
            from openjson(r.cells) j
            where j.type <> 0 and cast(j.[key] as int) = c.cell)
    end as quote,
    coalesce(
        iif(k.number is null, null, concat(k.before, r.position, k.after)),
        (select top (1) concat(b.before, r.position) from layout_column b where b.layout_id = l.layout_id order by b.number),
        l.part) as locator,
    case
        when d.restated = 1 and d.edition_date is not null then d.edition_date
        when c.closed_run is null and s.coverage = 'FULL' then iif(coalesce(s.last_listed_at, '') > coalesce(g.seen_at, ''), s.last_listed_at, g.seen_at)
        else g.seen_at
    end as seen_at,
    d.restated
from claim c
join record r on r.record_id = c.record_id
join layout l on l.layout_id = r.layout_id
join document d on d.document_id = l.document_id
join source s on s.source_id = d.source_id
left join layout_column k on k.layout_id = l.layout_id and k.number = c.cell
outer apply (select max(o.seen_at) as seen_at from sighting o where o.snapshot_id = l.snapshot_id) g
