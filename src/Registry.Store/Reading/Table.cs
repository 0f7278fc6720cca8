namespace Registry.Store.Reading;

/// <summary>A table that is read, with the fields of its rows. Every table has an integer key, by which ties in an order are settled.</summary>
public sealed class Table
{
    private readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<FacetKind, Field> _facets = [];

    /// <summary>A table without fields but its key.</summary>
    /// <param name="name">Its name in the database.</param>
    /// <param name="key">The column of its integer key.</param>
    public Table(string name, string key = "id")
    {
        Name = name;
        Key = new Field(this, "key", "$." + key, FieldKind.Integer, Nullable: false);
    }

    /// <summary>Its name in the database.</summary>
    public string Name { get; }

    /// <summary>Its integer key.</summary>
    public Field Key { get; }

    /// <summary>Its fields by name.</summary>
    public IReadOnlyDictionary<string, Field> Fields => _fields;

    /// <summary>The fields by whose values its rows are counted.</summary>
    public IReadOnlyDictionary<FacetKind, Field> Facets => _facets;

    /// <summary>The field of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Field this[string name] =>
        _fields.TryGetValue(name, out var field) ? field : throw new KeyNotFoundException($"The table {Name} has no field {name}.");

    /// <summary>Adds a field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">How its values lie in the database.</param>
    /// <param name="nullable">Whether it may be null.</param>
    /// <param name="sql">Its expression with <c>$</c> for the alias; the column of that name where absent.</param>
    /// <param name="words">Of a word: which number means which.</param>
    public Table With(string name, FieldKind kind, bool nullable = false, string? sql = null, IReadOnlyDictionary<long, string>? words = null)
    {
        _fields.Add(name, new Field(this, name, sql ?? "$." + SnakeCase.Of(name), kind, nullable, words));
        return this;
    }

    /// <summary>Lets rows be counted by a field: of this table, or of one that shares its key.</summary>
    internal Table CountedBy(FacetKind kind, Field field)
    {
        _facets.Add(kind, field);
        return this;
    }
}
