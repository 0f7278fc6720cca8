namespace Registry.Store.Reading;

/// <summary>How the values of a field lie in the database.</summary>
public enum FieldKind
{
    /// <summary>Text: names, codes, dates and times in their ISO form, words of an enumeration.</summary>
    Text,

    /// <summary>A word of the vocabulary, such as <c>locatedIn</c> or <c>MakerSpace</c>, kept as its number.</summary>
    Word,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction.</summary>
    Real,

    /// <summary>0 or 1.</summary>
    Boolean,

    /// <summary>Bytes that are only compared: sort keys.</summary>
    Bytes,
}

/// <summary>A value that the rows of a table have, to be read, compared or ordered by.</summary>
/// <param name="Table">The table whose rows have it.</param>
/// <param name="Name">Its name among the fields of the table.</param>
/// <param name="Sql">Its expression, in which <c>$</c> stands for the alias of the table.</param>
/// <param name="Kind">How its values lie in the database.</param>
/// <param name="Nullable">Whether it may be null.</param>
/// <param name="Words">Of a word: which number means which.</param>
public sealed record Field(
    Table Table, string Name, string Sql, FieldKind Kind, bool Nullable, IReadOnlyDictionary<long, string>? Words = null)
{
    /// <summary>The expression for one alias of the table.</summary>
    public string Of(string alias) => Sql.Replace("$", alias, StringComparison.Ordinal);

    /// <inheritdoc/>
    public bool Equals(Field? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Table.Name}.{Name}";
}
