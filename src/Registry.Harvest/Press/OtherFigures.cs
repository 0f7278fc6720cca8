using System.Globalization;
using Registry.Store;

namespace Registry.Harvest.Press;

/// <summary>
/// Holds the figures of a document against what the registry holds of the same thing: what another document states for the same time, and the years before and after.
/// A figure that differs by a lost decimal point is doubted, with the other value as proposal; both stay as they are written.
/// </summary>
internal sealed class OtherFigures(KnownFigures known)
{
    // Fewer points are no history; a figure that is merely large is news.
    private const int LeastHistory = 3;

    // As far as figures of one thing move within a few years, and farther than they do.
    private const double Steady = 2, Leap = 5;

    // Where the proposal must lie to go with them.
    private const double Below = 0.8, Above = 1.5;

    /// <summary>The statements with their doubts, and the doubts that they cast on others.</summary>
    public IEnumerable<Statement> Compare(IReadOnlyList<Statement> statements, string document, CancellationToken cancellationToken)
    {
        foreach (Statement statement in statements)
        {
            if (statement.Figure is not { IsSuspect: false } figure)
            {
                yield return statement;
                continue;
            }

            List<KnownFigure> others = [.. Held(figure, cancellationToken).Where(figure.IsLike)];
            if ((Other(figure, others) ?? History(figure, others)) is { } doubt)
            {
                yield return Doubted(statement, doubt);
            }
            else
            {
                yield return statement;
            }

            foreach (KnownFigure wrong in others.Where(other => !other.IsSuspect && figure.IsOfSameTime(other) && HasLostPoint(other.Value, other.Written, (double)figure.Measured.Value, figure.Measured.Written)))
            {
                yield return OfAnother(statement, figure, wrong, document);
            }
        }
    }

    private IReadOnlyList<KnownFigure> Held(StatedFigure figure, CancellationToken cancellationToken) => figure.Subject switch
    {
        { Identifiers: [{ Scheme: "GB2260" } code, ..] } => known.OfDivision(code.Value, figure.Indicator, cancellationToken),
        { Place: { } place, Type: { } type } => known.OfBody(Vocabulary.Current.Type(type)!, figure.Subject.Folded, place, figure.Indicator, cancellationToken),
        _ => [],
    };

    private static (decimal Proposal, string Reason)? Other(StatedFigure figure, List<KnownFigure> others)
    {
        foreach (KnownFigure other in others)
        {
            if (!other.IsSuspect && figure.IsOfSameTime(other) && HasLostPoint((double)figure.Measured.Value, figure.Measured.Written, other.Value, other.Written))
            {
                return ((decimal)other.Value, $"{other.Source} states {other.Written}{Time(other.Period)}; {figure.Measured.Written} has the same digits without the decimal point.");
            }
        }

        return null;
    }

    private static (decimal Proposal, string Reason)? History(StatedFigure figure, List<KnownFigure> others)
    {
        double[] values = [.. others.Where(static other => !other.IsSuspect && other is { Value: > 0, Period: not null }).GroupBy(static other => other.Period).Select(static period => period.First().Value)];
        if (values.Length < LeastHistory || values.Max() > Steady * values.Min())
        {
            return null;
        }

        double value = (double)figure.Measured.Value;
        if (value <= Leap * values.Max())
        {
            return null;
        }

        foreach (int lost in (int[])[10, 100, 1000])
        {
            if (value / lost >= Below * values.Min() && value / lost <= Above * values.Max())
            {
                return (figure.Measured.Value / lost, string.Create(CultureInfo.InvariantCulture, $"{figure.Measured.Written} is more than {Leap} times what is known of {values.Length} other times ({values.Min():0.####} to {values.Max():0.####}); {value / lost:0.####} would go with them."));
            }
        }

        return null;
    }

    // 288 beside 28.8: the point was lost, not added; 20 beside 200 may both be right.
    private static bool HasLostPoint(double whole, string? wholeWritten, double exact, string? exactWritten) =>
        wholeWritten?.Contains('.', StringComparison.Ordinal) == false && exactWritten?.Contains('.', StringComparison.Ordinal) == true
        && ((int[])[10, 100, 1000]).Any(lost => Math.Abs((exact * lost) - whole) <= 1e-9 * whole);

    private static string Time(string? period) => period is null ? "" : $" ({period})";

    private static Statement Doubted(Statement statement, (decimal Proposal, string Reason) doubt) => statement with
    {
        Claims =
        [
            .. statement.Claims.Select(claim => claim.Predicate == ClaimPredicate.Property("value") ? claim with { Flags = claim.Flags | ClaimFlags.Suspect, Note = doubt.Reason } : claim),
            .. Claims(doubt.Proposal, doubt.Reason),
        ],
    };

    // The other statement stands in another document, maybe of another source: by its identifier the doubt finds it, and this document's words are the evidence.
    private static Statement OfAnother(Statement statement, StatedFigure figure, KnownFigure wrong, string document)
    {
        string reason = $"{document} states {figure.Measured.Written}{Time(figure.Period)}; {wrong.Written} has the same digits without the decimal point.";
        StagedMention other = new("Observation", $"doubt|{wrong.Statement}|{figure.Statement}", statement.Mentions[0].Name, statement.Mentions[0].Folded)
        {
            LinkOnly = true,
            Identifiers = [new("STATEMENT", wrong.Statement)],
        };
        return new("doubt", $"{wrong.Written} of {wrong.Source}: {reason}", statement.Score, statement.Passage, [other], [.. Claims(figure.Measured.Value, reason)]);
    }

    private static IEnumerable<StagedClaim> Claims(decimal proposal, string reason) =>
    [
        new(0, ClaimPredicate.Property("suspect")) { Value = "true", Flags = ClaimFlags.Suspect, Note = reason },
        new(0, ClaimPredicate.Property("doubt")) { Value = "SUSPECT_NUMBER" },
        new(0, ClaimPredicate.Property("suspectReason")) { Value = reason },
        new(0, ClaimPredicate.Property("proposal")) { Value = Statement.Number(proposal) },
    ];
}
