using System.Globalization;
using Registry.Harvest.Extract;
using Registry.Harvest.Extract.Figures;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Mentions;
using Registry.Harvest.Extract.Promises;
using Registry.Store;

namespace Registry.Harvest.Press;

/// <summary>The figures of a document as observations, its aims as targets.</summary>
internal sealed class FigureStatements(Extraction read, NamedBodies bodies)
{
    private readonly Dictionary<Figure, StagedMention> mentions = [];

    /// <summary>What is stated of how much there is.</summary>
    public IEnumerable<Statement> Observations() => read.Figures.Where(static figure => !figure.IsTarget).Select(Observation);

    /// <summary>What is to be reached: figures, and honours aimed at.</summary>
    public IEnumerable<Statement> Targets() => read.Figures.Where(static figure => figure.IsTarget).Select(Target).Concat(read.Designations.Select(Aim));

    /// <summary>The targets with the words that say what they count and where they stand.</summary>
    public IEnumerable<(StagedMention Mention, string Label, Span Span)> Aims() => read.Figures.Where(static figure => figure.IsTarget).Select(figure => (Of(figure), Said(figure), figure.Span))
        .Concat(read.Designations.Select(aim => (Of(aim), aim.Label, aim.Span)));

    private Statement Observation(Figure figure)
    {
        Measured measured = Measure(figure);
        List<StagedMention> spoken = [Of(figure), bodies.Of(figure.Subject)];
        List<StagedClaim> claims = [new(0, ClaimPredicate.Type) { Value = "Observation" }, new(0, ClaimPredicate.Relation("about")) { Object = 1 }];
        Measures(figure.Indicator, spoken, claims);
        Amount(figure, measured, claims);
        Set(claims, "qualifier", figure.Qualifier switch { "ge" => "AT_LEAST", "gt" => "MORE_THAN", "le" => "AT_MOST", "approx" => "ABOUT", "forecast" => "FORECAST", "planned" => "PLANNED", _ => "EXACT" });
        if (figure.Period is { } period)
        {
            PeriodSpan span = PeriodSpan.Of(period);
            Set(claims, "period", period);
            Set(claims, "periodKind", span.Kind);
            Set(claims, "periodFrom", span.From);
            Set(claims, "periodTo", span.To);
        }

        Set(claims, "yearOnYear", figure.YearOnYear);
        Set(claims, "growthFactor", figure.Growth?.Factor);
        Set(claims, "growthBase", figure.Growth?.Base);
        Doubt(figure, claims);
        if (figure.Whole is { } whole)
        {
            Set(claims, "dimension", figure.Label);
            claims.Add(new(0, ClaimPredicate.Relation("partOf")) { Object = spoken.Count });
            spoken.Add(Of(whole));
        }

        string text = $"{figure.Subject.Name} {figure.Label} {measured.Written}{(figure.Period is null ? "" : $" ({figure.Period})")}";
        return new("observation", text, Confidence.Of(figure), Passage.Of(read.Document.Clean, figure.Span), spoken, claims)
        {
            Figure = figure.Indicator is { } known ? new(spoken[0].Identifiers[0].Value, spoken[1], known.Code, WordOf(figure.Definition), measured, figure.Period, figure.Doubt is not null) : null,
        };
    }

    private Statement Target(Figure figure)
    {
        Measured measured = Measure(figure);
        List<StagedMention> spoken = [Of(figure), bodies.Of(figure.Subject)];
        List<StagedClaim> claims = [new(0, ClaimPredicate.Type) { Value = "Target" }, new(0, ClaimPredicate.Relation("about")) { Object = 1 }];
        Measures(figure.Indicator, spoken, claims);
        Amount(figure, measured, claims);
        Set(claims, "targetKind", "FIGURE");
        Set(claims, "operator", figure.Qualifier switch { "gt" => "MORE_THAN", "le" => "AT_MOST", "approx" => "EQUAL", _ => "AT_LEAST" });
        Deadline(figure.Deadline, claims);
        string text = $"{figure.Subject.Name} {figure.Label} {measured.Written}{(figure.Deadline is null ? "" : $" by {figure.Deadline}")}";
        return new("target", text, Confidence.Of(figure), Passage.Of(read.Document.Clean, figure.Span), spoken, claims);
    }

    private Statement Aim(Designation aim)
    {
        List<StagedMention> spoken = [Of(aim), bodies.Of(aim.Subject)];
        List<StagedClaim> claims = [new(0, ClaimPredicate.Type) { Value = "Target" }, new(0, ClaimPredicate.Relation("about")) { Object = 1 }];
        Measures(Indicators.ByCode.GetValueOrDefault(aim.Code), spoken, claims);
        Set(claims, "indicatorLabel", aim.Label);
        Set(claims, "targetKind", aim.Kind);
        Set(claims, "operator", aim.Operator == "<=" ? "AT_MOST" : "EQUAL");
        Set(claims, "value", aim.Value);
        Set(claims, "unit", aim.Value is null ? null : "位");
        Deadline(aim.Deadline, claims);
        return new("target", $"{aim.Subject.Name} {aim.Label}", Confidence.Of(aim), Passage.Of(read.Document.Clean, aim.Span), spoken, claims);
    }

    // The same figure of the same thing for the same time is one statement, however often the document makes it.
    private StagedMention Of(Figure figure)
    {
        if (!mentions.TryGetValue(figure, out StagedMention? mention))
        {
            string written = Written(figure);
            string what = figure.Indicator?.Code ?? figure.Label;
            string when = figure.IsTarget ? figure.Deadline ?? "" : figure.Period ?? "";
            string key = $"{bodies.Of(figure.Subject).Key}|{what}|{figure.Definition}|{(figure.Whole is null ? "" : figure.Label)}|{when}|{Statement.Number(figure.Value)}{figure.Unit}";
            mention = bodies.Own(figure.IsTarget ? "Target" : "Observation", key, $"{figure.Label} {written}", bodies.PlaceOf(figure.Subject) ?? bodies.Place);
            mentions.Add(figure, mention);
        }

        return mention;
    }

    private StagedMention Of(Designation aim) => bodies.Own("Target", $"{bodies.Of(aim.Subject).Key}|{aim.Code}|{aim.Deadline}|{aim.Value}", aim.Label, bodies.PlaceOf(aim.Subject) ?? bodies.Place);

    private static void Measures(Indicator? indicator, List<StagedMention> spoken, List<StagedClaim> claims)
    {
        if (indicator is null)
        {
            return;
        }

        int at = spoken.Count;
        spoken.Add(IndicatorMentions.Of(indicator));
        claims.Add(new(0, ClaimPredicate.Relation("measures")) { Object = at });
        claims.Add(new(at, ClaimPredicate.Identifier(IndicatorMentions.Scheme)) { Value = indicator.Code, Note = "read from the words around a figure, by the indicator dictionary" });
        Set(claims, "indicatorCode", indicator.Code);
    }

    private static void Amount(Figure figure, Measured measured, List<StagedClaim> claims)
    {
        Set(claims, "indicatorLabel", figure.Label);
        claims.Add(new(0, ClaimPredicate.Property("value"))
        {
            Value = Statement.Number(measured.Value),
            Flags = figure.Doubt is null ? ClaimFlags.None : ClaimFlags.Suspect,
            Note = figure.Doubt?.Reason,
        });
        Set(claims, "unit", measured.Unit);
        Set(claims, "valueWritten", measured.Written);
        Set(claims, "unitWritten", measured.UnitWritten);
        Set(claims, "definition", WordOf(figure.Definition));
    }

    private static string WordOf(IndicatorDefinition definition) => definition == IndicatorDefinition.InForce ? "IN_FORCE" : definition.ToString().ToUpperInvariant();

    private static void Doubt(Figure figure, List<StagedClaim> claims)
    {
        if (figure.Doubt is not { } doubt)
        {
            return;
        }

        Set(claims, "suspect", "true");
        Set(claims, "doubt", doubt.Code);
        Set(claims, "suspectReason", doubt.Reason);
        Set(claims, "proposal", doubt.Proposal * Measured.Factor(figure.Unit, out _));
    }

    private static void Deadline(string? deadline, List<StagedClaim> claims) => Set(claims, deadline?.StartsWith('P') == true ? "term" : "deadline", deadline);

    private Measured Measure(Figure figure) => Measured.Of(figure, Written(figure));

    private string Written(Figure figure) => read.Document.Clean[figure.Number];

    private static string Said(Figure figure) => figure.Indicator?.Label is { } label ? $"{label} {figure.Label}" : figure.Label;

    private static void Set(List<StagedClaim> claims, string attribute, string? value)
    {
        if (value is not null)
        {
            claims.Add(new(0, ClaimPredicate.Property(attribute)) { Value = value });
        }
    }

    private static void Set(List<StagedClaim> claims, string attribute, decimal? value) => Set(claims, attribute, value is { } number ? Statement.Number(number) : null);
}
