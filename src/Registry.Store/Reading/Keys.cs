namespace Registry.Store.Reading;

/// <summary>
/// Many keys as one parameter, so that the text of a statement does not depend on how many there are: <c>items_of</c> gives them with their
/// positions, as <c>value</c> and <c>key</c>.
/// </summary>
public static class Keys
{
    /// <summary>The list of these numbers.</summary>
    public static SqlValue Of(ReadOnlySpan<long> keys) => ItemList.Of(keys);

    /// <summary>The list of these values; bytes cannot be among them.</summary>
    public static SqlValue Of(IReadOnlyList<SqlValue> keys) => ItemList.Of(keys);

    /// <summary>As <see cref="Of(IReadOnlyList{SqlValue})"/>.</summary>
    public static SqlValue Of(IEnumerable<SqlValue> keys) => Of(keys as IReadOnlyList<SqlValue> ?? [.. keys]);

    /// <summary>Public ids, each under the key of the body that most likely bears it, 0 where it does not tell, in the order of these keys.</summary>
    public static SqlValue OfIds(IReadOnlyList<SqlValue> ids)
    {
        var items = new (long Key, SqlValue Value)[ids.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = (PublicId.NumberOf(ids[i].Text), ids[i]);
        }

        return ItemList.OfTexts(items);
    }
}
