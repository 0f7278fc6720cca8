using System.Collections.Frozen;

namespace Registry.Store.SqlServer;

/// <summary>The primary keys of the tables, by which rows are met that are there already.</summary>
static class TableKeys
{
    static readonly FrozenDictionary<string, IReadOnlyList<(string Column, string Type)>> keys = SchemaTable.Of(Migration.OfSqlServer)
        .ToFrozenDictionary(table => table.Name, KeyOf, StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns of a table's key with their types.</summary>
    public static IReadOnlyList<(string Column, string Type)> Of(string table) => keys[table];

    static IReadOnlyList<(string Column, string Type)> KeyOf(SchemaTable table) =>
        [.. table.Key.Select(column => (column, table.Columns.First(known => known.Name == column).Type))];
}
