delete from mention_name
where (folded, mention_id) in (
    select folded, mention_id
    from mention
    where mention_id between @first_mention and @last_mention)
