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

    /// <summary>Reads what the keys lead to.</summary>
    public RowCursor Run(ReadSession session, ParentKeys keys, SqlValue limit = default) =>
        keys.Count == 1 ? session.Run(_ofOne, keys[0], limit) : session.Run(_ofMany, keys.Together(), limit);
}
