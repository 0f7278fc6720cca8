using Registry.Identity.Names;

namespace Registry.Identity.Compare;

/// <summary>
/// The blocks in which a name stands: only names that share one are compared, so that the work grows as the names do and not as
/// their pairs. Names that say the same share their key; near ones the place and brand, brand and trade without a place, or
/// what is left of the brand when one character is taken out, as either of two names that differ by one has it.
/// </summary>
public static class Blocks
{
    /// <summary>The blocks of a name, as hashes; some may be equal.</summary>
    public static void Of(NameReading name, List<ulong> blocks)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(blocks);
        blocks.Add(Hash('f', name.Folded));
        if (name.Key.Length > 0)
            blocks.Add(Hash('k', name.Key));
        if (name.Core.Length < 2)
            return;
        var place = name.Place?.Short ?? "";
        var part = name.Part?.Key ?? "";
        blocks.Add(Hash('b', place, name.Brand, part));
        blocks.Add(Hash('c', name.Core, part));
        if (name.Place is { } said && part.Length == 0)
            blocks.Add(Hash('c', said.Short + name.Core));
        for (var left = 0; left < name.Brand.Length && name.Brand.Length is > 1 and < 8; left++)
            blocks.Add(Hash('d', place, name.Brand.Remove(left, 1), name.Trade, part));
    }

    // FNV-1a, 64 bits: two of a million blocks meet by chance once in ten million runs, and then are compared for nothing.
    static ulong Hash(char kind, params ReadOnlySpan<string> texts)
    {
        var hash = (14695981039346656037UL ^ kind) * 1099511628211UL;
        foreach (var text in texts)
        {
            foreach (var character in text)
                hash = (hash ^ character) * 1099511628211UL;
            hash = (hash ^ '|') * 1099511628211UL;
        }
        return hash;
    }
}
