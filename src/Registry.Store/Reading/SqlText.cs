using System.Globalization;
using System.Text;

namespace Registry.Store.Reading;

/// <summary>
/// A statement being written, with its parameters. Values only ever become parameters, so the text depends on the shape of a question
/// alone and a prepared statement serves every question of that shape.
/// </summary>
public sealed class SqlText
{
    private readonly StringBuilder _text = new();
    private readonly List<SqlValue> _parameters = [];
    private readonly List<(Field Field, string Alias, string Expression)> _elsewhere = [];
    private int _aliases;

    /// <summary>The text so far.</summary>
    public string Text => _text.ToString();

    /// <summary>The values of <c>@p0</c>, <c>@p1</c>, …</summary>
    public IReadOnlyList<SqlValue> Parameters => _parameters;

    /// <summary>Adds text.</summary>
    public SqlText Add(string sql)
    {
        _text.Append(sql);
        return this;
    }

    /// <summary>Adds a parameter with this value.</summary>
    public SqlText Add(SqlValue value)
    {
        _text.Append("@p").Append(CultureInfo.InvariantCulture, $"{_parameters.Count}");
        _parameters.Add(value);
        return this;
    }

    /// <summary>A parameter with this value, to be added as text wherever it is meant.</summary>
    public string Parameter(SqlValue value)
    {
        _parameters.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"@p{_parameters.Count - 1}");
    }

    /// <summary>Adds a field of the table with this alias.</summary>
    public SqlText Add(Field field, string alias) => Add(Of(field, alias));

    /// <summary>Adds a condition on the rows of the table with this alias.</summary>
    public SqlText Add(Condition condition, string alias)
    {
        condition.Write(this, alias);
        return this;
    }

    /// <summary>The expression for a field of the table with this alias: another table's, where it was said to stand there too.</summary>
    public string Of(Field field, string alias)
    {
        foreach (var known in _elsewhere)
        {
            if (known.Field == field && known.Alias == alias)
            {
                return known.Expression;
            }
        }

        return field.Of(alias);
    }

    /// <summary>Says that a field of the table with this alias also stands elsewhere, where it is to be read.</summary>
    /// <param name="field">The field.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="expression">The expression that has its value.</param>
    internal void ReadElsewhere(Field field, string alias, string expression) => _elsewhere.Add((field, alias, expression));

    /// <summary>How long the text is so far.</summary>
    internal int Length => _text.Length;

    /// <summary>Whether the table with this alias is named from a place of the text on.</summary>
    internal bool Names(string alias, int from) => _text.ToString(from, _text.Length - from).Contains(alias + ".", StringComparison.Ordinal);

    /// <summary>Puts text in between.</summary>
    internal void Insert(int at, string sql) => _text.Insert(at, sql);

    /// <summary>An alias that the statement does not use yet.</summary>
    public string Alias() => string.Create(CultureInfo.InvariantCulture, $"t{_aliases++}");

    /// <inheritdoc/>
    public override string ToString() => Text;
}
