using Registry.Harvest.Catalog;
using Registry.Harvest.Clean;
using Registry.Harvest.Extract.Figures;
using Registry.Harvest.Press;
using Registry.Store;
using Registry.Store.Text;

namespace Registry.Harvest.Map;

/// <summary>
/// A figure bound to a layout. What a list says of one thing, for one indicator and period, is one observation, whatever the value: a later edition that corrects it
/// changes a claim. A blank is no figure, and no zero.
/// </summary>
internal sealed class BoundObservation(ObservationRule rule, Binding binding)
{
    private readonly Taking indicator = Taking.Of(rule.Indicator, binding);
    private readonly Taking value = Taking.Of(rule.Value, binding);
    private readonly Taking? unit = Taking.OfOptional(rule.Unit, binding);
    private readonly Taking? period = Taking.OfOptional(rule.Period, binding);
    private readonly Taking? definition = Taking.OfOptional(rule.Definition, binding);
    private readonly Taking? qualifier = Taking.OfOptional(rule.Qualifier, binding);
    private readonly Taking? dimension = Taking.OfOptional(rule.Dimension, binding);
    private readonly Test? when = Test.Of(rule.When, binding);
    private readonly List<Piece> scratch = [];

    /// <summary>Adds the figure of a record about one body of a subject, or its place.</summary>
    public void Read(Row row, Said said, BoundSubject subject, int body)
    {
        if ((when is not null && !when.Holds(row, scratch)) || !value.TryTake(row, scratch, out Piece written) || Known(row) is not { } known || AboutWhat(said, subject, body) is not { } about)
        {
            return;
        }

        Cleaned<Quantity> quantity = Quantities.Read(written.Text, Said(row, unit));
        if (!quantity.IsClean)
        {
            row.Report(written, "INVALID_VALUE", Severity.Warning, quantity.Fault!);
            return;
        }

        Write(row, said, about, known, written, quantity.Value);
    }

    private void Write(Row row, Said said, int about, Indicator known, in Piece written, Quantity quantity)
    {
        string counts = Said(row, definition) ?? WordOf(known.Definition);
        string? group = Said(row, dimension), time = Said(row, period);
        string? when = time is null ? null : counts is "CUMULATIVE" or "IN_FORCE" ? $"asof:{time}" : time;
        StagedMention whose = said.Mentions[about];
        string key = $"{whose.Key}|{known.Code}|{counts}|{group}|{when}";
        string name = $"{known.Label} {written.Written}{(written.Written.EndsWith(quantity.WrittenUnit, StringComparison.Ordinal) ? "" : quantity.WrittenUnit)}";
        int figure = said.Add(new("Observation", key, name, FoldedName.Of(name)) { Place = whose.Place, Identifiers = [new("STATEMENT", Statement.Hash($"Observation|{key}"))] });
        int measured = said.Add(IndicatorMentions.Of(known));
        Piece cell = written;
        Claim(ClaimPredicate.Type, "Observation");
        said.Add(new StagedClaim(figure, ClaimPredicate.Relation("about")) { Object = about, Cell = cell.Column });
        said.Add(new StagedClaim(figure, ClaimPredicate.Relation("measures")) { Object = measured, Cell = cell.Column });
        said.Add(new StagedClaim(measured, ClaimPredicate.Identifier(IndicatorMentions.Scheme)) { Value = known.Code, Cell = cell.Column, Note = "the indicator to which the list's column is mapped" });
        Property("indicatorCode", known.Code);
        Property("indicatorLabel", cell.Column is { } column ? binding.Layout.Columns[column].Name : known.Label);
        Property("value", quantity.Number);
        Property("unit", quantity.Unit.Length > 0 ? quantity.Unit : null);
        Property("valueWritten", written.Written);
        Property("unitWritten", quantity.WrittenUnit.Length > 0 ? quantity.WrittenUnit : null);
        Property("definition", counts);
        Property("qualifier", Said(row, qualifier) ?? "EXACT");
        Property("dimension", group);
        if (when is not null)
        {
            PeriodSpan span = PeriodSpan.Of(when);
            Property("period", when);
            Property("periodKind", span.Kind);
            Property("periodFrom", span.From);
            Property("periodTo", span.To);
        }

        void Property(string attribute, string? text)
        {
            if (text is not null)
            {
                Claim(ClaimPredicate.Property(attribute), text);
            }
        }

        void Claim(string predicate, string text) => said.Add(new StagedClaim(figure, predicate) { Value = text, Cell = cell.Column, Flags = cell.Flags, Note = cell.Note });
    }

    private Indicator? Known(Row row)
    {
        if (!indicator.TryTake(row, scratch, out Piece code) || code.IsRaw)
        {
            return null;
        }

        if (!Indicators.ByCode.TryGetValue(code.Text, out Indicator? known))
        {
            row.Report(code, "UNKNOWN_INDICATOR", Severity.Warning, $"the indicator dictionary has no \"{code.Text}\"; a lookup that gives one of its codes would be right");
        }

        return known;
    }

    private int? AboutWhat(Said said, BoundSubject subject, int body) =>
        !rule.IsOfPlace ? body : subject.Place is { } place ? said.Add(DivisionMention.Of(binding.Places, place)) : null;

    private string? Said(Row row, Taking? taking) => taking is not null && taking.TryTake(row, scratch, out Piece piece) && !piece.IsRaw ? piece.Text : null;

    private static string WordOf(IndicatorDefinition definition) => definition == IndicatorDefinition.InForce ? "IN_FORCE" : definition.ToString().ToUpperInvariant();
}
