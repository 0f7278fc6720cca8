namespace Registry.Identity.Places;

/// <summary>One way to read the beginning of a text as divisions, each inside the one before it.</summary>
/// <param name="Code">The innermost division.</param>
/// <param name="End">Where the text behind it begins.</param>
/// <param name="IsFull">Whether the innermost is written with its full name.</param>
sealed record PlacePath(string Code, int End, bool IsFull)
{
    const string Separators = "-/·,、>";

    /// <summary>Every way to read the text, also those that stop early.</summary>
    public static IReadOnlyList<PlacePath> Read(Gazetteer gazetteer, string text)
    {
        var paths = new List<PlacePath>();
        Extend(gazetteer, text, 0, null, paths);
        return paths;
    }

    /// <summary>Whether nothing stands behind the division, or it is written out, so that what stands behind is a street or a park in it.</summary>
    public bool IsWholeOrAddress(string text) => End == text.Length || IsFull;

    /// <summary>
    /// Of readings that leave the same rest: a full name before a short form; of short forms the province, else the only
    /// prefecture.
    /// </summary>
    public static List<PlacePath> Preferred(List<PlacePath> paths)
    {
        var full = paths.Where(path => path.IsFull).ToList();
        var among = (full.Count > 0 ? full : paths).DistinctBy(path => path.Code).ToList();
        if (full.Count > 0 || among.Count == 1)
            return among;
        var rank = among.Min(path => DivisionCode.Rank(path.Code));
        var highest = among.Where(path => DivisionCode.Rank(path.Code) == rank).ToList();
        return rank != DivisionRank.County && highest.Count == 1 ? highest : among;
    }

    static void Extend(Gazetteer gazetteer, string text, int start, string? above, List<PlacePath> paths)
    {
        for (var length = Math.Min(gazetteer.LongestForm, text.Length - start); length >= 2; length--)
            foreach (var form in gazetteer.At(text, start, length))
                if (above is null || (form.Code != above && DivisionCode.Contains(above, form.Code)))
                    Take(gazetteer, text, start + length, form, paths);
    }

    static void Take(Gazetteer gazetteer, string text, int end, NamedDivision form, List<PlacePath> paths)
    {
        paths.Add(new PlacePath(form.Code, end, form.IsFull));
        var next = end;
        while (next < text.Length && Separators.Contains(text[next], StringComparison.Ordinal))
            next++;
        Extend(gazetteer, text, next, form.Code, paths);
    }
}
