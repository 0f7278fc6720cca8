using System.Globalization;
using Registry.Store;

namespace Registry.Harvest.Press;

/// <summary>What an observation states, for holding it against others.</summary>
/// <param name="Statement">What names it.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Indicator">The code of its indicator.</param>
/// <param name="Definition">CUMULATIVE, NEW ….</param>
/// <param name="Measured">How much.</param>
/// <param name="Period">For when; null where that is not known.</param>
/// <param name="IsSuspect">Whether its own document gives reason to doubt it.</param>
internal sealed record StatedFigure(string Statement, StagedMention Subject, string Indicator, string Definition, Measured Measured, string? Period, bool IsSuspect)
{
    /// <summary>Whether a figure that the registry holds measures the same, in the same unit and of the same kind, in another statement.</summary>
    public bool IsLike(KnownFigure known) => known.Statement != Statement && known.Unit == Measured.Unit && known.Definition == Definition;

    /// <summary>Whether both are for the same time, or are stocks of years that lie side by side.</summary>
    public bool IsOfSameTime(KnownFigure known) =>
        known.Period == Period || (Period is not null && known.Period is not null && Definition is "CUMULATIVE" or "IN_FORCE" && Math.Abs(Year(Period) - Year(known.Period)) <= 1);

    /// <summary>The year in which a period ends.</summary>
    public static int Year(string period) => int.Parse(PeriodSpan.Of(period).To[..4], NumberStyles.None, CultureInfo.InvariantCulture);
}
