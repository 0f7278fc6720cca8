using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using SQLitePCL;

namespace Registry.Store.Sqlite;

/// <summary>
/// A statement that inserts one row of given values, or gives one row, by its number, one value. Such rows are gathered and written
/// behind; those that are inserted many at a time, by one statement that takes as many: what a statement costs to begin and to end is
/// as much as what a row costs.
/// </summary>
sealed partial class GatheredStatement : Statement
{
    /// <summary>How many rows one statement writes.</summary>
    const int AtOnce = 32;

    readonly SqliteWriter writer;
    readonly sqlite3 database;
    readonly string text;
    readonly int columns;
    // Written out and free for other rows.
    readonly ConcurrentStack<RowBlock> spare = [];
    nint one;
    nint many;
    RowBlock? gathered;

    GatheredStatement(SqliteWriter writer, sqlite3 database, string text, int columns) =>
        (this.writer, this.database, this.text, this.columns) = (writer, database, text, columns);

    /// <summary>The statement of a text, where it is of these kinds; else null.</summary>
    public static GatheredStatement? Of(SqliteWriter writer, sqlite3 database, string sql)
    {
        if (OneRow().Match(sql) is { Success: true } insert)
            return new GatheredStatement(writer, database, sql, insert.Groups["more"].Captures.Count + 1);
        return OneValue().IsMatch(sql) ? new GatheredStatement(writer, database, sql, columns: 2) { IsUpdate = true } : null;
    }

    /// <summary>Whether it changes rows, which must be there before.</summary>
    public bool IsUpdate { get; private init; }

    /// <summary>Whether the writer knows that rows wait.</summary>
    public bool IsGathering { get; set; }

    RowBlock Rows => gathered ??= spare.TryPop(out var block) ? block : new RowBlock(columns);

    public override Statement Bind(int parameter, long value)
    {
        Rows.Set(parameter - 1, value);
        return this;
    }

    public override Statement Bind(int parameter, double value)
    {
        Rows.Set(parameter - 1, value);
        return this;
    }

    public override Statement Bind(int parameter, ReadOnlySpan<char> text)
    {
        Rows.Set(parameter - 1, text);
        return this;
    }

    public override Statement BindUtf8(int parameter, ReadOnlySpan<byte> text)
    {
        Rows.Set(parameter - 1, text, SlotKind.Text);
        return this;
    }

    public override Statement BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        Rows.Set(parameter - 1, bytes, SlotKind.Blob);
        return this;
    }

    public override Statement BindNull(int parameter)
    {
        Rows.SetNull(parameter - 1);
        return this;
    }

    /// <summary>Takes the row; it is written at the latest before the next statement of another kind.</summary>
    public override void Run()
    {
        Rows.EndRow();
        writer.Take(this, Rows.IsFull);
    }

    public override bool Step()
    {
        Run();
        return false;
    }

    /// <summary>The rows that wait, for whoever writes them; null where none do.</summary>
    public RowBlock? HandOver()
    {
        if (gathered is { Rows: > 0, IsRowOpen: true })
            throw new InvalidOperationException($"A statement was run while a row was being bound to another: {text}");
        var full = gathered is { Rows: > 0 } ? gathered : null;
        gathered = full is null ? gathered : null;
        return full;
    }

    /// <summary>Writes rows that were handed over.</summary>
    public void Write(RowBlock block)
    {
        try
        {
            var at = 0;
            for (; !IsUpdate && block.Rows - at >= AtOnce; at += AtOnce)
                Write(many != 0 ? many : many = Prepare(AtOnce), block, at, AtOnce);
            for (; at < block.Rows; at++)
                Write(one != 0 ? one : one = Prepare(1), block, at, 1);
        }
        finally
        {
            Free(block);
        }
    }

    /// <summary>Forgets the rows that wait: their transaction is taken back.</summary>
    public void Forget() => gathered?.Clear();

    /// <summary>Lets rows go that shall not be written.</summary>
    public void Free(RowBlock block)
    {
        block.Clear();
        spare.Push(block);
    }

    public override void Reset()
    {
    }

    public override bool IsNull(int column) => throw NoRows();

    public override long Long(int column) => throw NoRows();

    public override double Double(int column) => throw NoRows();

    public override ReadOnlySpan<byte> Utf8(int column) => throw NoRows();

    public override ReadOnlySpan<byte> Blob(int column) => throw NoRows();

    public override string Text(int column) => throw NoRows();

    public override void Dispose()
    {
        _ = Native.Finalize(one);
        _ = Native.Finalize(many);
        (one, many) = (0, 0);
    }

    void Write(nint statement, RowBlock block, int first, int count)
    {
        SqliteFaults.Check(block.Bind(statement, first, count), database);
        var code = Native.Step(statement);
        // sqlite3_reset only repeats the code of the step.
        _ = Native.Reset(statement);
        SqliteFaults.Check(code, database);
    }

    // What fails takes the whole transaction back: `or fail` spares the journal by which a statement alone would be taken back.
    nint Prepare(int count)
    {
        if (IsUpdate)
            return NativeStatement.Prepare(database, text);
        var match = OneRow().Match(text);
        var row = match.Groups["row"].Value;
        var sql = $"insert {(match.Groups["replace"].Success ? "or replace" : "or fail")} into {match.Groups["into"].Value} values {string.Join(", ", Enumerable.Repeat(row, count))} {match.Groups["conflict"].Value}";
        return NativeStatement.Prepare(database, sql);
    }

    static InvalidOperationException NoRows() => new("What is gathered gives no rows.");

    [GeneratedRegex("""^\s*insert\s+(?<replace>or replace\s+)?into\s+(?<into>\w+\s*\([^()]*\))\s+values\s+(?<row>\(\?(?<more>, \?)*\))\s*(?<conflict>on conflict do nothing)?\s*$""", RegexOptions.CultureInvariant)]
    private static partial Regex OneRow();

    [GeneratedRegex("""^\s*update \w+ set \w+ = \?2 where \w+_id = \?1\s*$""", RegexOptions.CultureInvariant)]
    private static partial Regex OneValue();
}
