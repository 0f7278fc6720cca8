using System.Data.Common;
using Dapper;

namespace Registry.Store;

/// <summary>A mention that is about a body by one standing judgement and not about it by another.</summary>
/// <param name="Mention">The mention.</param>
/// <param name="Name">What it calls the body.</param>
/// <param name="Body">The body's id.</param>
/// <param name="Joined">The judgement that says it is.</param>
/// <param name="Apart">The judgement that says it is not.</param>
/// <param name="Reason">Why it is not.</param>
public sealed record Contradiction(long Mention, string Name, string Body, long Joined, long Apart, string? Reason)
{
    /// <summary>What it is and what would end it.</summary>
    public string Message =>
        $"Judgement {Joined} says that m{Mention} \"{Name}\" is about {Body}, judgement {Apart} that it is not ({Reason}). Withdraw one: registry judge --withdraw {Apart}";
}

/// <summary>Judgements that contradict: A is B and B is C, but A is not C. They are reported and never settled by the registry.</summary>
static class Contradictions
{
    public const string Code = "JUDGEMENTS_CONTRADICT";

    const string Standing = """
        select m.mention_id as Mention, m.name as Name, e.public_id as Body, s.judgement_id as Joined, j.judgement_id as Apart, j.reason as Reason
        from judgement j
        join entity t on t.entity_id = j.entity_id
        join mention m on m.mention_id = j.mention_id and m.entity_id = coalesce(t.merged_into, t.entity_id)
        join entity e on e.entity_id = m.entity_id
        join judgement s on s.mention_id = m.mention_id and s.verdict = 'SAME' and s.withdrawn_at is null
        where j.verdict = 'NOT_SAME' and j.withdrawn_at is null
        order by j.judgement_id
        """;

    /// <summary>Those that stand.</summary>
    public static IReadOnlyList<Contradiction> Of(DbConnection connection) => connection.Query<Contradiction>(Standing).AsList();

    /// <summary>Raises an issue about each that has none, and settles those that are no more.</summary>
    public static void Report(Writer open, string now)
    {
        var standing = Of(open.Connection);
        open.Connection.Execute("""
            update issue
            set settled_run = run_id
            where code = @Code and settled_run is null and mention_id not in (select value from json_each(@mentions))
            """, new { Code, mentions = $"[{string.Join(',', standing.Select(found => found.Mention))}]" });
        foreach (var found in standing)
            open.Connection.Execute("""
                insert into issue (source_id, run_id, code, severity, message, quote, mention_id, raised_at)
                select m.source_id, m.run_id, @Code, 'WARNING', @Message, @Name, m.mention_id, @now
                from mention m
                where m.mention_id = @Mention and not exists (
                    select 1
                    from issue i
                    where i.mention_id = m.mention_id and i.code = @Code and i.settled_run is null)
                """, new { Code, found.Message, found.Name, found.Mention, now });
    }
}
