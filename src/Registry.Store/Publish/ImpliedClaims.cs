using Dapper;

namespace Registry.Store;

/// <summary>A relation that a name implies.</summary>
/// <param name="Claim">The claim's number.</param>
/// <param name="Subject">The mention that is the subject.</param>
/// <param name="Predicate">The predicate's name, <c>branchOf</c>.</param>
/// <param name="Object">The mention that is the object.</param>
public readonly record struct ImpliedClaim(long Claim, long Subject, string Predicate, long Object);

/// <summary>
/// Claims that a name implies: opened and closed by resolution, with the cell of the name as evidence. They belong to no batch of
/// rows, so that the list that has the name does not close them for not saying them.
/// </summary>
/// <param name="writer">The transaction under way.</param>
/// <param name="predicates">The numbers of predicates.</param>
/// <param name="run">The run that is published.</param>
/// <param name="altered">Receives the mentions of which claims were opened or closed.</param>
sealed class ImpliedClaims(Writer writer, PredicateNumbers predicates, long run, IdSet altered)
{
    const int ByName = (int)RelationBasis.ImpliedByName;

    const string OfMention = """
        select c.claim_id, c.mention_id, p.name, c.object_id
        from claim c
        join predicate p on p.predicate_id = c.predicate_id
        where c.mention_id = ?1 and c.basis = ?2 and c.closed_run is null
        union
        select c.claim_id, c.mention_id, p.name, c.object_id
        from claim c
        join predicate p on p.predicate_id = c.predicate_id
        where c.object_id = ?1 and c.basis = ?2 and c.closed_run is null
        order by 1
        """;

    const string NameOf = """
        select c.record_id, c.cell, c.value
        from claim c
        join predicate p on p.predicate_id = c.predicate_id
        where c.mention_id = ? and c.closed_run is null and p.name like 'name:%'
        order by case p.name when 'name:LEGAL' then 0 else 1 end, c.claim_id
        """;

    long next;

    /// <summary>The open ones in which a mention is subject or object.</summary>
    public IReadOnlyList<ImpliedClaim> Of(long mention)
    {
        var rows = writer.Prepare(OfMention).Bind(1, mention).Bind(2, ByName);
        List<ImpliedClaim> implied = [];
        while (rows.Step())
            implied.Add(new ImpliedClaim(rows.Long(0), rows.Long(1), rows.Text(2)["rel:".Length..], rows.Long(3)));
        return implied;
    }

    /// <summary>Opens one, with the name that a mention bears as evidence; false where no source gives it a name now.</summary>
    public bool Open(long subject, string predicate, long other, long named)
    {
        var name = writer.Prepare(NameOf).Bind(1, named);
        if (!name.Step())
            return false;
        var (record, cell) = (name.Long(0), name.LongOrNull(1));
        name.Reset();
        altered.Add(subject);
        if (next == 0)
            next = writer.Connection.ExecuteScalar<long>("select coalesce(max(claim_id), 0) + 1 from claim");
        writer.Prepare("""
            insert into claim (claim_id, mention_id, predicate_id, object_id, record_id, cell, opened_run, flags, basis, note)
            values (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
            """)
            .Bind(1, next++).Bind(2, subject).Bind(3, predicates.Number(writer, ClaimPredicate.Relation(predicate))).Bind(4, other)
            .Bind(5, record).Bind(6, cell).Bind(7, run).Bind(8, ByName).Bind(9, "The name implies it.").Run();
        return true;
    }

    public void Close(in ImpliedClaim claim)
    {
        altered.Add(claim.Subject);
        writer.Prepare("update claim set closed_run = ?2 where claim_id = ?1").Bind(1, claim.Claim).Bind(2, run).Run();
    }

    /// <summary>Whether a source gives a mention a name now.</summary>
    public bool IsNamed(long mention)
    {
        var name = writer.Prepare(NameOf).Bind(1, mention);
        var named = name.Step();
        name.Reset();
        return named;
    }
}
