using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Sections;
using Registry.Harvest.Extract.Words;

namespace Registry.Harvest.Extract.Mentions;

/// <summary>Finds every place where a name of a body stands, the longest name first.</summary>
internal static class Occurrences
{
    public static void Find(string text, Bodies bodies, List<Span> titles)
    {
        Trie<Body> names = new();
        foreach (Body body in bodies.All)
        {
            body.Mentions.Clear();
            foreach (string name in body.Names)
            {
                names.Add(name, body);
            }
        }

        List<Mention> mentions = [];
        int title = 0;
        for (int i = 0; i < text.Length; i++)
        {
            while (title < titles.Count && titles[title].End <= i)
            {
                title++;
            }

            (int length, Body? body) = names.Longest(text, i);
            if (length == 0 || (title < titles.Count && titles[title].Holds(i)))
            {
                continue;
            }

            Span span = new(i, i + length);
            body!.Mentions.Add(span);
            mentions.Add(new(span, body));
            i += length - 1;
        }

        bodies.Mentions = mentions;
        foreach (IGrouping<Body, Mention> named in mentions.GroupBy(static m => m.Body).Where(static g => g.Key.Type != "AdministrativeDivision"))
        {
            CallAsPrinted(named.Key, [.. named.Select(m => text[m.Span.Start..m.Span.End])]);
        }
    }

    // A body is called by the fullest of the names that stand alone, not by one that stands only inside another's.
    private static void CallAsPrinted(Body body, HashSet<string> printed)
    {
        if (body.Basis is not null || printed.Contains(body.Name))
        {
            return;
        }

        string name = printed.MaxBy(static p => p.Length)!;
        body.Aliases.Remove(name);
        body.Aliases.Add(body.Name);
        body.Name = name;
    }
}

/// <summary>Chooses what a text is about: the zone or the division of which it speaks most.</summary>
internal static class Subjects
{
    public static void Choose(Document document, Bodies bodies)
    {
        Body? zone = bodies.All.Where(static b => b.Type == "Zone" && b.Subtype is not "ZONE_CLUSTER").MaxBy(static b => b.Mentions.Count);
        int place = bodies.Place is { } division ? division.Mentions.Count + Whole(document.Text) : 0;
        bodies.Turns.Clear();
        bodies.Subject = zone is not null && zone.Mentions.Count > place ? zone : bodies.Place ?? zone;
    }

    /// <summary>Where a section speaks of another zone or division and never of the text's, it is about that; what follows goes on about it.</summary>
    public static void Turn(Document document, Bodies bodies)
    {
        if (bodies.Subject is not { } main)
        {
            return;
        }

        Body current = main;
        foreach (Section section in document.Sections.Where(static s => s.Number == 0))
        {
            List<Body> named = [.. bodies.In(new(section.Heading.Start, section.End)).Select(static m => m.Body).Where(static b => b.Type is "Zone" or "AdministrativeDivision")];
            Body? own = named.Any(b => b == main || b == bodies.Place || IsOfPlace(b, bodies)) ? main
                : named.GroupBy(static b => b).Where(static g => g.Count() > 1).MaxBy(static g => g.Count() + (g.Key.Type == "Zone" ? 0.5 : 0))?.Key;
            if (own is not null && own != current)
            {
                bodies.Turns.Add((section.Heading.Start, own));
                current = own;
            }
        }
    }

    // A zone of the text's own division is no other subject.
    private static bool IsOfPlace(Body body, Bodies bodies) =>
        bodies.Place?.Code is { } place && (body.Code ?? bodies.CodeOfName(body.Name)) is { } code && Identity.Places.DivisionCode.Agree(code, place);

    // 全区, 该区: a division speaks of itself so.
    private static int Whole(string text)
    {
        int count = 0;
        foreach (string word in (ReadOnlySpan<string>)["全区", "该区", "全县", "该县", "我区", "我县", "全市", "我市"])
        {
            for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 2, StringComparison.Ordinal))
            {
                count++;
            }
        }

        return count;
    }
}
