-- The names of the bodies of one type and level that lie in a body, in their order, a line each, and the numbers of the bodies in the same order, in
-- pieces of 1,024: a text within names is looked for in few pieces of text, and no further than asked. Where they are few, or a name has two lines,
-- there is none, and the names stand in within_entity alone.
drop table name_block;
go
create table name_block (
    ancestor_id bigint not null,
    type bigint not null,
    level nvarchar(100) collate Latin1_General_100_BIN2 not null,
    piece bigint not null,
    names nvarchar(max) collate Latin1_General_100_BIN2 not null,
    bodies nvarchar(max) collate Latin1_General_100_BIN2 not null,
    constraint name_block_pk primary key (ancestor_id, type, level, piece)
);
go
insert into name_block (ancestor_id, type, level, piece, names, bodies)
select ancestor_id, type, level, piece,
    string_agg(cast(name as nvarchar(max)), nchar(10)) within group (order by name, entity_id),
    string_agg(cast(entity_id as nvarchar(max)), ',') within group (order by name, entity_id)
from (
    select ancestor_id, type, level, name, entity_id,
        (row_number() over (partition by ancestor_id, type, level order by name, entity_id) - 1) / 1024 as piece,
        count(*) over (partition by ancestor_id, type, level) as many,
        sum(charindex(nchar(10), name)) over (partition by ancestor_id, type, level) as breaks
    from within_entity
    where level is not null
) n
where many >= 64 and breaks = 0
group by ancestor_id, type, level, piece;
