using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace Registry.Store.SqlServer;

/// <summary>
/// A connection to SQL Server that takes our statements as they stand: each is put into T-SQL, runs in the transaction under way, and can be
/// interrupted from another thread.
/// </summary>
sealed class TransactConnection(SqlConnection inner) : DbConnection
{
    SqlCommand? running;

    public SqlConnection Inner => inner;

    /// <summary>The transaction under way.</summary>
    public SqlTransaction? Transaction { get; set; }

    /// <summary>Told of each statement before it runs.</summary>
    public Action<Translated>? Running { get; init; }

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    /// <summary>Begins a transaction in which the statements that follow run.</summary>
    public SqlTransaction Begin(IsolationLevel isolation) => Transaction = inner.BeginTransaction(isolation);

    /// <summary>Ends the transaction; false where the connection is lost, and with it the transaction.</summary>
    public bool Rollback()
    {
        var transaction = Transaction;
        Transaction = null;
        try
        {
            transaction?.Rollback();
            return inner.State == ConnectionState.Open;
        }
        catch (Exception fault) when (fault is SqlException or InvalidOperationException)
        {
            // The server has taken it back with the connection, or by itself after the fault that is on its way up.
            return false;
        }
        finally
        {
            transaction?.Dispose();
        }
    }

    /// <summary>A command for the transaction under way, its text already in T-SQL.</summary>
    public SqlCommand Command(string text) => new(text, inner, Transaction) { CommandTimeout = 0 };

    /// <summary>Runs a command so that <see cref="Interrupt"/> reaches it.</summary>
    public T Run<T>(SqlCommand command, Func<SqlCommand, T> run)
    {
        Volatile.Write(ref running, command);
        try
        {
            return run(command);
        }
        finally
        {
            Volatile.Write(ref running, null);
        }
    }

    /// <summary>Interrupts the statement that runs.</summary>
    public void Interrupt() => Volatile.Read(ref running)?.Cancel();

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Open() => inner.Open();

    public override void Close() => inner.Close();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => Begin(isolationLevel);

    protected override DbCommand CreateDbCommand() => new TransactCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A command whose text is put into T-SQL.</summary>
sealed class TransactCommand(TransactConnection connection) : DbCommand
{
    readonly SqlCommand inner = connection.Command("");
    string text = "";

    [AllowNull]
    public override string CommandText
    {
        get => text;
        set => text = value ?? "";
    }

    public override int CommandTimeout
    {
        get => inner.CommandTimeout;
        set => inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => inner.CommandType;
        set => inner.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel() => inner.Cancel();

    public override int ExecuteNonQuery() => Run(command => command.ExecuteNonQuery());

    public override object? ExecuteScalar() => Run(command => command.ExecuteScalar()) is var value && value is DBNull ? null : value;

    public override void Prepare()
    {
    }

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run(command => command.ExecuteReader(behavior));

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    T Run<T>(Func<SqlCommand, T> run)
    {
        var translated = TransactSql.Of(text);
        connection.Running?.Invoke(translated);
        inner.CommandText = translated.Text;
        inner.Transaction = connection.Transaction;
        WriteLists(translated);
        return connection.Run(inner, run);
    }

    void WriteLists(Translated translated)
    {
        foreach (SqlParameter parameter in inner.Parameters)
        {
            if (parameter.Value is string json && translated.Lists.Contains("@" + parameter.ParameterName.TrimStart('@')))
                parameter.Value = ListTexts.List(json);
        }
    }
}
