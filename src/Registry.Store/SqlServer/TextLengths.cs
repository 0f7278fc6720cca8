using System.Collections.Frozen;
using System.Globalization;

namespace Registry.Store.SqlServer;

/// <summary>
/// How long the texts of columns may be that stand in indexes, which go no further than 1700 bytes. A longer one is refused in words before it is
/// sent: what the server says of it names neither the column nor the text.
/// </summary>
static class TextLengths
{
    const string Bounded = "nvarchar(";

    static readonly FrozenDictionary<string, FrozenDictionary<string, int>> most = SchemaTable.Of(Migration.OfSqlServer)
        .ToFrozenDictionary(table => table.Name, Of, StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses rows with a text that its column cannot hold.</summary>
    /// <exception cref="StoreException">There is one; the message tells the column, the length and how the text begins.</exception>
    public static void Check(RowShape shape, IEnumerable<object?[]> rows)
    {
        if (!most.TryGetValue(shape.Table, out var columns))
            return;
        (int At, int Most)[] bounded = [.. shape.Columns.Select((column, at) => (at, columns.GetValueOrDefault(column))).Where(column => column.Item2 > 0)];
        foreach (var row in rows)
        {
            foreach (var (at, longest) in bounded)
            {
                if (row[at] is string text && text.Length > longest)
                    throw new StoreException($"A text of {text.Length} characters is too long for {shape.Table}.{shape.Columns[at]}, which holds {longest} on SQL Server: {text.AsSpan(0, 40)}... Shorten it in the source's mapping, or keep the store in SQLite.");
            }
        }
    }

    static FrozenDictionary<string, int> Of(SchemaTable table) => table.Columns
        .Where(column => column.Type.StartsWith(Bounded, StringComparison.Ordinal) && char.IsAsciiDigit(column.Type[Bounded.Length]))
        .ToFrozenDictionary(column => column.Name, column => int.Parse(column.Type.AsSpan(Bounded.Length).TrimEnd(')'), CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);
}
