-- The one body of a kind that most questions ask for beside another stands with it: the nearest zone above it, the first incubator at which it is
-- incubated, the first of its recognitions. Keys alone, so that what those bodies are called stands in one place.
alter table directory add column in_zone integer;
alter table directory add column at_incubator integer;
alter table directory add column first_recognition integer;
alter table zone add column in_zone integer;
alter table zone add column at_incubator integer;
alter table zone add column first_recognition integer;
alter table incubator add column in_zone integer;
alter table incubator add column at_incubator integer;
alter table incubator add column first_recognition integer;
alter table maker_space add column in_zone integer;
alter table maker_space add column at_incubator integer;
alter table maker_space add column first_recognition integer;
alter table star_creation add column in_zone integer;
alter table star_creation add column at_incubator integer;
alter table star_creation add column first_recognition integer;
alter table accelerator add column in_zone integer;
alter table accelerator add column at_incubator integer;
alter table accelerator add column first_recognition integer;
alter table university_science_park add column in_zone integer;
alter table university_science_park add column at_incubator integer;
alter table university_science_park add column first_recognition integer;
alter table carrier add column in_zone integer;
alter table carrier add column at_incubator integer;
alter table carrier add column first_recognition integer;
alter table sme_base add column in_zone integer;
alter table sme_base add column at_incubator integer;
alter table sme_base add column first_recognition integer;
alter table enterprise add column in_zone integer;
alter table enterprise add column at_incubator integer;
alter table enterprise add column first_recognition integer;
alter table research_institute add column in_zone integer;
alter table research_institute add column at_incubator integer;
alter table research_institute add column first_recognition integer;
alter table university add column in_zone integer;
alter table university add column at_incubator integer;
alter table university add column first_recognition integer;
alter table government_body add column in_zone integer;
alter table government_body add column at_incubator integer;
alter table government_body add column first_recognition integer;
alter table administrative_division add column in_zone integer;
alter table administrative_division add column at_incubator integer;
alter table administrative_division add column first_recognition integer;
alter table platform add column in_zone integer;
alter table platform add column at_incubator integer;
alter table platform add column first_recognition integer;
alter table alliance add column in_zone integer;
alter table alliance add column at_incubator integer;
alter table alliance add column first_recognition integer;
alter table cluster add column in_zone integer;
alter table cluster add column at_incubator integer;
alter table cluster add column first_recognition integer;
alter table organization add column in_zone integer;
alter table organization add column at_incubator integer;
alter table organization add column first_recognition integer;
alter table recognition add column in_zone integer;
alter table recognition add column at_incubator integer;
alter table recognition add column first_recognition integer;
alter table indicator add column in_zone integer;
alter table indicator add column at_incubator integer;
alter table indicator add column first_recognition integer;
alter table observation add column in_zone integer;
alter table observation add column at_incubator integer;
alter table observation add column first_recognition integer;
alter table target add column in_zone integer;
alter table target add column at_incubator integer;
alter table target add column first_recognition integer;
alter table policy add column in_zone integer;
alter table policy add column at_incubator integer;
alter table policy add column first_recognition integer;
alter table task add column in_zone integer;
alter table task add column at_incubator integer;
alter table task add column first_recognition integer;
alter table designation add column in_zone integer;
alter table designation add column at_incubator integer;
alter table designation add column first_recognition integer;
alter table fund add column in_zone integer;
alter table fund add column at_incubator integer;
alter table fund add column first_recognition integer;
update directory
set in_zone = (
    select w.ancestor_id
    from within_entity w
    join zone z on z.entity_id = w.ancestor_id
    where w.entity_id = directory.entity_id
    order by w.steps, w.ancestor_id
    limit 1),
at_incubator = (select min(r.other_id) from relation r where r.entity_id = directory.entity_id and r.predicate = 3 and r.other_type = 2),
first_recognition = (select min(r.other_id) from relation r where r.entity_id = directory.entity_id and r.predicate = 17 and r.other_type = 18);
update zone
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = zone.entity_id);
update incubator
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = incubator.entity_id);
update maker_space
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = maker_space.entity_id);
update star_creation
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = star_creation.entity_id);
update accelerator
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = accelerator.entity_id);
update university_science_park
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = university_science_park.entity_id);
update carrier
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = carrier.entity_id);
update sme_base
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = sme_base.entity_id);
update enterprise
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = enterprise.entity_id);
update research_institute
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = research_institute.entity_id);
update university
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = university.entity_id);
update government_body
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = government_body.entity_id);
update administrative_division
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = administrative_division.entity_id);
update platform
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = platform.entity_id);
update alliance
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = alliance.entity_id);
update cluster
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = cluster.entity_id);
update organization
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = organization.entity_id);
update recognition
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = recognition.entity_id);
update indicator
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = indicator.entity_id);
update observation
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = observation.entity_id);
update target
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = target.entity_id);
update policy
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = policy.entity_id);
update task
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = task.entity_id);
update designation
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = designation.entity_id);
update fund
set (in_zone, at_incubator, first_recognition) = (select d.in_zone, d.at_incubator, d.first_recognition from directory d where d.entity_id = fund.entity_id);
