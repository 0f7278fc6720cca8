namespace Registry.Store.Reading;

/// <summary>
/// A statement that was written once to be run many times: the same text, with other values in its blanks. It is prepared once for each
/// connection and found there by itself, without looking at its text again.
/// </summary>
public sealed class SqlTemplate
{
    private SqlTemplate(string text, SqlValue[] parameters) => (Text, Parameters) = (text, parameters);

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The values of <c>@p0</c>, <c>@p1</c>, …, blanks among them.</summary>
    internal SqlValue[] Parameters { get; }

    /// <summary>The statement as written, in which values made by <see cref="SqlValue.Blank"/> are left to be filled.</summary>
    public static SqlTemplate Of(SqlText sql) => new(sql.Text, [.. sql.Parameters]);
}
