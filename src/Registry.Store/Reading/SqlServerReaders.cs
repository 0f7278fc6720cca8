using System.Collections.Concurrent;
using System.Data;
using System.Text;
using Microsoft.Data.SqlClient;
using Registry.Store.SqlServer;

namespace Registry.Store.Reading;

/// <summary>The readers of the graph of a store on SQL Server.</summary>
/// <param name="place">Where it lies.</param>
internal sealed class SqlServerReaders(SqlServerPlace place) : GraphReaders
{
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override ReadSession Begin(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new SqlServerReadSession(this, place, cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        // Connections that nobody uses are the driver's.
    }

    internal void Ended(int statements) => Count(statements);

    internal void Tell(string text)
    {
        if (Prepared is { } told && _known.TryAdd(text, true))
        {
            told(text);
        }
    }
}

/// <summary>A read transaction under snapshot isolation, begun by its first statement.</summary>
internal sealed class SqlServerReadSession(SqlServerReaders readers, SqlServerPlace place, CancellationToken cancellationToken) : ReadSession
{
    private TransactConnection? _connection;
    private CancellationTokenRegistration _interruption;
    private bool _disposed;

    public override void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _interruption.Dispose();
        if (_connection is not null)
        {
            _connection.Rollback();
            _connection.Dispose();
        }

        readers.Ended(Statements);
    }

    private protected override RowCursor Open(SqlText sql) => Open(sql.Text, sql.Parameters, []);

    private protected override RowCursor Open(SqlTemplate template, ReadOnlySpan<SqlValue> blanks) => Open(template.Text, template.Parameters, blanks);

    private SqlServerRowCursor Open(string text, IReadOnlyList<SqlValue> parameters, ReadOnlySpan<SqlValue> blanks)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        readers.Tell(text);
        var values = Filled(parameters, blanks);
        try
        {
            // The first statement has shown nothing yet, so it may be asked again of another connection.
            return _connection is null ? Transient.Repeat(() => First(text, values), SqlServerFaults.IsTransient, cancellationToken) : Run(text, values);
        }
        catch (SqlException fault)
        {
            throw SqlServerFaults.Of(fault, place.Name, cancellationToken);
        }
    }

    private SqlServerRowCursor First(string text, object?[] values)
    {
        _connection = new TransactConnection(place.Open());
        try
        {
            _connection.Begin(IsolationLevel.Snapshot);
            var rows = Run(text, values);
            _interruption = cancellationToken.Register(_connection.Interrupt);
            return rows;
        }
        catch
        {
            _connection.Dispose();
            _connection = null;
            throw;
        }
    }

    private SqlServerRowCursor Run(string text, object?[] values)
    {
        var statement = TransactSql.Of(text);
        var command = _connection!.Command(statement.Text);
        for (var i = 0; i < values.Length; i++)
        {
            Parameters.Add(command, statement, Parameters.Name(i), values[i]);
        }

        return new SqlServerRowCursor(command, _connection.Run(command, ours => ours.ExecuteReader()), place.Name, cancellationToken);
    }

    private static object?[] Filled(IReadOnlyList<SqlValue> parameters, ReadOnlySpan<SqlValue> blanks)
    {
        var values = new object?[parameters.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = parameters[i];
            values[i] = Plain(value.Kind == SqlValueKind.Blank ? blanks[(int)value.Integer] : value);
        }

        return values;
    }

    private static object? Plain(in SqlValue value) => value.Kind switch
    {
        SqlValueKind.Null => null,
        SqlValueKind.Integer => value.Integer,
        SqlValueKind.Real => value.Real,
        SqlValueKind.Text => value.Text,
        SqlValueKind.Bytes => value.Bytes.ToArray(),
        SqlValueKind.Items => ItemList.Json(value.Bytes),
        _ => throw new InvalidOperationException("A blank of a statement was not filled."),
    };
}

/// <summary>The rows of a statement on SQL Server, their texts turned into UTF-8 as they are read.</summary>
internal sealed class SqlServerRowCursor(SqlCommand command, SqlDataReader reader, string store, CancellationToken cancellationToken) : RowCursor
{
    private byte[] _texts = new byte[256];
    private int _used;

    public override bool Step()
    {
        _used = 0;
        try
        {
            return reader.Read();
        }
        catch (SqlException fault)
        {
            throw SqlServerFaults.Of(fault, store, cancellationToken);
        }
    }

    public override bool IsNull(int column) => reader.IsDBNull(column);

    public override long Integer(int column)
    {
        if (reader.IsDBNull(column))
        {
            return 0;
        }

        var type = reader.GetFieldType(column);
        return type == typeof(long) ? reader.GetInt64(column) : Convert.ToInt64(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);
    }

    public override double Real(int column)
    {
        if (reader.IsDBNull(column))
        {
            return 0;
        }

        return reader.GetFieldType(column) == typeof(double) ? reader.GetDouble(column) : Convert.ToDouble(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);
    }

    public override ReadOnlySpan<byte> Bytes(int column)
    {
        if (reader.IsDBNull(column))
        {
            return [];
        }

        return reader.GetFieldType(column) == typeof(string) ? Utf8(reader.GetString(column)) : reader.GetFieldValue<byte[]>(column);
    }

    public override SqlValueKind KindOf(int column)
    {
        if (reader.IsDBNull(column))
        {
            return SqlValueKind.Null;
        }

        var type = reader.GetFieldType(column);
        return type == typeof(string) ? SqlValueKind.Text
            : type == typeof(byte[]) ? SqlValueKind.Bytes
            : type == typeof(double) ? SqlValueKind.Real
            : SqlValueKind.Integer;
    }

    public override void Dispose()
    {
        reader.Dispose();
        command.Dispose();
    }

    // What was given before stays where it is, as its row does.
    private ReadOnlySpan<byte> Utf8(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_texts.Length - _used < most)
        {
            _texts = new byte[Math.Max(most, _texts.Length * 2)];
            _used = 0;
        }

        var length = Encoding.UTF8.GetBytes(text, _texts.AsSpan(_used));
        var span = _texts.AsSpan(_used, length);
        _used += length;
        return span;
    }
}
