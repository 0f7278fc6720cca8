-- What a list of a place is filtered and ordered by stands with the place, so that neither its page nor its count looks at each body.
alter table within_entity add column level text;
alter table within_entity add column name text not null default '';
update within_entity
set (level, name) = (select d.level, d.name from directory d where d.entity_id = within_entity.entity_id);
create index within_entity_by_level on within_entity (ancestor_id, type, level, name, entity_id);
