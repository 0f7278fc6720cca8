namespace Registry.Store.Reading;

/// <summary>
/// The rows of a statement, one after the other, their cells read where the database keeps them. This is the seam between what is
/// asked and the database that answers: SQLite gives the bytes of its statement handle, another database those of its reader.
/// </summary>
public abstract class RowCursor : IDisposable
{
    /// <summary>Goes to the next row, the first at the start.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="OperationCanceledException">The request was cancelled or is past its deadline.</exception>
    public abstract bool Step();

    /// <summary>Whether a cell is null.</summary>
    /// <param name="column">From 0.</param>
    public abstract bool IsNull(int column);

    /// <summary>The whole number of a cell; 0 where it is null.</summary>
    /// <param name="column">From 0.</param>
    public abstract long Integer(int column);

    /// <summary>The number of a cell; 0 where it is null.</summary>
    /// <param name="column">From 0.</param>
    public abstract double Real(int column);

    /// <summary>The text of a cell as UTF-8, or its bytes; valid until the next step. Empty where it is null.</summary>
    /// <param name="column">From 0.</param>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    /// <summary>The text of a cell as UTF-8, or its bytes; valid until the next step.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="bytes">The bytes; empty where it is null.</param>
    /// <returns>Whether it is not null.</returns>
    public virtual bool TryBytes(int column, out ReadOnlySpan<byte> bytes)
    {
        bytes = Bytes(column);
        return !bytes.IsEmpty || !IsNull(column);
    }

    /// <summary>What kind of value a cell holds.</summary>
    /// <param name="column">From 0.</param>
    public abstract SqlValueKind KindOf(int column);

    /// <summary>Ends the statement.</summary>
    public abstract void Dispose();

    /// <summary>A copy of the value of a cell.</summary>
    /// <param name="column">From 0.</param>
    public SqlValue Value(int column) => KindOf(column) switch
    {
        SqlValueKind.Null => SqlValue.Null,
        SqlValueKind.Integer => SqlValue.Of(Integer(column)),
        SqlValueKind.Real => SqlValue.Of(Real(column)),
        SqlValueKind.Text => SqlValue.Of(System.Text.Encoding.UTF8.GetString(Bytes(column))),
        _ => SqlValue.Of(Bytes(column).ToArray()),
    };
}
