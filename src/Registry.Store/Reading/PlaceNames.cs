using System.Globalization;
using System.Text;

namespace Registry.Store.Reading;

/// <summary>
/// A question for the bodies of one type and level in a place whose names hold a text. Where the store keeps these names in one block, they are
/// looked through there, at some nanoseconds a name, and both the first of them by name and their count are known.
/// </summary>
/// <param name="Place">The body in which they lie.</param>
/// <param name="Type">The number of their type.</param>
/// <param name="Level">Their level.</param>
/// <param name="Text">The text.</param>
public sealed record PlaceNames(long Place, long Type, string Level, string Text)
{
    private const byte EndOfName = (byte)'\n';
    private const byte EndOfNumber = (byte)',';

    /// <summary>Reads the block of a place, a type and a level: its names and the keys of the bodies.</summary>
    public static SqlTemplate Block { get; } = SqlTemplate.Of(new SqlText()
        .Add("select b.names, b.bodies\nfrom name_block b\nwhere b.ancestor_id = ").Add(SqlValue.Blank(0))
        .Add(" and b.type = ").Add(SqlValue.Blank(1)).Add(" and b.level = ").Add(SqlValue.Blank(2)));

    /// <summary>The values for the blanks of <see cref="Block"/>.</summary>
    public SqlValue[] Blanks => [SqlValue.Of(Place), SqlValue.Of(Type), SqlValue.Of(Level)];

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

    /// <summary>Looks through a block.</summary>
    /// <param name="names">Its names.</param>
    /// <param name="bodies">The keys of its bodies.</param>
    /// <param name="most">How many keys are given at most.</param>
    /// <returns>How many names hold the text, and the keys of the first of them in the order of the names.</returns>
    public (long Count, IReadOnlyList<SqlValue> First) Find(ReadOnlySpan<byte> names, ReadOnlySpan<byte> bodies, int most)
    {
        var text = Encoding.UTF8.GetBytes(Text);
        List<SqlValue> first = new(most);
        var count = 0;
        while (names.IndexOf(text) is var at and >= 0)
        {
            if (count++ < most)
            {
                bodies = Behind(bodies, names[..at].Count(EndOfName));
                first.Add(Number(bodies));
            }

            var end = names[at..].IndexOf(EndOfName);
            if (end < 0)
            {
                break;
            }

            names = names[(at + end + 1)..];
            bodies = count < most ? Behind(bodies, 1) : bodies;
        }

        return (count, first);
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
