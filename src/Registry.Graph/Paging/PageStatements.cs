using Registry.Store.Reading;

namespace Registry.Graph.Paging;

/// <summary>The statements for the pages of one list that is the same in every request: written once, then run with other cursors and sizes.</summary>
/// <param name="query">The list, without a cut.</param>
internal sealed class PageStatements(RowQuery query)
{
    private readonly SqlTemplate _first = SqlTemplate.Of((query with { Cut = new Cut(0) { Most = SqlValue.Blank(0) } }).Rows());
    private readonly SqlTemplate _after = SqlTemplate.Of((query with { Cut = new Cut(0) { Most = SqlValue.Blank(0), After = Blanks(query.FullOrder.Count) } }).Rows());

    /// <summary>Reads a page; null where it is one that these statements do not read.</summary>
    public RowCursor? Run(ReadSession session, Cut cut)
    {
        if (cut.Backward || cut.Before is not null)
        {
            return null;
        }

        if (cut.After is not { } after)
        {
            return session.Run(_first, cut.Most);
        }

        // What follows a value that is not known is another condition.
        var values = after.Values;
        if (values.Any(value => value.IsNull))
        {
            return null;
        }

        return session.Run(_after, [cut.Most, .. values]);
    }

    private static Seat Blanks(int count) => new([.. Enumerable.Range(1, count).Select(SqlValue.Blank)]);
}
