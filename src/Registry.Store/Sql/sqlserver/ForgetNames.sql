delete n
from mention_name n
join mention m on m.folded = n.folded and m.mention_id = n.mention_id
where m.mention_id between @first_mention and @last_mention
