-- What press, notices and plans say: how much there is, how much is promised, and by whom. Indicators are those of the dictionary.

create table indicator (
    entity_id bigint not null constraint indicator_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    code nvarchar(100) collate Latin1_General_100_BIN2 null,
    unit nvarchar(max) collate Latin1_General_100_BIN2 null,
    definition nvarchar(max) collate Latin1_General_100_BIN2 null,
    indicator_kind nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index indicator_by_name on indicator (name, entity_id);
create index indicator_by_name_sort on indicator (name_sort, entity_id);
create index indicator_by_level on indicator (level, name, entity_id);
create index indicator_by_code on indicator (code) where code is not null;

create table observation (
    entity_id bigint not null constraint observation_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    indicator_code nvarchar(100) collate Latin1_General_100_BIN2 null,
    indicator_label nvarchar(max) collate Latin1_General_100_BIN2 null,
    value float null,
    unit nvarchar(max) collate Latin1_General_100_BIN2 null,
    value_written nvarchar(max) collate Latin1_General_100_BIN2 null,
    unit_written nvarchar(max) collate Latin1_General_100_BIN2 null,
    period nvarchar(max) collate Latin1_General_100_BIN2 null,
    period_kind nvarchar(max) collate Latin1_General_100_BIN2 null,
    period_from nvarchar(40) collate Latin1_General_100_BIN2 null,
    period_to nvarchar(40) collate Latin1_General_100_BIN2 null,
    qualifier nvarchar(max) collate Latin1_General_100_BIN2 null,
    year_on_year float null,
    growth_factor float null,
    growth_base nvarchar(max) collate Latin1_General_100_BIN2 null,
    dimension nvarchar(max) collate Latin1_General_100_BIN2 null,
    definition nvarchar(max) collate Latin1_General_100_BIN2 null,
    suspect bigint null,
    doubt nvarchar(max) collate Latin1_General_100_BIN2 null,
    proposal float null,
    suspect_reason nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index observation_by_name on observation (name, entity_id);
create index observation_by_name_sort on observation (name_sort, entity_id);
create index observation_by_level on observation (level, name, entity_id);
create index observation_by_indicator on observation (indicator_code, period_to, entity_id);

create table target (
    entity_id bigint not null constraint target_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    indicator_code nvarchar(100) collate Latin1_General_100_BIN2 null,
    indicator_label nvarchar(max) collate Latin1_General_100_BIN2 null,
    operator nvarchar(max) collate Latin1_General_100_BIN2 null,
    value float null,
    unit nvarchar(max) collate Latin1_General_100_BIN2 null,
    value_written nvarchar(max) collate Latin1_General_100_BIN2 null,
    unit_written nvarchar(max) collate Latin1_General_100_BIN2 null,
    deadline nvarchar(40) collate Latin1_General_100_BIN2 null,
    term nvarchar(max) collate Latin1_General_100_BIN2 null,
    definition nvarchar(max) collate Latin1_General_100_BIN2 null,
    target_kind nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index target_by_name on target (name, entity_id);
create index target_by_name_sort on target (name_sort, entity_id);
create index target_by_level on target (level, name, entity_id);
create index target_by_indicator on target (indicator_code, deadline, entity_id);

create table policy (
    entity_id bigint not null constraint policy_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    document_number nvarchar(100) collate Latin1_General_100_BIN2 null,
    issuer nvarchar(max) collate Latin1_General_100_BIN2 null,
    year bigint null,
    policy_kind nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index policy_by_name on policy (name, entity_id);
create index policy_by_name_sort on policy (name_sort, entity_id);
create index policy_by_level on policy (level, name, entity_id);
create index policy_by_document_number on policy (document_number) where document_number is not null;

create table task (
    entity_id bigint not null constraint task_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null,
    number bigint null,
    section nvarchar(max) collate Latin1_General_100_BIN2 null
);
create index task_by_name on task (name, entity_id);
create index task_by_name_sort on task (name_sort, entity_id);
create index task_by_level on task (level, name, entity_id);

create table designation (
    entity_id bigint not null constraint designation_pk primary key,
    id nvarchar(100) collate Latin1_General_100_BIN2 not null,
    name nvarchar(700) collate Latin1_General_100_BIN2 not null,
    name_key nvarchar(800) collate Latin1_General_100_BIN2 not null,
    name_sort varbinary(1690) not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 null,
    level_raw nvarchar(max) collate Latin1_General_100_BIN2 null,
    status nvarchar(max) collate Latin1_General_100_BIN2 null,
    place bigint null
);
create index designation_by_name on designation (name, entity_id);
create index designation_by_name_sort on designation (name_sort, entity_id);
create index designation_by_level on designation (level, name, entity_id);

create table fund (
    entity_id bigint not null constraint fund_pk primary key,
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
create index fund_by_name on fund (name, entity_id);
create index fund_by_name_sort on fund (name_sort, entity_id);
create index fund_by_level on fund (level, name, entity_id);
