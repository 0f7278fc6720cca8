using System.Text;
using Microsoft.Data.Sqlite;
using Registry.Store.Reading;

namespace Registry.Store.Tests.Reading;

/// <summary>A store whose enterprises are made up: few names and values, so that many tie, and many of them missing.</summary>
sealed class EnterpriseTable : IDisposable
{
    static readonly string[] pieces = ["重庆", "綦江", "齿", "a", "B", "é", "𠮷", "%", "_", "'"];
    static readonly string?[] levels = [null, "NATIONAL", "PROVINCIAL", "DISTRICT"];
    static readonly string?[] days = [null, "2019", "2019-03", "2019-03-01", "2023-11-30"];
    static readonly double?[] capitals = [null, 0, 0.5, 100, 1e9];

    readonly string folder = Directory.CreateTempSubdirectory("registry-reading-").FullName;
    readonly SqliteReaders readers;
    readonly string path;

    public EnterpriseTable(int rows, Random random)
    {
        var address = StoreAddress.Parse("sqlite:" + Path.Combine(folder, "registry.db"));
        using (var database = Database.Open(address))
            database.Migrate();
        Rows = [.. Enumerable.Range(1, rows).Select(key => Made(key, random))];
        path = address.Path;
        Insert();
        File = new Sqlite.SqliteFile(address.Path);
        readers = new SqliteReaders(File);
    }

    public static Table Table { get; } = Registry.Store.Reading.ReadModel.Current["Enterprise"];

    /// <summary>The fields that rows have values for.</summary>
    public static IReadOnlyList<Field> Fields { get; } =
        [Table["name"], Table["level"], Table["foundedOn"], Table["registeredCapital"]];

    /// <summary>Every row as inserted.</summary>
    public IReadOnlyList<MadeRow> Rows { get; }

    internal SqliteReaders Readers => readers;

    internal Sqlite.SqliteFile File { get; }

    public static string RandomName(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => pieces[random.Next(pieces.Length)]));

    /// <summary>A value that a field may have, never null.</summary>
    public static SqlValue RandomValue(Field field, Random random) => field.Name switch
    {
        "name" => SqlValue.Of(RandomName(random)),
        "level" => SqlValue.Of(levels[random.Next(1, levels.Length)]),
        "foundedOn" => SqlValue.Of(days[random.Next(1, days.Length)]),
        _ => SqlValue.Of(capitals[random.Next(1, capitals.Length)]!.Value),
    };

    public void Dispose()
    {
        readers.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    static MadeRow Made(long key, Random random) => new(key, new Dictionary<Field, SqlValue>
    {
        [Table["name"]] = SqlValue.Of(RandomName(random)),
        [Table["level"]] = SqlValue.Of(levels[random.Next(levels.Length)]),
        [Table["foundedOn"]] = SqlValue.Of(days[random.Next(days.Length)]),
        [Table["registeredCapital"]] = capitals[random.Next(capitals.Length)] is { } capital ? SqlValue.Of(capital) : SqlValue.Null,
    });

    void Insert()
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var row in Rows)
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = """
                insert into enterprise (entity_id, id, name, name_key, name_sort, level, founded_on, registered_capital)
                values ($key, 'ent-' || $key, $name, $name, $sort, $level, $day, $capital)
                """;
            insert.Parameters.AddWithValue("$key", row.Key);
            insert.Parameters.AddWithValue("$name", row[Table["name"]].Text);
            insert.Parameters.AddWithValue("$sort", Encoding.UTF8.GetBytes(row[Table["name"]].Text));
            insert.Parameters.AddWithValue("$level", Boxed(row[Table["level"]]));
            insert.Parameters.AddWithValue("$day", Boxed(row[Table["foundedOn"]]));
            insert.Parameters.AddWithValue("$capital", Boxed(row[Table["registeredCapital"]]));
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    /// <summary>Deletes a row, as a writer beside the readers does.</summary>
    public void Delete(long key)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var delete = connection.CreateCommand();
        delete.CommandText = "delete from enterprise where entity_id = $key";
        delete.Parameters.AddWithValue("$key", key);
        delete.ExecuteNonQuery();
    }

    static object Boxed(SqlValue value) => value.Kind switch
    {
        SqlValueKind.Null => DBNull.Value,
        SqlValueKind.Real => value.Real,
        _ => value.Text,
    };
}

/// <summary>A row with its values by field.</summary>
sealed record MadeRow(long Key, IReadOnlyDictionary<Field, SqlValue> Values)
{
    public SqlValue this[Field field] => field == field.Table.Key ? SqlValue.Of(Key) : Values[field];
}
