using System.Globalization;
using System.Text;

namespace Registry.Store.Reading;

/// <summary>
/// A question for the bodies of one type and level in a place whose names hold a text. Where the store keeps these names together, they are looked
/// through there, at some nanoseconds a name: for the first of them by name no further than these stand, for their count to the end.
/// </summary>
/// <param name="Place">The body in which they lie.</param>
/// <param name="Type">The number of their type.</param>
/// <param name="Level">Their level.</param>
/// <param name="Text">The text.</param>
public sealed record PlaceNames(long Place, long Type, string Level, string Text)
{
    private const byte EndOfName = (byte)'\n';
    private const byte EndOfNumber = (byte)',';

    /// <summary>Reads the names of a place, a type and a level and the keys of the bodies, piece after piece.</summary>
    public static SqlTemplate Block { get; } = SqlTemplate.Of(new SqlText()
        .Add("select b.names, b.bodies\nfrom name_block b\nwhere b.ancestor_id = ").Add(SqlValue.Blank(0))
        .Add(" and b.type = ").Add(SqlValue.Blank(1)).Add(" and b.level = ").Add(SqlValue.Blank(2))
        .Add("\norder by b.piece"));

    /// <summary>What a question asks of a block; null where it asks for anything else.</summary>
    /// <param name="query">The question.</param>
    /// <param name="forRows">Whether its first rows are asked for, and not only how many there are.</param>
    public static PlaceNames? Of(RowQuery query, bool forRows)
    {
        if (query is not { Place: { Place: { IsDivision: false } place, Types: [var type] }, Where: { } where } || (forRows && !IsFirstByName(query)))
        {
            return null;
        }

        List<Condition> parts = [.. NameTerms.Conjuncts(where)];
        var level = parts.OfType<Compared>().FirstOrDefault(part => part.Comparator == Comparator.Equal && part.Field == query.Table["level"]);
        var text = parts.OfType<Holds>().FirstOrDefault(part => part.Position == TextPosition.Anywhere && part.Field == query.Table["name"]);
        return parts.Count == 2 && level is not null && text is { Text.Length: > 0 } && !text.Text.Contains('\n', StringComparison.Ordinal)
            ? new PlaceNames(place.Number, type, level.Value.Text, text.Text)
            : null;
    }

    /// <summary>Looks through the names.</summary>
    /// <param name="session">The store.</param>
    /// <param name="most">How many keys are given at most.</param>
    /// <param name="counts">Whether it is asked as well how many names hold the text.</param>
    /// <returns>
    /// How many names hold the text (0 where that is not asked), and the keys of the first of them in the order of the names; null where the names do
    /// not stand together.
    /// </returns>
    public (long Count, IReadOnlyList<SqlValue> First)? Find(ReadSession session, int most, bool counts)
    {
        using var block = session.Run(Block, [SqlValue.Of(Place), SqlValue.Of(Type), SqlValue.Of(Level)]);
        if (!block.Step())
        {
            return null;
        }

        var text = Encoding.UTF8.GetBytes(Text);
        List<SqlValue> first = new(most);
        var count = 0L;
        for (var isLeft = true; isLeft && (counts || first.Count < most); isLeft = block.Step())
        {
            count += Look(text, block.Bytes(0), block.Bytes(1), first, most, counts);
        }

        return (counts ? count : 0, first);
    }

    /// <summary>Looks through a piece of the names.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <param name="names">The names.</param>
    /// <param name="bodies">The keys of their bodies.</param>
    /// <param name="first">Receives the keys of those that hold the text.</param>
    /// <param name="most">How many keys there may be.</param>
    /// <param name="counts">Whether to go on when there are so many.</param>
    /// <returns>How many names hold the text, as far as they were looked through.</returns>
    public static long Look(ReadOnlySpan<byte> text, ReadOnlySpan<byte> names, ReadOnlySpan<byte> bodies, List<SqlValue> first, int most, bool counts)
    {
        var count = 0L;
        while ((counts || first.Count < most) && names.IndexOf(text) is var at and >= 0)
        {
            count++;
            if (first.Count < most)
            {
                bodies = Behind(bodies, names[..at].Count(EndOfName));
                first.Add(Number(bodies));
                bodies = Behind(bodies, 1);
            }

            var end = names[at..].IndexOf(EndOfName);
            if (end < 0)
            {
                break;
            }

            names = names[(at + end + 1)..];
        }

        return count;
    }

    private static bool IsFirstByName(RowQuery query) =>
        query.Cut is { Backward: false, After: null, Before: null }
        && query.FullOrder is [{ Descending: false } name, { Descending: false } key]
        && name.Field == query.Table["name"] && key.Field == query.Table.Key;

    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> bodies, int numbers)
    {
        for (; numbers > 0; numbers--)
        {
            bodies = bodies[(bodies.IndexOf(EndOfNumber) + 1)..];
        }

        return bodies;
    }

    private static SqlValue Number(ReadOnlySpan<byte> bodies)
    {
        var end = bodies.IndexOf(EndOfNumber);
        return SqlValue.Of(long.Parse(end < 0 ? bodies : bodies[..end], NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
