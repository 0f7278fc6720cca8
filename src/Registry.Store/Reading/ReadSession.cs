namespace Registry.Store.Reading;

/// <summary>
/// One request's view of the store: a read transaction, so that every statement sees the same release. Not safe for concurrent use.
/// </summary>
public abstract class ReadSession : IDisposable
{
    /// <summary>How many statements were run.</summary>
    public int Statements { get; private set; }

    /// <summary>Runs a statement.</summary>
    /// <returns>Its rows, to be disposed of before the next statement.</returns>
    /// <exception cref="OperationCanceledException">The request was cancelled or is past its deadline.</exception>
    public RowCursor Run(SqlText sql)
    {
        Statements++;
        return Open(sql);
    }

    /// <summary>Runs a statement that was written before.</summary>
    /// <param name="template">The statement.</param>
    /// <param name="blanks">What its blanks stand for now.</param>
    /// <returns>Its rows, to be disposed of before the next statement.</returns>
    /// <exception cref="OperationCanceledException">The request was cancelled or is past its deadline.</exception>
    public RowCursor Run(SqlTemplate template, params ReadOnlySpan<SqlValue> blanks)
    {
        Statements++;
        return Open(template, blanks);
    }

    /// <summary>Ends the transaction.</summary>
    public abstract void Dispose();

    private protected abstract RowCursor Open(SqlText sql);

    private protected abstract RowCursor Open(SqlTemplate template, ReadOnlySpan<SqlValue> blanks);
}
