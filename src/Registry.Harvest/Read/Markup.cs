namespace Registry.Harvest.Read;

/// <summary>
/// What a parser forgives and we must not: a page cut in the middle of a table parses without complaint. The tags are walked once, comments
/// and scripts passed over, to see which tables are closed and how deep elements nest.
/// </summary>
internal sealed class Markup
{
    private readonly List<bool> closed = [];

    /// <summary>How many tables open.</summary>
    public int Tables => closed.Count;

    /// <summary>Whether every table that opens is closed.</summary>
    public bool AllClosed => closed.TrueForAll(static c => c);

    /// <summary>How deep elements nest at most, void elements not counted.</summary>
    public int Depth { get; private set; }

    /// <summary>Whether the table at this index of the document (from 0) is closed; where the parser found another number of tables, whether all are.</summary>
    public bool IsClosed(int table, int parsed) => parsed == Tables ? closed[table] : AllClosed;

    public static Markup Scan(ReadOnlySpan<char> text)
    {
        Markup markup = new();
        Stack<(int Table, int Depth)> open = [];
        int depth = 0;
        for (int at = Next(text, 0); at >= 0; at = Next(text, at))
        {
            ReadOnlySpan<char> rest = text[at..];
            if (rest.StartsWith("<!--", StringComparison.Ordinal))
            {
                at = After(text, at + 4, "-->");
                continue;
            }

            bool end = rest.Length > 1 && rest[1] == '/';
            ReadOnlySpan<char> name = Name(rest[(end ? 2 : 1)..]);
            if (name.IsEmpty)
            {
                at++;
                continue;
            }

            depth = markup.Meet(name, end, open, depth);
            markup.Depth = Math.Max(markup.Depth, depth);
            at = !end && IsRaw(name) ? After(text, at, $"</{name}") : at + 1 + name.Length;
        }

        return markup;
    }

    /// <summary>Takes note of a tag and gives the depth behind it.</summary>
    private int Meet(ReadOnlySpan<char> name, bool end, Stack<(int Table, int Depth)> open, int depth)
    {
        if (!name.Equals("table", StringComparison.OrdinalIgnoreCase))
        {
            // A new cell ends whatever was left open in the one before it.
            return open.Count > 0 && IsCell(name) ? open.Peek().Depth + 1 : Math.Max(0, depth + (!IsNesting(name) ? 0 : end ? -1 : 1));
        }

        if (!end)
        {
            open.Push((closed.Count, depth));
            closed.Add(false);
            return depth + 1;
        }

        if (!open.TryPop(out (int Table, int Depth) opened))
        {
            return depth;
        }

        closed[opened.Table] = true;
        return opened.Depth;
    }

    private static bool IsCell(ReadOnlySpan<char> name) =>
        name.Equals("td", StringComparison.OrdinalIgnoreCase) || name.Equals("th", StringComparison.OrdinalIgnoreCase) || name.Equals("tr", StringComparison.OrdinalIgnoreCase);

    private static int Next(ReadOnlySpan<char> text, int from)
    {
        int found = from >= text.Length ? -1 : text[from..].IndexOf('<');
        return found < 0 ? -1 : from + found;
    }

    private static int After(ReadOnlySpan<char> text, int from, ReadOnlySpan<char> end)
    {
        int found = from >= text.Length ? -1 : text[from..].IndexOf(end, StringComparison.OrdinalIgnoreCase);
        return found < 0 ? text.Length : from + found + end.Length;
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> tag)
    {
        int length = 0;
        while (length < tag.Length && char.IsAsciiLetterOrDigit(tag[length]))
        {
            length++;
        }

        return length == 0 || char.IsAsciiDigit(tag[0]) ? [] : tag[..length];
    }

    private static bool IsRaw(ReadOnlySpan<char> name) =>
        name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase);

    // Those whose end tag may be left out, or that have none, would add up over a flat page.
    private static bool IsNesting(ReadOnlySpan<char> name)
    {
        foreach (string flat in Flat)
        {
            if (name.Equals(flat, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static readonly string[] Flat =
    [
        "br", "img", "meta", "link", "input", "hr", "col", "base", "area", "embed", "source", "track", "wbr",
        "p", "li", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "dt", "dd", "colgroup", "html", "head", "body",
        "script", "style",
    ];
}
