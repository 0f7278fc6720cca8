-- A value that follows from a stated one by a rule: the end of a certificate's term, and that the end has passed. Both facts rest on one claim.
create table property_before (
    entity_id bigint not null,
    fact_id bigint not null,
    attribute nvarchar(100) collate Latin1_General_100_BIN2 not null,
    value nvarchar(max) collate Latin1_General_100_BIN2 not null,
    chosen bigint not null
);
insert into property_before (entity_id, fact_id, attribute, value, chosen)
select entity_id, fact_id, attribute, value, chosen from property;
go
drop table property;
go
create table property (
    entity_id bigint not null,
    fact_id bigint not null,
    attribute nvarchar(100) collate Latin1_General_100_BIN2 not null,
    value nvarchar(max) collate Latin1_General_100_BIN2 not null,
    chosen bigint not null,
    [rule] nvarchar(100) collate Latin1_General_100_BIN2 null,
    constraint property_pk primary key (entity_id, fact_id, attribute)
);
insert into property (entity_id, fact_id, attribute, value, chosen)
select entity_id, fact_id, attribute, value, chosen from property_before;
go
drop table property_before;
