using System.Data;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;

namespace Registry.Store.SqlServer;

/// <summary>
/// What was written and has not gone to the server yet. Rows of one table go in one bulk copy, changes many to a command. Whatever is asked
/// sees what was written before it.
/// </summary>
sealed partial class PendingWrites(SqlServerWriter writer)
{
    const int MostRows = 20_000;
    const int MostChanges = 2_000;
    const int FewRows = 4;

    // Fixed sizes, so that the texts of commands come again.
    static readonly int[] changesACommand = [64, 16, 4, 1];

    readonly Dictionary<string, PendingRows> rows = new(StringComparer.OrdinalIgnoreCase);
    readonly List<(Translated Statement, object?[] Values)> changes = [];
    readonly HashSet<string> changed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes a row.</summary>
    public void Add(RowShape shape, object?[] values)
    {
        if (changed.Contains(shape.Table))
            FlushChanges();
        if (rows.TryGetValue(shape.Table, out var waiting) && (waiting.Shape.OnConflict != shape.OnConflict || !waiting.Shape.Columns.SequenceEqual(shape.Columns)))
        {
            Flush(waiting);
            waiting = null;
        }
        if (waiting is null)
            rows[shape.Table] = waiting = new PendingRows(shape);
        if (waiting.Add(values) >= MostRows)
            Flush(waiting);
    }

    /// <summary>Changes rows.</summary>
    public void Add(Translated statement, object?[] values)
    {
        FlushRows(statement);
        changes.Add((statement, values));
        changed.UnionWith(statement.Words);
        if (changes.Count >= MostChanges)
            FlushChanges();
    }

    /// <summary>Sends what a statement may ask about, before it runs.</summary>
    public void Settle(Translated statement)
    {
        if (changed.Overlaps(statement.Words))
            FlushChanges();
        FlushRows(statement);
    }

    /// <summary>Sends everything.</summary>
    public void Flush()
    {
        FlushChanges();
        foreach (var waiting in rows.Values.ToArray())
            Flush(waiting);
    }

    /// <summary>Forgets everything: the transaction is taken back.</summary>
    public void Forget()
    {
        rows.Clear();
        changes.Clear();
        changed.Clear();
    }

    void FlushRows(Translated statement)
    {
        if (rows.Count == 0)
            return;
        foreach (var waiting in rows.Values.Where(waiting => statement.Words.Contains(waiting.Shape.Table)).ToArray())
            Flush(waiting);
    }

    void FlushChanges()
    {
        var at = 0;
        while (at < changes.Count)
        {
            var alike = Alike(at);
            var size = changesACommand.First(size => size <= alike);
            Send(changes[at].Statement, changes.GetRange(at, size).ConvertAll(change => change.Values));
            at += size;
        }
        changes.Clear();
        changed.Clear();
    }

    int Alike(int from)
    {
        var to = from + 1;
        while (to < changes.Count && changes[to].Statement == changes[from].Statement)
            to++;
        return to - from;
    }

    void Send(Translated statement, List<object?[]> all)
    {
        var text = new StringBuilder();
        using var command = writer.Connection.Command("");
        for (var i = 0; i < all.Count; i++)
        {
            var suffix = string.Create(CultureInfo.InvariantCulture, $"_{i}");
            text.Append(all.Count == 1 ? statement.Text : NumberedParameter().Replace(statement.Text, "$0" + suffix)).Append(";\n");
            for (var p = 0; p < all[i].Length; p++)
                Parameters.Add(command, statement, Parameters.Name(p + 1), all[i][p], all.Count == 1 ? "" : suffix);
        }
        command.CommandText = text.ToString();
        writer.Connection.Run(command, ours => ours.ExecuteNonQuery());
    }

    void Flush(PendingRows waiting)
    {
        rows.Remove(waiting.Shape.Table);
        TextLengths.Check(waiting.Shape, waiting.Rows);
        var keys = waiting.Shape.OnConflict == OnConflict.Fail ? [] : TableKeys.Of(waiting.Shape.Table);
        var rest = keys.Count == 0 ? waiting.Rows : ClearTheWay(waiting, keys);
        if (rest.Count == 0)
            return;
        if (rest.Count <= FewRows && !IsNumbered(waiting.Shape))
            Insert(waiting.Shape, rest);
        else
            Copy(waiting.Shape, rest);
    }

    void Copy(RowShape shape, List<object?[]> rest)
    {
        foreach (var message in BulkMessage.Of(shape, rest, writer.Connection.Inner.PacketSize))
        {
            using var bulk = new SqlBulkCopy(writer.Connection.Inner, Options(shape), writer.Connection.Transaction) { DestinationTableName = shape.Table, BulkCopyTimeout = 0 };
            foreach (var column in shape.Columns)
                bulk.ColumnMappings.Add(column, column);
            using var table = Table(shape, message);
            bulk.WriteToServer(table);
        }
    }

    // A bulk copy asks for the table's columns first, which is dear where there are few rows.
    void Insert(RowShape shape, List<object?[]> rest)
    {
        using var command = writer.Connection.Command(InsertStatement(shape, rest.Count));
        var number = 0;
        foreach (var row in rest)
        {
            for (var i = 0; i < row.Length; i++)
                Parameters.AddFor(command, TableKeys.TypeOf(shape.Table, shape.Columns[i]), Parameters.Name(++number), row[i]);
        }
        writer.Connection.Run(command, ours => ours.ExecuteNonQuery());
    }

    /// <summary>The statement that inserts some rows.</summary>
    internal static string InsertStatement(RowShape shape, int rows)
    {
        var width = shape.Columns.Count;
        var values = Enumerable.Range(0, rows).Select(row => $"({string.Join(", ", Enumerable.Range(1, width).Select(i => Parameters.Name((row * width) + i)))})");
        return $"insert into {shape.Table} ({string.Join(", ", shape.Columns.Select(column => $"[{column}]"))}) values {string.Join(", ", values)}";
    }

    // Given its number, a row keeps it.
    static SqlBulkCopyOptions Options(RowShape shape) => IsNumbered(shape) ? SqlBulkCopyOptions.KeepIdentity : SqlBulkCopyOptions.Default;

    static bool IsNumbered(RowShape shape) => shape.Columns.Contains(shape.Table + "_id");

    // Rows to be replaced are removed; rows that stay are left out of what is written.
    List<object?[]> ClearTheWay(PendingRows waiting, IReadOnlyList<(string Column, string Type)> keys)
    {
        var unique = waiting.Distinct([.. keys.Select(key => waiting.IndexOf(key.Column))]);
        using var command = writer.Connection.Command(KeyStatement(waiting.Shape, keys));
        Parameters.Add(command, "@rows", Json(unique.Select(pair => pair.Key)));
        if (waiting.Shape.OnConflict == OnConflict.Replace)
        {
            writer.Connection.Run(command, ours => ours.ExecuteNonQuery());
            return [.. unique.Values];
        }
        foreach (var number in writer.Connection.Run(command, Numbers))
            unique.Remove(unique.Order[number]);
        return [.. unique.Values];
    }

    /// <summary>The statement that removes the rows with some keys, or finds which of the keys are there.</summary>
    internal static string KeyStatement(RowShape shape, IReadOnlyList<(string Column, string Type)> keys)
    {
        // A sign that is written out takes three.
        var columns = string.Join(", ", keys.Select((key, i) => $"k{i} {(key.Type.StartsWith("nvarchar", StringComparison.Ordinal) ? "nvarchar(4000)" : key.Type)} '$.k{i}'"));
        var joined = string.Join(" and ", keys.Select((key, i) => $"t.{key.Column} = {(key.Type.StartsWith("nvarchar", StringComparison.Ordinal) ? ListTexts.Text($"r.k{i} collate Latin1_General_100_BIN2") : $"r.k{i}")}"));
        return shape.OnConflict == OnConflict.Replace
            ? $"delete t from {shape.Table} t join openjson(@rows) with ({columns}) r on {joined}"
            : $"select r.n from openjson(@rows) with (n int '$.n', {columns}) r join {shape.Table} t on {joined}";
    }

    static List<int> Numbers(SqlCommand command)
    {
        using var reader = command.ExecuteReader();
        List<int> numbers = [];
        while (reader.Read())
            numbers.Add(reader.GetInt32(0));
        return numbers;
    }

    static string Json(IEnumerable<RowKey> keys)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            var n = 0;
            foreach (var key in keys)
            {
                json.WriteStartObject();
                json.WriteNumber("n", n++);
                for (var i = 0; i < key.Parts.Length; i++)
                {
                    if (key.Parts[i] is long number)
                        json.WriteNumber($"k{i}", number);
                    else
                        json.WriteString($"k{i}", ListTexts.Item((string)key.Parts[i]!));
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static DataTable Table(RowShape shape, List<object?[]> rows)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        for (var i = 0; i < shape.Columns.Count; i++)
            table.Columns.Add(shape.Columns[i], rows.Select(row => row[i]).FirstOrDefault(value => value is not null)?.GetType() ?? typeof(string));
        table.BeginLoadData();
        foreach (var row in rows)
            table.LoadDataRow(row, LoadOption.OverwriteChanges);
        table.EndLoadData();
        return table;
    }

    [GeneratedRegex(@"@p\d+")]
    private static partial Regex NumberedParameter();
}

/// <summary>Rows of one table that wait.</summary>
sealed class PendingRows(RowShape shape)
{
    public RowShape Shape => shape;

    public List<object?[]> Rows { get; } = [];

    public int Add(object?[] values)
    {
        Rows.Add(values);
        return Rows.Count;
    }

    public int IndexOf(string column) => shape.Columns.ToList().FindIndex(known => known.Equals(column, StringComparison.OrdinalIgnoreCase));

    /// <summary>The rows by their keys: of several with one key the first where it is to be kept, else the last.</summary>
    public DistinctRows Distinct(int[] key)
    {
        var distinct = new DistinctRows();
        foreach (var row in Rows)
            distinct.Add(new RowKey([.. key.Select(i => row[i])]), row, shape.OnConflict == OnConflict.Replace);
        return distinct;
    }
}

/// <summary>Rows in their order, each key once.</summary>
sealed class DistinctRows : Dictionary<RowKey, object?[]>
{
    /// <summary>The keys as they came.</summary>
    public List<RowKey> Order { get; } = [];

    public void Add(RowKey key, object?[] row, bool replace)
    {
        if (TryAdd(key, row))
            Order.Add(key);
        else if (replace)
            this[key] = row;
    }
}

/// <summary>The values of a row's key.</summary>
readonly record struct RowKey(object?[] Parts)
{
    public bool Equals(RowKey other) => Parts.AsSpan().SequenceEqual(other.Parts);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var part in Parts)
            hash.Add(part);
        return hash.ToHashCode();
    }
}
