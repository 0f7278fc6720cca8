using Registry.Store.Reading;

namespace Registry.Graph.Loading;

/// <summary>
/// The statements of a field whose rows depend on nothing but its parents: written once for a document, then run with other keys.
/// </summary>
/// <param name="query">What is read; a cut in it may have a blank for its limit, which is the second value then given.</param>
internal sealed class LevelStatements(RowQuery query)
{
    private readonly SqlTemplate _ofOne = SqlTemplate.Of(query.RowsOfOne(SqlValue.Blank(0)));
    private readonly SqlTemplate _ofMany = SqlTemplate.Of(query.RowsOfMany(SqlValue.Blank(0)));
    private readonly SqlTemplate? _edges = query.TakesEdges ? SqlTemplate.Of(query.EdgesOfMany(SqlValue.Blank(0), SqlValue.Blank(1))) : null;

    /// <summary>Reads what the keys lead to.</summary>
    public RowCursor Run(ReadSession session, ParentKeys keys, SqlValue limit = default) =>
        keys.Count == 1 ? session.Run(_ofOne, keys[0], limit) : session.Run(_ofMany, keys.Together(), limit);

    /// <summary>
    /// Reads all edges of the keys at once, without finding out where the page of each ends; null where that is not how pages are read, or there is
    /// but one key.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="most">How many rows at most.</param>
    public RowCursor? RunAtOnce(ReadSession session, ParentKeys keys, long most) =>
        _edges is null || keys.Count == 1 ? null : session.Run(_edges, keys.Together(), SqlValue.Of(most));
}
