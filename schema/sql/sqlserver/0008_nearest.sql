-- The one body of a kind that most questions ask for beside another stands with it: the nearest zone above it, the first incubator at which it is
-- incubated, the first of its recognitions. Keys alone, so that what those bodies are called stands in one place.
alter table directory add in_zone bigint null;
alter table directory add at_incubator bigint null;
alter table directory add first_recognition bigint null;
alter table zone add in_zone bigint null;
alter table zone add at_incubator bigint null;
alter table zone add first_recognition bigint null;
alter table incubator add in_zone bigint null;
alter table incubator add at_incubator bigint null;
alter table incubator add first_recognition bigint null;
alter table maker_space add in_zone bigint null;
alter table maker_space add at_incubator bigint null;
alter table maker_space add first_recognition bigint null;
alter table star_creation add in_zone bigint null;
alter table star_creation add at_incubator bigint null;
alter table star_creation add first_recognition bigint null;
alter table accelerator add in_zone bigint null;
alter table accelerator add at_incubator bigint null;
alter table accelerator add first_recognition bigint null;
alter table university_science_park add in_zone bigint null;
alter table university_science_park add at_incubator bigint null;
alter table university_science_park add first_recognition bigint null;
alter table carrier add in_zone bigint null;
alter table carrier add at_incubator bigint null;
alter table carrier add first_recognition bigint null;
alter table sme_base add in_zone bigint null;
alter table sme_base add at_incubator bigint null;
alter table sme_base add first_recognition bigint null;
alter table enterprise add in_zone bigint null;
alter table enterprise add at_incubator bigint null;
alter table enterprise add first_recognition bigint null;
alter table research_institute add in_zone bigint null;
alter table research_institute add at_incubator bigint null;
alter table research_institute add first_recognition bigint null;
alter table university add in_zone bigint null;
alter table university add at_incubator bigint null;
alter table university add first_recognition bigint null;
alter table government_body add in_zone bigint null;
alter table government_body add at_incubator bigint null;
alter table government_body add first_recognition bigint null;
alter table administrative_division add in_zone bigint null;
alter table administrative_division add at_incubator bigint null;
alter table administrative_division add first_recognition bigint null;
alter table platform add in_zone bigint null;
alter table platform add at_incubator bigint null;
alter table platform add first_recognition bigint null;
alter table alliance add in_zone bigint null;
alter table alliance add at_incubator bigint null;
alter table alliance add first_recognition bigint null;
alter table cluster add in_zone bigint null;
alter table cluster add at_incubator bigint null;
alter table cluster add first_recognition bigint null;
alter table organization add in_zone bigint null;
alter table organization add at_incubator bigint null;
alter table organization add first_recognition bigint null;
alter table recognition add in_zone bigint null;
alter table recognition add at_incubator bigint null;
alter table recognition add first_recognition bigint null;
alter table indicator add in_zone bigint null;
alter table indicator add at_incubator bigint null;
alter table indicator add first_recognition bigint null;
alter table observation add in_zone bigint null;
alter table observation add at_incubator bigint null;
alter table observation add first_recognition bigint null;
alter table target add in_zone bigint null;
alter table target add at_incubator bigint null;
alter table target add first_recognition bigint null;
alter table policy add in_zone bigint null;
alter table policy add at_incubator bigint null;
alter table policy add first_recognition bigint null;
alter table task add in_zone bigint null;
alter table task add at_incubator bigint null;
alter table task add first_recognition bigint null;
alter table designation add in_zone bigint null;
alter table designation add at_incubator bigint null;
alter table designation add first_recognition bigint null;
alter table fund add in_zone bigint null;
alter table fund add at_incubator bigint null;
alter table fund add first_recognition bigint null;
go
update directory
set in_zone = (
    select top (1) w.ancestor_id
    from within_entity w
    join zone z on z.entity_id = w.ancestor_id
    where w.entity_id = directory.entity_id
    order by w.steps, w.ancestor_id),
at_incubator = (select min(r.other_id) from relation r where r.entity_id = directory.entity_id and r.predicate = 3 and r.other_type = 2),
first_recognition = (select min(r.other_id) from relation r where r.entity_id = directory.entity_id and r.predicate = 17 and r.other_type = 18);
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from zone b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from incubator b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from maker_space b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from star_creation b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from accelerator b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from university_science_park b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from carrier b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from sme_base b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from enterprise b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from research_institute b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from university b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from government_body b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from administrative_division b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from platform b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from alliance b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from cluster b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from organization b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from recognition b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from indicator b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from observation b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from target b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from policy b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from task b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from designation b
join directory d on d.entity_id = b.entity_id;
update b
set in_zone = d.in_zone, at_incubator = d.at_incubator, first_recognition = d.first_recognition
from fund b
join directory d on d.entity_id = b.entity_id;
