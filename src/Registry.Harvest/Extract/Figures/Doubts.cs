using System.Globalization;

namespace Registry.Harvest.Extract.Figures;

/// <summary>
/// Judges figures by what they can be: scores by their scale, shares by the whole, parts by their sum, amounts by the other amounts of the text. A figure
/// that only looks large is doubted where the text has lost a decimal point elsewhere; one ground alone is not enough.
/// </summary>
internal static class Doubts
{
    private const decimal FullScore = 100, LargeZone = 100, LargeProject = 50;

    public static void Judge(List<Figure> figures)
    {
        foreach (Figure figure in figures)
        {
            figure.Doubt = Impossible(figure);
        }

        bool losesPoints = figures.Exists(static f => f.Doubt?.Proposal is not null);
        foreach (Figure figure in figures)
        {
            figure.Doubt ??= Area(figure, losesPoints) ?? Amount(figure, figures, losesPoints);
        }

        Sums(figures);
    }

    private static Doubt? Impossible(Figure figure)
    {
        if (figure.Class == Words.UnitClass.Score && figure.Value > FullScore && !figure.Context.Contains("千分", StringComparison.Ordinal) && !figure.Context.Contains("满分", StringComparison.Ordinal))
        {
            decimal proposal = figure.Value;
            while (proposal > FullScore)
            {
                proposal /= 10;
            }

            return new(proposal, $"A score of {Text(figure.Value)} lies above the full score of 100; with its decimal point it would be {Text(proposal)}.");
        }

        bool isShare = figure.Class == Words.UnitClass.Share && figure.Value > 100 && figure.Context.Contains('占', StringComparison.Ordinal) && !figure.Context.Contains('增', StringComparison.Ordinal);
        return isShare ? new(figure.Value / 10, $"A share of {Text(figure.Value)}% is more than the whole.") : null;
    }

    // Zones of one district span some tens of square kilometres; the largest have more, so that size alone proves nothing.
    private static Doubt? Area(Figure figure, bool losesPoints) =>
        losesPoints && figure.Subject.Type == "Zone" && figure.Unit is "平方公里" or "平方千米" && figure.Value >= LargeZone && IsWhole(figure.Value)
            ? new(figure.Value / 10, $"{Text(figure.Value)} {figure.Unit} is large for a zone, and this text loses decimal points elsewhere; with one it would be {Text(figure.Value / 10)}.")
            : null;

    /// <summary>Contracts worth more than the subject's whole output, at a size that few single projects have.</summary>
    private static Doubt? Amount(Figure figure, List<Figure> figures, bool losesPoints)
    {
        if (figure.Indicator?.Code != "contracted_investment" || figure.Unit != "亿元" || !IsWhole(figure.Value) || figure.Value < FullScore)
        {
            return null;
        }

        Figure? output = figures.Find(f => f.Subject == figure.Subject && f.Indicator?.Code is "gross_industrial_output" or "above_scale_industrial_output" && f.Unit == "亿元");
        Figure? projects = figures.Find(f => f.Subject == figure.Subject && f.Indicator?.Code == "projects_signed" && Math.Abs(f.Number.Start - figure.Number.Start) < 60);
        bool exceeds = output is not null && figure.Value > 2 * output.Value, isLarge = projects is not null && figure.Value / projects.Value > LargeProject;
        if ((exceeds ? 1 : 0) + (isLarge ? 1 : 0) + (losesPoints ? 1 : 0) < 2 || !(exceeds || isLarge))
        {
            return null;
        }

        string output1 = exceeds ? $" is more than twice the output of {Text(output!.Value)}亿元" : "", projects1 = isLarge ? $" comes to {Text(Math.Round(figure.Value / projects!.Value, 1))}亿元 for each of {Text(projects.Value)} projects" : "";
        return new(figure.Value / 10, $"{Text(figure.Value)}亿元{output1}{(exceeds && isLarge ? " and" : "")}{projects1}; with its decimal point it would be {Text(figure.Value / 10)}.");
    }

    /// <summary>Parts that are said to make up a whole (其中 … 和 …) and do not.</summary>
    private static void Sums(List<Figure> figures)
    {
        foreach (IGrouping<Figure, Figure> parts in figures.Where(static f => f.Whole is not null && !f.IsTarget).GroupBy(static f => f.Whole!))
        {
            decimal sum = parts.Sum(static p => p.Value);
            if (parts.All(p => p.Unit == parts.Key.Unit && p.Qualifier == "exact") && parts.Key.Qualifier == "exact" && sum > parts.Key.Value && parts.Key.Doubt is null && parts.Count() > 1)
            {
                parts.Key.Doubt = new(sum, $"Its parts {string.Join(" + ", parts.Select(static p => Text(p.Value)))} make {Text(sum)}, more than the whole of {Text(parts.Key.Value)}.");
            }
        }
    }

    private static bool IsWhole(decimal value) => value == Math.Truncate(value);

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
