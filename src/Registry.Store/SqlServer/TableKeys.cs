using System.Collections.Frozen;

namespace Registry.Store.SqlServer;

/// <summary>The primary keys of the tables, by which rows are met that are there already, and the types of their columns.</summary>
static class TableKeys
{
    const string View = "claim_evidence";
    const string KeyOfView = "claim_id";

    static readonly FrozenDictionary<string, IReadOnlyList<(string Column, string Type)>> keys = SchemaTable.Of(Migration.OfSqlServer)
        .ToFrozenDictionary(table => table.Name, KeyOf, StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, FrozenDictionary<string, SchemaColumn>> columns = SchemaTable.Of(Migration.OfSqlServer)
        .ToFrozenDictionary(
            table => table.Name,
            table => table.Columns.ToFrozenDictionary(column => column.Name, StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns of a table's key with their types.</summary>
    public static IReadOnlyList<(string Column, string Type)> Of(string table) => keys[table];

    /// <summary>The type of a column, with its length.</summary>
    public static string TypeOf(string table, string column) => ColumnOf(table, column).Type;

    /// <summary>A column of a table.</summary>
    public static SchemaColumn ColumnOf(string table, string column) => columns[table][column];

    /// <summary>Whether a column alone is the key of a table, or of a view's rows.</summary>
    public static bool IsKey(string table, string column) =>
        IsView(table) ? column == KeyOfView : keys.TryGetValue(table, out var key) && key is [var only] && only.Column == column;

    /// <summary>Whether it is a view.</summary>
    public static bool IsView(string table) => table == View;

    static IReadOnlyList<(string Column, string Type)> KeyOf(SchemaTable table) =>
        [.. table.Key.Select(column => (column, table.Columns.First(known => known.Name == column).Type))];
}
