using System.Text;
using Microsoft.Data.SqlClient;

namespace Registry.Store.SqlServer;

/// <summary>
/// A statement of the writer on SQL Server. One that inserts a row gives it to the rows that wait; one that changes rows waits too; one that
/// reads takes all its rows at once, so that another may run while they are stepped through.
/// </summary>
sealed class SqlServerStatement : Statement
{
    // A statement that a transaction asks a few times only is not worth the preparing.
    const int PlainTimes = 3;

    readonly SqlServerWriter writer;
    readonly Translated translated;
    readonly RowShape? row;
    object?[] values = new object?[4];
    int bound;
    int asked;
    SqlCommand? prepared;
    List<object[]>? rows;
    int at;

    public SqlServerStatement(SqlServerWriter writer, string sql)
    {
        this.writer = writer;
        translated = TransactSql.Of(sql);
        row = RowShape.Of(sql);
    }

    public override Statement Bind(int parameter, long value) => Set(parameter, value);

    public override Statement Bind(int parameter, double value) => Set(parameter, value);

    public override Statement Bind(int parameter, ReadOnlySpan<char> text) => Set(parameter, text.ToString());

    public override Statement Bind(int parameter, string? text) => Set(parameter, text);

    public override Statement BindUtf8(int parameter, ReadOnlySpan<byte> text) => Set(parameter, Encoding.UTF8.GetString(text));

    public override Statement BindBlob(int parameter, ReadOnlySpan<byte> bytes) => Set(parameter, bytes.ToArray());

    public override Statement BindNull(int parameter) => Set(parameter, null);

    public override bool Step()
    {
        rows ??= Read();
        if (++at < rows.Count)
            return true;
        Reset();
        return false;
    }

    public override void Run()
    {
        var given = values.AsSpan(0, bound).ToArray();
        if (row is not null)
            writer.Pending.Add(row, given);
        else
            writer.Pending.Add(translated, given);
    }

    public override void Reset() => rows = null;

    public override bool IsNull(int column) => rows![at][column] is DBNull;

    public override long Long(int column) => rows![at][column] switch
    {
        long number => number,
        int number => number,
        DBNull => 0,
        var other => Convert.ToInt64(other, System.Globalization.CultureInfo.InvariantCulture),
    };

    public override double Double(int column) => rows![at][column] is double number ? number : Long(column);

    public override ReadOnlySpan<byte> Utf8(int column) => rows![at][column] is string text ? Encoding.UTF8.GetBytes(text) : [];

    public override string Text(int column) => rows![at][column] as string ?? "";

    public override ReadOnlySpan<byte> Blob(int column) => rows![at][column] as byte[] ?? [];

    public override void Dispose()
    {
        Reset();
        Unprepare();
    }

    /// <summary>Gives up what a connection that ends holds for the statement.</summary>
    public void Unprepare()
    {
        prepared?.Dispose();
        prepared = null;
    }

    SqlServerStatement Set(int parameter, object? value)
    {
        if (parameter > values.Length)
            Array.Resize(ref values, Math.Max(parameter, values.Length * 2));
        bound = Math.Max(bound, parameter);
        values[parameter - 1] = value;
        return this;
    }

    List<object[]> Read()
    {
        at = -1;
        writer.Pending.Settle(translated);
        if (++asked > PlainTimes && prepared is null)
        {
            prepared = Command();
            prepared.Prepare();
        }
        if (prepared is not null && Fits(prepared))
            return writer.Connection.Run(prepared, ReadAll);
        using var command = Command();
        return writer.Connection.Run(command, ReadAll);
    }

    SqlCommand Command()
    {
        var command = writer.Connection.Command(translated.Text);
        for (var i = 0; i < bound; i++)
            Parameters.Add(command, translated, Parameters.Name(i + 1), values[i]);
        return command;
    }

    // The types stand with what was prepared: a null that is followed by a number is asked for anew.
    bool Fits(SqlCommand command)
    {
        using var asked = Command();
        for (var i = 0; i < bound; i++)
        {
            var (known, given) = (command.Parameters[i], asked.Parameters[i]);
            if (known.SqlDbType != given.SqlDbType || known.Size != given.Size)
                return false;
            known.Value = given.Value;
        }
        command.Transaction = asked.Transaction;
        return true;
    }

    static List<object[]> ReadAll(SqlCommand command)
    {
        using var reader = command.ExecuteReader();
        List<object[]> rows = [];
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }
}
