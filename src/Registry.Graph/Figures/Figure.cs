namespace Registry.Graph.Figures;

/// <summary>What is stated of one body, indicator, period and definition: the observation that is chosen, why, and the others.</summary>
/// <param name="Chosen">The one chosen; null where none can be relied on.</param>
/// <param name="Reason">Why: a value of <c>FigureReason</c>.</param>
/// <param name="Others">The others, the next best first.</param>
internal sealed record Figure(Stated? Chosen, string Reason, IReadOnlyList<Stated> Others)
{
    /// <summary>Any of them, for what they share.</summary>
    public Stated Any => Chosen ?? Others[0];

    /// <summary>Whether one of the others that is to be relied on says another value.</summary>
    public bool IsContested => Others.Any(other => other.IsSure && other.Value != Chosen?.Value);

    /// <summary>Parts observations by what they measure and when: the earliest period first.</summary>
    public static IReadOnlyList<Figure> Each(IEnumerable<Stated> stated) =>
        [.. stated.GroupBy(one => one.Question).Select(group => Of([.. group])).OrderBy(figure => figure.Any, Comparer<Stated>.Create(InTime))];

    /// <summary>
    /// Chooses among observations of one thing. What is doubted, foretold or planned is never chosen. Then what is stated exactly goes before a
    /// bound and a bound before what is stated about; the more authoritative source before another; the later document before an earlier one; and
    /// what entered the registry first.
    /// </summary>
    public static Figure Of(IReadOnlyList<Stated> stated)
    {
        List<Stated> ranked = [.. stated.OrderBy(one => one, Comparer<Stated>.Create(Compare))];
        if (!ranked[0].IsSure)
        {
            return new Figure(null, "NONE_SURE", ranked);
        }

        var others = ranked[1..];
        return new Figure(ranked[0], ReasonOf(ranked[0], others), others);
    }

    private static string ReasonOf(Stated chosen, List<Stated> others)
    {
        if (others.Count == 0)
        {
            return "ONLY";
        }

        if (others.TrueForAll(other => other.Value == chosen.Value))
        {
            return "AGREED";
        }

        if (others.Find(other => other.IsSure && other.Value != chosen.Value) is not { } rival)
        {
            return "OTHERS_NOT_SURE";
        }

        return chosen.Exactness != rival.Exactness ? "EXACTNESS"
            : chosen.Authority != rival.Authority ? "AUTHORITY"
            : chosen.StatedOn != rival.StatedOn ? "LATER"
            : "ENTERED_FIRST";
    }

    private static int Compare(Stated? one, Stated? other) =>
        (!one!.IsSure).CompareTo(!other!.IsSure) is var sure and not 0 ? sure
        : one.Exactness.CompareTo(other.Exactness) is var exactness and not 0 ? exactness
        : one.Authority.CompareTo(other.Authority) is var authority and not 0 ? authority
        : string.CompareOrdinal(other.StatedOn, one.StatedOn) is var later and not 0 ? later
        : one.Key.CompareTo(other.Key);

    private static int InTime(Stated? one, Stated? other) =>
        PartialDay.EndOf(one!.PeriodTo).CompareTo(PartialDay.EndOf(other!.PeriodTo)) is var end and not 0 ? end
        : string.CompareOrdinal(one.PeriodFrom, other.PeriodFrom) is var begin and not 0 ? begin
        : string.CompareOrdinal(one.Definition, other.Definition) is var definition and not 0 ? definition
        : string.CompareOrdinal(one.Dimension, other.Dimension) is var dimension and not 0 ? dimension
        : one.Key.CompareTo(other.Key);
}
