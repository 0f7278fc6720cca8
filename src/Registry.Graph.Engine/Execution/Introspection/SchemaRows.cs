using Registry.Graph.Engine.Types;

namespace Registry.Graph.Engine.Execution.Introspection;

/// <summary>Parts of the schema side by side.</summary>
/// <typeparam name="T">What they are.</typeparam>
internal sealed class SchemaRows<T>(IReadOnlyList<T> items) : Rows(items.Count)
{
    public T this[int row] => items[row];
}

/// <summary>Makes columns of the parts of a schema. Introspection is answered once and kept, so clarity goes before speed here.</summary>
internal static class SchemaColumns
{
    /// <summary>A leaf of each parent.</summary>
    public static Resolver Leaf<T>(Func<T, object?> value) => Resolver.Of(context =>
        new AnyColumn([.. Parents<T>(context).Select(value)]));

    /// <summary>An object of each parent, or null.</summary>
    public static Resolver Object<T, TChild>(Func<T, TChild?> child) where TChild : class => Resolver.Of(context =>
    {
        var children = Parents<T>(context).Select(child).ToArray();
        var indexes = children.Select((given, i) => given is null ? -1 : i).ToArray();
        return new ObjectColumn(new SchemaRows<TChild?>(children), indexes, children.Length);
    });

    /// <summary>A list of objects of each parent, or null.</summary>
    public static Resolver List<T, TChild>(Func<T, Arguments, IEnumerable<TChild>?> children) where TChild : class => Resolver.Of(context =>
    {
        var all = new List<TChild?>();
        var ends = new int[context.Count];
        var nulls = new NullMask();
        for (var parent = 0; parent < context.Count; parent++)
        {
            var own = children(context.Parents<SchemaRows<T>>()[context.Row(parent)], context.Arguments);
            all.AddRange(own ?? []);
            ends[parent] = all.Count;
            if (own is null)
            {
                nulls.Set(parent, context.Count, context.Memory);
            }
        }

        return new ListColumn(ObjectColumn.Each(new SchemaRows<TChild?>(all)), ends, context.Count, nulls);
    });

    private static IEnumerable<T> Parents<T>(FieldContext context)
    {
        var rows = context.Parents<SchemaRows<T>>();
        return Enumerable.Range(0, context.Count).Select(parent => rows[context.Row(parent)]);
    }
}
