-- The names of the bodies of one type and level that lie in a body, in their order, a line each, and the numbers of the bodies in the same order:
-- a text within names is looked for in one piece of text. Where they are few, or a name has two lines, there is none, and the names stand in
-- within_entity alone.
create table name_block (
    ancestor_id bigint not null,
    type bigint not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 not null,
    names nvarchar(max) collate Latin1_General_100_BIN2 not null,
    bodies nvarchar(max) collate Latin1_General_100_BIN2 not null,
    constraint name_block_pk primary key (ancestor_id, type, level)
);
go
insert into name_block (ancestor_id, type, level, names, bodies)
select ancestor_id, type, level,
    string_agg(cast(name as nvarchar(max)), nchar(10)) within group (order by name, entity_id),
    string_agg(cast(entity_id as nvarchar(max)), ',') within group (order by name, entity_id)
from within_entity
where level is not null
group by ancestor_id, type, level
having count(*) >= 64 and sum(charindex(nchar(10), name)) = 0;
