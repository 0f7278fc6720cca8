-- The names of the bodies of one type and level that lie in a body, in their order, a line each, and the numbers of the bodies in the same order, in
-- pieces of 1,024: a text within names is looked for in few pieces of text, and no further than asked. Where they are few, or a name has two lines,
-- there is none, and the names stand in within_entity alone.
drop table name_block;
create table name_block (
    ancestor_id integer not null,
    type integer not null,
    level text not null,
    piece integer not null,
    names text not null,
    bodies text not null,
    primary key (ancestor_id, type, level, piece)
) strict;
insert into name_block (ancestor_id, type, level, piece, names, bodies)
select ancestor_id, type, level, piece, group_concat(name, char(10) order by name, entity_id), group_concat(entity_id, ',' order by name, entity_id)
from (
    select ancestor_id, type, level, name, entity_id,
        (row_number() over (partition by ancestor_id, type, level order by name, entity_id) - 1) / 1024 as piece,
        count(*) over (partition by ancestor_id, type, level) as many,
        sum(instr(name, char(10))) over (partition by ancestor_id, type, level) as breaks
    from within_entity
    where level is not null
) n
where many >= 64 and breaks = 0
group by ancestor_id, type, level, piece;
