using Registry.Graph.Engine.Execution;
using Registry.Graph.Fields;
using Registry.Graph.Loading;

namespace Registry.Graph.Figures;

/// <summary>Figures side by side, with the observations that they choose among.</summary>
/// <param name="figures">The figures.</param>
/// <param name="observations">The observations.</param>
internal sealed class FigureRows(IReadOnlyList<Figure> figures, ModelRows observations) : ItemRows<Figure>(figures)
{
    /// <summary>What of a figure's selection are observations.</summary>
    public static IEnumerable<Selection> Observations(IEnumerable<Selection> figures)
    {
        List<Selection> all = [.. figures];
        return [.. FieldNeeds.Below(all, "chosen"), .. FieldNeeds.Below(all, "others")];
    }

    /// <summary>The resolvers of the fields of a figure.</summary>
    public static Resolver? Of(string field) => field switch
    {
        "period" => Text(figure => figure.Any.Period),
        "periodKind" => Text(figure => figure.Any.PeriodKind),
        "periodFrom" => Text(figure => figure.Any.PeriodFrom),
        "periodTo" => Text(figure => figure.Any.PeriodTo),
        "definition" => Text(figure => figure.Any.Definition),
        "dimension" => Text(figure => figure.Any.Dimension),
        "unit" => Text(figure => figure.Any.Unit),
        "chosen" => Resolver.Of(context => context.Parents<FigureRows>().Chosen(context)),
        "reason" => Text(figure => figure.Reason),
        "others" => Resolver.Of(context => context.Parents<FigureRows>().Others(context)),
        _ => null,
    };

    private static Resolver Text(Func<Figure, string?> text) => ItemFields.Texts<FigureRows, Figure>(text);

    private ObjectColumn Chosen(FieldContext context) =>
        new(observations, [.. ItemFields.Of<FigureRows, Figure>(context).Select(figure => figure.Chosen?.Row ?? -1)], context.Count);

    private ListColumn Others(FieldContext context)
    {
        List<int> rows = [];
        var ends = new int[context.Count];
        foreach (var (at, figure) in ItemFields.Of<FigureRows, Figure>(context).Index())
        {
            rows.AddRange(figure.Others.Select(other => other.Row));
            ends[at] = rows.Count;
        }

        return new ListColumn(new ObjectColumn(observations, [.. rows], rows.Count), ends, context.Count);
    }
}
