-- What a list of a place is filtered and ordered by stands with the place, so that neither its page nor its count looks at each body.
alter table within_entity add level nvarchar(100) collate Latin1_General_100_BIN2 null;
alter table within_entity add name nvarchar(700) collate Latin1_General_100_BIN2 not null constraint within_entity_name_default default '';
go
update w
set level = d.level, name = d.name
from within_entity w
join directory d on d.entity_id = w.entity_id;
create index within_entity_by_level on within_entity (ancestor_id, type, level, name, entity_id);
