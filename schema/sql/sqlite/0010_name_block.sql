-- The names of the bodies of one type and level that lie in a body, in their order, a line each, and the numbers of the bodies in the same order:
-- a text within names is looked for in one piece of text. Where they are few, or a name has two lines, there is none, and the names stand in
-- within_entity alone.
create table name_block (
    ancestor_id integer not null,
    type integer not null,
    level text not null,
    names text not null,
    bodies text not null,
    primary key (ancestor_id, type, level)
) strict;
insert into name_block (ancestor_id, type, level, names, bodies)
select ancestor_id, type, level, group_concat(name, char(10) order by name, entity_id), group_concat(entity_id, ',' order by name, entity_id)
from within_entity
where level is not null
group by ancestor_id, type, level
having count(*) >= 64 and sum(instr(name, char(10))) = 0;
