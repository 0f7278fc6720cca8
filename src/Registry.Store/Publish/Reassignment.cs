using Registry.Store.Sqlite;

namespace Registry.Store;

/// <summary>Mentions that a publication takes from the bodies they had, because what came since makes the judgement doubtful or wrong.</summary>
sealed class Reassignment(Writer writer, string now)
{
    readonly IdSet mentions = new();

    /// <summary>The bodies that lost mentions.</summary>
    public IdSet Losing { get; } = new();

    /// <summary>Takes a mention from its body: the judgement that gave it is withdrawn.</summary>
    public void Release(long mention, long from)
    {
        writer.Prepare("update judgement set withdrawn_at = ?2 where mention_id = ?1 and verdict = 'SAME' and withdrawn_at is null").Bind(1, mention).Bind(2, now).Run();
        writer.Prepare("update mention set entity_id = null where mention_id = ?").Bind(1, mention).Run();
        mentions.Add(mention);
        Losing.Add(from);
    }

    /// <summary>
    /// Projects the bodies that lost mentions without any mention that moved: a fact belongs to one body, and two bodies may have
    /// exchanged theirs.
    /// </summary>
    public void LetGo(Projection projection, Predicate<long> stands)
    {
        List<(long Mention, long? Body)> moved = [];
        foreach (var mention in mentions.Ascending())
        {
            var row = writer.Prepare("select entity_id from mention where mention_id = ?").Bind(1, mention);
            row.Step();
            moved.Add((mention, row.LongOrNull(0)));
            row.Reset();
        }
        foreach (var (mention, _) in moved)
            Give(mention, null);
        projection.Project(Losing.Ascending().Where(body => stands(body)));
        foreach (var (mention, body) in moved)
            Give(mention, body);
    }

    void Give(long mention, long? body) => writer.Prepare("update mention set entity_id = ?2 where mention_id = ?1").Bind(1, mention).Bind(2, body).Run();
}
