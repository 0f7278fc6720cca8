namespace Registry.Graph.Engine.Language;

/// <summary>
/// Names repeat, within a document and from one to the next: the pool gives the string that was made for a name before. It holds
/// a fixed number of short names, and a newer name takes the place of an older one; a lost race only costs a second string.
/// </summary>
internal static class NamePool
{
    private const int Size = 2_048;
    private const int LongestName = 40;

    private static readonly string?[] Names = new string?[Size];

    /// <summary>The string of a name.</summary>
    public static string Get(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestName)
        {
            return name.ToString();
        }

        ref var slot = ref Names[Hash(name) & (Size - 1)];
        var known = slot;
        if (known is not null && name.SequenceEqual(known))
        {
            return known;
        }

        return slot = name.ToString();
    }

    private static uint Hash(ReadOnlySpan<char> name)
    {
        var hash = (uint)name.Length;
        foreach (var c in name)
        {
            hash = (hash * 31) + c;
        }

        return hash ^ (hash >> 15);
    }
}
