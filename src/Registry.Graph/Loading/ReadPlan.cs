using Registry.Graph.Engine.Execution;
using Registry.Store.Reading;

namespace Registry.Graph.Loading;

/// <summary>Which fields of a table are read for a selection: those that the selected fields need, and no others.</summary>
internal sealed class ReadPlan
{
    private readonly Field[] _fields;

    /// <summary>A plan to read these fields.</summary>
    /// <param name="table">The table.</param>
    /// <param name="typeName">The name of the objects' type; null where the table holds several.</param>
    /// <param name="fields">Fields of the table, of one that shares its key, or of a body's own table where the common one is read.</param>
    public ReadPlan(Table table, string? typeName, IEnumerable<Field> fields)
    {
        (Table, TypeName) = (table, typeName);
        TypeNames = typeName is null ? table["type"].Words : null;
        _fields = [.. fields.Select(Local).Distinct()];
        Columns = typeName is null ? [table.Key, table["type"], .. _fields] : [table.Key, .. _fields];
    }

    public Table Table { get; }

    public string? TypeName { get; }

    /// <summary>The names of the types by their numbers, where the table holds several.</summary>
    public IReadOnlyDictionary<long, string>? TypeNames { get; }

    /// <summary>What a statement reads: the key, the number of the type where there are several, the fields.</summary>
    public IReadOnlyList<Field> Columns { get; }

    public IReadOnlyList<Field> Fields => _fields;

    public int IndexOf(Field field)
    {
        var index = Array.IndexOf(_fields, Local(field));
        return index >= 0 ? index : throw new InvalidOperationException($"{field} was not read for the rows of {Table.Name}.");
    }

    public ModelRowsBuilder Start(RequestMemory memory) => new(this, memory);

    // What all bodies have stands in the table that is read, whichever table the binding names.
    private Field Local(Field field) =>
        field.Table != Table && Table.Fields.TryGetValue(field.Name, out var local) ? local : field;
}
