-- Judgements as people look for them: what is unsure, what keeps bodies apart, and what one person said at one instant.
create index judgement_apart on judgement (entity_id) where verdict <> 'SAME' and withdrawn_at is null;
create index judgement_made on judgement (made_at) where made_at is not null;
create index judgement_withdrawn on judgement (withdrawn_at) where withdrawn_at is not null;
