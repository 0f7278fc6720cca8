-- A value that follows from a stated one by a rule: the end of a certificate's term, and that the end has passed. Both facts rest on one claim.
create table property_before as
select entity_id, fact_id, attribute, value, chosen
from property;
drop table property;
create table property (
    entity_id integer not null,
    fact_id integer not null,
    attribute text not null,
    value text not null,
    chosen integer not null,
    rule text,
    primary key (entity_id, fact_id, attribute)
) strict, without rowid;
insert into property (entity_id, fact_id, attribute, value, chosen)
select entity_id, fact_id, attribute, value, chosen
from property_before;
drop table property_before;
