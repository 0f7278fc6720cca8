using System.Text;
using Dapper;
using Registry.Store.Reading;

namespace Registry.Store.Tests.Reading;

/// <summary>A store whose enterprises are made up: few names and values, so that many tie, and many of them missing.</summary>
sealed class EnterpriseTable : IDisposable
{
    static readonly string[] pieces = ["重庆", "綦江", "齿", "a", "B", "é", "𠮷", "%", "_", "'"];
    static readonly string?[] levels = [null, "NATIONAL", "PROVINCIAL", "DISTRICT"];
    static readonly string?[] days = [null, "2019", "2019-03", "2019-03-01", "2023-11-30"];
    static readonly double?[] capitals = [null, 0, 0.5, 100, 1e9];

    readonly TemporaryStore store = new();

    public EnterpriseTable(int rows, Random random)
    {
        Rows = [.. Enumerable.Range(1, rows).Select(key => Made(key, random))];
        Insert();
    }

    public static Table Table { get; } = Registry.Store.Reading.ReadModel.Current["Enterprise"];

    /// <summary>The fields that rows have values for.</summary>
    public static IReadOnlyList<Field> Fields { get; } =
        [Table["name"], Table["level"], Table["foundedOn"], Table["registeredCapital"]];

    /// <summary>Every row as inserted.</summary>
    public IReadOnlyList<MadeRow> Rows { get; }

    /// <summary>Begins to read the store.</summary>
    public ReadSession Begin(CancellationToken cancellation) => store.Database.Read(cancellation);

    internal Sqlite.SqliteFile File => new(store.File);

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

    public void Dispose() => store.Dispose();

    static MadeRow Made(long key, Random random) => new(key, new Dictionary<Field, SqlValue>
    {
        [Table["name"]] = SqlValue.Of(RandomName(random)),
        [Table["level"]] = SqlValue.Of(levels[random.Next(levels.Length)]),
        [Table["foundedOn"]] = SqlValue.Of(days[random.Next(days.Length)]),
        [Table["registeredCapital"]] = capitals[random.Next(capitals.Length)] is { } capital ? SqlValue.Of(capital) : SqlValue.Null,
    });

    void Insert() => store.Database.Writer.Write(open =>
    {
        foreach (var row in Rows)
        {
            var name = row[Table["name"]].Text;
            open.Connection.Execute("""
                insert into enterprise (entity_id, id, name, name_key, name_sort, level, founded_on, registered_capital)
                values (@Key, @id, @name, @name, @sort, @level, @day, @capital)
                """, new
            {
                row.Key,
                id = $"ent-{row.Key}",
                name,
                sort = Encoding.UTF8.GetBytes(name),
                level = Text(row[Table["level"]]),
                day = Text(row[Table["foundedOn"]]),
                capital = row[Table["registeredCapital"]] is { IsNull: false } known ? known.Real : (double?)null,
            });
        }
    }, TestContext.Current.CancellationToken);

    /// <summary>Deletes a row, as a writer beside the readers does.</summary>
    public void Delete(long key) =>
        store.Database.Writer.Write(open => { open.Connection.Execute("delete from enterprise where entity_id = @key", new { key }); }, TestContext.Current.CancellationToken);

    static string? Text(SqlValue value) => value.IsNull ? null : value.Text;
}

/// <summary>A row with its values by field.</summary>
sealed record MadeRow(long Key, IReadOnlyDictionary<Field, SqlValue> Values)
{
    public SqlValue this[Field field] => field == field.Table.Key ? SqlValue.Of(Key) : Values[field];
}
