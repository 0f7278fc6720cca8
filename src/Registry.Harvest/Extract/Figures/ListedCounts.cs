using System.Buffers;
using System.Globalization;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Sections;
using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Figures;

/// <summary>Holds a count against the list behind it: 2个(甲、乙) names two.</summary>
internal static class ListedCounts
{
    private const int LongestList = 400, MostCounted = 60;

    // What says that a bracket explains, or names only some.
    private static readonly SearchValues<char> Incomplete = SearchValues.Create("等其如含:;");

    public static void Judge(Document document, Bodies bodies, List<Figure> figures)
    {
        foreach (Figure figure in figures)
        {
            if (figure is { IsTarget: false, Doubt: null, Class: UnitClass.Count, Qualifier: "exact", Value: > 0 and <= MostCounted } && Behind(document.Text, figure.Number.End) is { } list)
            {
                Compare(document.Text, bodies, figure, list);
            }
        }
    }

    private static void Compare(string text, Bodies bodies, Figure figure, Span list)
    {
        Span[] items = [.. Items(text, list)];
        // 、 may stand inside what is explained and not listed; where most pieces name no body, it is no list of them.
        int naming = items.Count(item => bodies.In(item).Any());
        if (naming == 0 || naming * 2 < items.Length || items.Length == figure.Value || WithAnd(text, items) == figure.Value)
        {
            return;
        }

        figure.Doubt = new(items.Length, string.Create(CultureInfo.InvariantCulture, $"{figure.Value:0.##} are counted and {items.Length} are named: {text[list.Start..list.End]}."))
        {
            Code = Doubt.CountMismatch,
        };
    }

    /// <summary>The inside of the bracket that stands right behind a count; null where there is none, or it names only some of them (等).</summary>
    private static Span? Behind(string text, int at)
    {
        if (at >= text.Length || text[at] != '(')
        {
            return null;
        }

        int depth = 0;
        for (int i = at; i < text.Length && i - at < LongestList && text[i] is not ('。' or '\n'); i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                Span inside = new(at + 1, i);
                return text.AsSpan(inside.Start, inside.Length).IndexOfAny(Incomplete) >= 0 ? null : inside;
            }
        }

        return null;
    }

    private static IEnumerable<Span> Items(string text, Span list)
    {
        int start = list.Start, depth = 0;
        for (int i = list.Start; i < list.End; i++)
        {
            depth += text[i] is '(' or '“' ? 1 : text[i] is ')' or '”' ? -1 : 0;
            if (depth == 0 && text[i] is '、' or ',')
            {
                yield return new(start, i);
                start = i + 1;
            }
        }

        yield return new(start, list.End);
    }

    // 甲、乙和丙: whether 和 joins two names or stands inside one is not known, so that both readings are right.
    private static int WithAnd(string text, Span[] items) => items.Length + (text.AsSpan(items[^1].Start, items[^1].Length).IndexOfAny("和及与") > 0 ? 1 : 0);
}
