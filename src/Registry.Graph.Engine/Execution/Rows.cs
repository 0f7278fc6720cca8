namespace Registry.Graph.Engine.Execution;

/// <summary>
/// Objects side by side: what a resolver made for a whole level and the resolvers of the fields below get back. Whoever binds a
/// schema derives its own kinds, most often with a column for each selected field.
/// </summary>
/// <param name="count">The number of objects, from 0.</param>
public abstract class Rows(int count)
{
    /// <summary>The number of objects.</summary>
    public int Count { get; } = count;

    /// <summary>
    /// The name of the object type that all rows have, or null where they differ and <see cref="TypeOf"/> has to be asked for each.
    /// Only asked where a field returns an interface or a union.
    /// </summary>
    public virtual string? TypeName => null;

    /// <summary>The name of the object type of one row. <see href="https://spec.graphql.org/September2025/#ResolveAbstractType()"/></summary>
    /// <param name="row">From 0, below <see cref="Count"/>.</param>
    /// <returns>The name, or null where it is not known, which becomes a field error.</returns>
    public virtual string? TypeOf(int row) => TypeName;
}

/// <summary>The one object from which an operation starts.</summary>
public sealed class RootRows() : Rows(1)
{
    /// <summary>The only instance; it has no state.</summary>
    public static RootRows Instance { get; } = new();
}
