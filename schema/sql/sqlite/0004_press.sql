-- What press, notices and plans say: how much there is, how much is promised, and by whom. Indicators are those of the dictionary.

create table indicator (
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
    unit text,
    definition text,
    indicator_kind text
) strict;
create index indicator_by_name on indicator (name, entity_id);
create index indicator_by_name_sort on indicator (name_sort, entity_id);
create index indicator_by_level on indicator (level, name, entity_id);
create index indicator_by_code on indicator (code) where code is not null;

create table observation (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    indicator_code text,
    indicator_label text,
    value real,
    unit text,
    value_written text,
    unit_written text,
    period text,
    period_kind text,
    period_from text,
    period_to text,
    qualifier text,
    year_on_year real,
    growth_factor real,
    growth_base text,
    dimension text,
    definition text,
    suspect integer,
    doubt text,
    proposal real,
    suspect_reason text
) strict;
create index observation_by_name on observation (name, entity_id);
create index observation_by_name_sort on observation (name_sort, entity_id);
create index observation_by_level on observation (level, name, entity_id);
create index observation_by_indicator on observation (indicator_code, period_to, entity_id);

create table target (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    indicator_code text,
    indicator_label text,
    operator text,
    value real,
    unit text,
    value_written text,
    unit_written text,
    deadline text,
    term text,
    definition text,
    target_kind text
) strict;
create index target_by_name on target (name, entity_id);
create index target_by_name_sort on target (name_sort, entity_id);
create index target_by_level on target (level, name, entity_id);
create index target_by_indicator on target (indicator_code, deadline, entity_id);

create table policy (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    document_number text,
    issuer text,
    year integer,
    policy_kind text
) strict;
create index policy_by_name on policy (name, entity_id);
create index policy_by_name_sort on policy (name_sort, entity_id);
create index policy_by_level on policy (level, name, entity_id);
create index policy_by_document_number on policy (document_number) where document_number is not null;

create table task (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer,
    number integer,
    section text
) strict;
create index task_by_name on task (name, entity_id);
create index task_by_name_sort on task (name_sort, entity_id);
create index task_by_level on task (level, name, entity_id);

create table designation (
    entity_id integer not null primary key,
    id text not null,
    name text not null,
    name_key text not null,
    name_sort blob not null,
    level text,
    level_raw text,
    status text,
    place integer
) strict;
create index designation_by_name on designation (name, entity_id);
create index designation_by_name_sort on designation (name_sort, entity_id);
create index designation_by_level on designation (level, name, entity_id);

create table fund (
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
create index fund_by_name on fund (name, entity_id);
create index fund_by_name_sort on fund (name_sort, entity_id);
create index fund_by_level on fund (level, name, entity_id);
