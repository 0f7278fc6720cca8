using Registry.Graph.Engine.Execution;

namespace Registry.Graph.Fields;

/// <summary>Objects that are made in C# instead of being read from a table.</summary>
/// <typeparam name="T">What one of them is.</typeparam>
internal class ItemRows<T>(IReadOnlyList<T> items) : Rows(items.Count)
{
    public IReadOnlyList<T> Items => items;
}

/// <summary>Fields of objects that are made in C#.</summary>
internal static class ItemFields
{
    /// <summary>A field that is a text of each item.</summary>
    public static Resolver Texts<TRows, T>(Func<T, string?> text) where TRows : ItemRows<T> => Resolver.Of(context =>
        Utf8Column.Of(context.Memory, [.. Of<TRows, T>(context).Select(text)]));

    /// <summary>A field that is a number of each item.</summary>
    public static Resolver Numbers<TRows, T>(Func<T, double> number) where TRows : ItemRows<T> => Resolver.Of(context =>
        new DoubleColumn([.. Of<TRows, T>(context).Select(number)], context.Count));

    /// <summary>A field that is a whole number of each item.</summary>
    public static Resolver Integers<TRows, T>(Func<T, long> number) where TRows : ItemRows<T> => Resolver.Of(context =>
        new LongColumn([.. Of<TRows, T>(context).Select(number)], context.Count));

    /// <summary>A field that is a list of each item: the lists of all parents, one after the other.</summary>
    public static Resolver Each<TRows, T, TItem>(Func<T, IReadOnlyList<TItem>> list, Func<IReadOnlyList<TItem>, Rows> rows) where TRows : ItemRows<T> => Resolver.Of(context =>
    {
        List<TItem> all = [];
        var ends = new int[context.Count];
        foreach (var (at, item) in Of<TRows, T>(context).Index())
        {
            all.AddRange(list(item));
            ends[at] = all.Count;
        }

        return new ListColumn(ObjectColumn.Each(rows(all)), ends, context.Count);
    });

    /// <summary>The items that are the parents.</summary>
    public static IEnumerable<T> Of<TRows, T>(FieldContext context) where TRows : ItemRows<T>
    {
        var items = context.Parents<TRows>().Items;
        return Enumerable.Range(0, context.Count).Select(parent => items[context.Row(parent)]);
    }
}
