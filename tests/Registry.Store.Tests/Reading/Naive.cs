using System.Text;
using Registry.Store.Reading;

namespace Registry.Store.Tests.Reading;

/// <summary>What conditions and orders mean, said over rows in memory.</summary>
static class Naive
{
    public static bool Holds(Condition condition, MadeRow row) => condition switch
    {
        AllOf all => all.Parts.All(part => Holds(part, row)),
        AnyOf any => any.Parts.Any(part => Holds(part, row)),
        Not not => !Holds(not.Part, row),
        Absent absent => row[absent.Field].IsNull,
        OneOf one => !row[one.Field].IsNull && one.Values.Contains(row[one.Field]),
        Holds text => !row[text.Field].IsNull && Stands(row[text.Field].Text, text),
        Compared compared => !row[compared.Field].IsNull && Compare(row[compared.Field], compared),
        _ => throw new ArgumentException($"No meaning is given for {condition}.", nameof(condition)),
    };

    public static List<long> Ordered(IEnumerable<MadeRow> rows, IReadOnlyList<SortKey> keys) =>
        [.. rows.Order(Comparer<MadeRow>.Create((one, other) => Compare(one, other, keys))).Select(row => row.Key)];

    static int Compare(MadeRow one, MadeRow other, IReadOnlyList<SortKey> keys)
    {
        foreach (var key in keys)
        {
            var order = Compare(one[key.Field], other[key.Field]);
            if (order != 0)
                return key.Descending ? -order : order;
        }
        return one.Key.CompareTo(other.Key);
    }

    static bool Compare(SqlValue value, Compared compared)
    {
        var order = Compare(value, compared.Value);
        return compared.Comparator switch
        {
            Comparator.Equal => order == 0,
            Comparator.Greater => order > 0,
            Comparator.GreaterOrEqual => order >= 0,
            Comparator.Less => order < 0,
            _ => order <= 0,
        };
    }

    // Null first; text by code point, which is the order of its UTF-8 bytes.
    static int Compare(SqlValue one, SqlValue other)
    {
        if (one.IsNull || other.IsNull)
            return other.IsNull.CompareTo(one.IsNull);
        return one.Kind switch
        {
            SqlValueKind.Text => Encoding.UTF8.GetBytes(one.Text).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other.Text)),
            SqlValueKind.Integer => one.Integer.CompareTo(other.Integer),
            _ => one.Real.CompareTo(other.Real),
        };
    }

    static bool Stands(string value, Holds text) => text.Position switch
    {
        TextPosition.Anywhere => value.Contains(text.Text, StringComparison.Ordinal),
        TextPosition.Start => value.StartsWith(text.Text, StringComparison.Ordinal),
        _ => value.EndsWith(text.Text, StringComparison.Ordinal),
    };
}
