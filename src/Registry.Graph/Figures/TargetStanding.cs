namespace Registry.Graph.Figures;

/// <summary>How a target stands on a day: the latest figure that can be held against it, how far it is, and what speaks against the comparison.</summary>
internal sealed record TargetStanding(Aim Aim)
{
    /// <summary>Growth a year up to which a target that is not met yet is green, in per cent.</summary>
    public const double EasyGrowth = 10;

    /// <summary>Growth a year up to which it is amber, in per cent; beyond it is red.</summary>
    public const double HardGrowth = 30;

    // A figure that is older tells little about today.
    private const int OldAfterYears = 2;
    private const double DaysOfYear = 365.25;

    /// <summary>The figure; null where there is none.</summary>
    public Figure? Actual { get; private init; }

    /// <summary>What is missing, in the unit; below 0 where there is more than was wanted.</summary>
    public double? Gap { get; private init; }

    /// <summary>The growth from the figure to the target, a year, in the unit.</summary>
    public double? NeededPerYear { get; private init; }

    /// <summary>The growth from the figure to the target, a year, in per cent.</summary>
    public double? NeededGrowth { get; private init; }

    public string Light { get; private init; } = "GREY";

    public IReadOnlyList<BoardWarning> Warnings { get; private init; } = [];

    /// <summary>Holds a target against what is stated of its body and indicator.</summary>
    /// <param name="aim">The target.</param>
    /// <param name="stated">What is stated, of every period and definition.</param>
    /// <param name="today">The day; figures of periods that end later are not looked at.</param>
    public static TargetStanding Of(Aim aim, IEnumerable<Stated> stated, DateOnly today)
    {
        if (aim.Value is null)
        {
            return Grey(aim, null, BoardWarning.NoValue);
        }

        if (Latest(aim, stated, today) is not { Chosen: { } chosen } actual)
        {
            return Grey(aim, null, BoardWarning.NoFigure);
        }

        return chosen.Unit == aim.Unit ? Compared(aim, actual, chosen, today) : Grey(aim, actual, BoardWarning.Units(aim.Unit, chosen.Unit));
    }

    private static TargetStanding Grey(Aim aim, Figure? actual, BoardWarning warning) => new(aim) { Actual = actual, Warnings = [warning] };

    // Of the target's own definition rather than of another, and then the latest.
    private static Figure? Latest(Aim aim, IEnumerable<Stated> stated, DateOnly today) => Figure
        .Each(stated.Where(one => one.Dimension is null && PartialDay.EndOf(one.PeriodTo) is var end && end != DateOnly.MinValue && end <= today))
        .Where(figure => figure.Chosen is { } chosen && MayBeHeld(aim.Definition, chosen.Definition))
        .OrderBy(figure => figure.Any.Definition == aim.Definition)
        .ThenBy(figure => PartialDay.EndOf(figure.Any.PeriodTo))
        .LastOrDefault();

    // What there is in all and what of it is in force can be held against each other with a warning; what came in a year and what there is cannot.
    private static bool MayBeHeld(string? wanted, string? found) =>
        wanted == found || wanted is null || found is null || (IsStock(wanted) && IsStock(found));

    private static bool IsStock(string definition) => definition is "CUMULATIVE" or "IN_FORCE";

    private static TargetStanding Compared(Aim aim, Figure actual, Stated chosen, DateOnly today)
    {
        var (value, at) = (chosen.Value!.Value, PartialDay.EndOf(chosen.PeriodTo));
        var deadline = PartialDay.EndOf(aim.Deadline);
        var isOpen = deadline != DateOnly.MinValue && deadline > at && !aim.IsMetBy(value);
        var years = YearsBetween(at, deadline);
        double? growth = isOpen && value > 0 && aim.Value > 0 ? (Math.Pow(aim.Value.Value / value, 1 / years) - 1) * 100 : null;
        return new TargetStanding(aim)
        {
            Actual = actual,
            Gap = aim.Value - value,
            NeededPerYear = isOpen ? (aim.Value - value) / years : null,
            NeededGrowth = growth,
            Light = LightOf(aim, value, at, deadline, growth, today),
            Warnings = [.. WarningsOf(aim, actual, chosen, deadline, today)],
        };
    }

    // From the end of one year to that of the next is one year, leap or not.
    private static double YearsBetween(DateOnly from, DateOnly to)
    {
        var whole = Math.Max(to.Year - from.Year, 0);
        whole -= whole > 0 && from.AddYears(whole) > to ? 1 : 0;
        return whole + ((to.DayNumber - from.AddYears(whole).DayNumber) / DaysOfYear);
    }

    private static string LightOf(Aim aim, double value, DateOnly at, DateOnly deadline, double? growth, DateOnly today)
    {
        if (aim.IsMetBy(value))
        {
            return "GREEN";
        }

        if (deadline == DateOnly.MinValue || (deadline < today && at < deadline))
        {
            return "GREY";
        }

        if (at >= deadline)
        {
            return "RED";
        }

        return growth is not { } needed ? "GREY" : Math.Abs(needed) <= EasyGrowth ? "GREEN" : Math.Abs(needed) <= HardGrowth ? "AMBER" : "RED";
    }

    private static IEnumerable<BoardWarning> WarningsOf(Aim aim, Figure actual, Stated chosen, DateOnly deadline, DateOnly today)
    {
        var at = PartialDay.EndOf(chosen.PeriodTo);
        if (aim.Definition is null || chosen.Definition is null)
        {
            yield return BoardWarning.DefinitionUnstated(aim.Definition is null);
        }
        else if (aim.Definition != chosen.Definition)
        {
            yield return BoardWarning.Definitions(aim.Definition, chosen.Definition);
        }

        if (chosen.Definition is "FLOW" or "NEW" && chosen.PeriodKind is not "YEAR")
        {
            yield return BoardWarning.PartOfAYear(chosen.Period);
        }

        if (actual.IsContested)
        {
            yield return BoardWarning.Contested(actual.Others.Count);
        }

        if (deadline == DateOnly.MinValue)
        {
            yield return BoardWarning.NoDeadline;
        }
        else if (deadline < today && at < deadline)
        {
            yield return BoardWarning.NoneSince(aim.Deadline!, chosen.PeriodTo!);
        }

        if (at.AddYears(OldAfterYears) < today)
        {
            yield return BoardWarning.Old(chosen.PeriodTo!);
        }
    }
}
