using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Figures;

/// <summary><c>figure</c> of observations: each beside those that measure the same of the same body; one statement for all.</summary>
internal sealed class FigureField(GraphModel model, FieldNeeds needs) : Resolver
{
    /// <summary>The field's name.</summary>
    public const string Name = "figure";

    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var observations = model.Types["Observation"];
        var keys = ParentKeys.Of(Parents.Of(context), observations.Key, context.Memory);
        var reader = context.Selection.Remember(selection => new FigureReader(model, needs, FigureRows.Observations([selection])));
        var link = new OfSameFigure(observations.Key, observations.Table, model.NumberOf("about"), observations.Number!.Value);
        var (rows, ofOnes) = reader.Read(context.Session<GraphSession>(), RowQuery.Of(link), keys.Values, context.Memory);
        List<Figure> figures = [.. ofOnes.Where(stated => stated.Count > 0).Select(Figure.Of)];
        var at = 0;
        int[] ofSlots = [.. ofOnes.Select(stated => stated.Count > 0 ? at++ : -1)];
        return new(new ObjectColumn(new FigureRows(figures, rows), [.. Enumerable.Range(0, context.Count).Select(parent => ofSlots[keys.SlotOf(parent)])], context.Count));
    }
}
