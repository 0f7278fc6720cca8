using Registry.Harvest.Extract.Words;
using Registry.Identity.Places;

namespace Registry.Harvest.Extract.Mentions;

/// <summary>The names of divisions (GB/T 2260), found at a place of a text.</summary>
internal sealed class PlaceNames
{
    private readonly Trie<List<WrittenDivision>> forms = new();
    private readonly Gazetteer gazetteer;

    public PlaceNames(Gazetteer gazetteer)
    {
        this.gazetteer = gazetteer;
        foreach (IGrouping<string, WrittenDivision> form in gazetteer.Written.GroupBy(static w => w.Text, StringComparer.Ordinal))
        {
            if (!Vocabulary.NotPlaces.Contains(form.Key))
            {
                forms.Add(form.Key, [.. form]);
            }
        }
    }

    /// <summary>The longest name that stands at a place; length 0 when none does.</summary>
    public (int Length, IReadOnlyList<WrittenDivision> Divisions) At(string text, int at)
    {
        (int length, List<WrittenDivision>? divisions) = forms.Longest(text, at);
        return (length, divisions ?? []);
    }

    /// <summary>Every place of a text where the name of a division begins, with the longest that does.</summary>
    public List<PlacedDivisions> In(string text)
    {
        List<PlacedDivisions> placed = [];
        for (int i = 0; i < text.Length; i++)
        {
            (int length, List<WrittenDivision>? divisions) = forms.Longest(text, i);
            if (length > 0)
            {
                placed.Add(new(new(i, i + length), divisions!));
            }
        }

        return placed;
    }

    /// <summary>How many characters the names of divisions take with which a text begins at a place, one inside the other: 无锡江阴.</summary>
    public int Leading(ReadOnlySpan<char> text, int at)
    {
        int end = at;
        while (forms.Longest(text, end) is { Length: > 0 } form)
        {
            end += form.Length;
        }

        return end - at;
    }

    /// <summary>The name with the names above it: 无锡市江阴区.</summary>
    public string FullName(string code) => (DivisionCode.Parent(code) is { } parent && gazetteer.Knows(parent) ? FullName(parent) : "") + gazetteer.NameOf(code);

    public string NameOf(string code) => gazetteer.NameOf(code) ?? code;

    public bool Knows(string code) => gazetteer.Knows(code);
}

/// <summary>The name of one or more divisions where it stands in a text.</summary>
internal readonly record struct PlacedDivisions(Layout.Span Span, IReadOnlyList<WrittenDivision> Divisions);
