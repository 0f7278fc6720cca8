using Registry.Graph.Engine.Execution;
using Registry.Graph.Fields;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Figures;

/// <summary><c>series</c> of indicators: what is stated of one body, period after period; one statement for all indicators.</summary>
internal sealed class SeriesField(GraphModel model, FieldNeeds needs) : Resolver
{
    /// <summary>The field's name.</summary>
    public const string Name = "series";

    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var session = context.Session<GraphSession>();
        var subject = PlaceArgument.Required(context, session, "subject");
        var indicators = model.Types["Indicator"];
        var keys = ParentKeys.Of(Parents.Of(context), indicators.Key, context.Memory);
        var reader = context.Selection.Remember(selection => new FigureReader(model, needs, FigureRows.Observations([selection])));
        var (rows, ofIndicators) = reader.Read(session, Asked(context.Arguments, indicators, subject), keys.Values, context.Memory);
        List<Figure> figures = [];
        var ends = new int[context.Count];
        for (var i = 0; i < context.Count; i++)
        {
            figures.AddRange(Figure.Each(ofIndicators[keys.SlotOf(i)]));
            ends[i] = figures.Count;
        }

        return new(new ListColumn(ObjectColumn.Each(new FigureRows(figures, rows)), ends, context.Count));
    }

    private RowQuery Asked(Arguments arguments, NodeType indicators, Place subject)
    {
        var observation = model.Types["Observation"];
        var about = (ByRelation)observation.Ways["subject"].Link;
        Condition where = new Linked(about, Quantifier.Some, new OneOf(model.Tables.Bodies.Key, [SqlValue.Of(subject.Key)]));
        return RowQuery.Of(indicators.Ways["observations"].Link) with
        {
            Where = arguments["definition"] is string definition
                ? Condition.And(where, new Compared(observation.Table["definition"], Comparator.Equal, SqlValue.Of(definition)))
                : where,
        };
    }
}
