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
    public SqlText Add(Field field, string alias) => Add(field.Of(alias));

    /// <summary>An alias that the statement does not use yet.</summary>
    public string Alias() => string.Create(CultureInfo.InvariantCulture, $"t{_aliases++}");

    /// <inheritdoc/>
    public override string ToString() => Text;
}
