using Registry.Store;

namespace Registry.Identity.Compare;

/// <summary>What one comparison found.</summary>
/// <param name="Comparison">The comparison: place, core, form and so on.</param>
/// <param name="Score">From 0 (speaks against) to 1 (agrees).</param>
/// <param name="Weight">How much it counts beside the others; 0 where it decides alone.</param>
/// <param name="Reason">What was found, in words.</param>
public sealed record Finding(string Comparison, double Score, double Weight, string Reason);

/// <summary>What all comparisons together say of two names.</summary>
/// <param name="Verdict">Whether they are one body.</param>
/// <param name="Score">From 0 to 1.</param>
/// <param name="Findings">What each comparison found; the deciding one alone where one decides.</param>
/// <param name="Relation">What the first is to the second where the names imply it: branchOf, campusOf, operatedBy and so on; null where they do not.</param>
public sealed record Match(Verdict Verdict, double Score, IReadOnlyList<Finding> Findings, string? Relation = null)
{
    /// <summary>All reasons in one line.</summary>
    public string Reason => string.Join("; ", Findings.Select(finding => finding.Reason));

    internal static Match Decided(Verdict verdict, double score, string comparison, string reason, string? relation = null) =>
        new(verdict, score, [new Finding(comparison, score, 0, reason)], relation);
}
