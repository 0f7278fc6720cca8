using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Graph.Paging;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary><c>search</c>: bodies by their names, the best first.</summary>
internal sealed class SearchField(GraphModel model, FieldNeeds needs, GraphLimits limits) : Resolver
{
    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var session = context.Session<GraphSession>();
        var plan = context.Selection.Remember(selection => ConnectionPlan.Of(selection, needs, model.Types[GraphModel.Entity], model.Types["Name"]));
        var search = new SearchQuery(model.Tables, Text(context));
        Refuse(search);
        var page = PageArguments.Of(context, limits);
        var format = CursorFormat.Of(context, search.Order.Count);
        search = (search with
        {
            Types = PlaceArgument.Types(context, model),
            Place = PlaceArgument.Read(context, session),
            Columns = plan.Columns,
            Cut = new Cut(page.Size + 1, page.Backward, format.Read(page.After, "after"), format.Read(page.Before, "before")),
        }).RarestFirst(session.Store);
        var pages = new PageReader(plan, page, format, context.Memory, 1);
        var scores = new ValueColumnBuilder<double>(context.Memory);
        if (plan.WantsItems)
        {
            using var cursor = session.Store.Run(search.Rows());
            while (cursor.Step())
            {
                if (pages.Append(cursor, 0, 0))
                {
                    scores.Append(cursor.Real(plan.Columns.Count));
                }
            }
        }

        if (plan.WantsCount)
        {
            using var cursor = session.Store.Run(search.Count());
            cursor.Step();
            pages.Count(0, cursor.Integer(0));
        }

        var facets = plan.WantsFacets
            ? new FacetedSet(model.Types[GraphModel.Entity], 1, (by, isPlace, most) => FacetQuery.Of(search, by, isPlace, most))
            : null;
        return new(ObjectColumn.Each(pages.Build(_ => 0, context.Count, scores.Build(), facets)));
    }

    private string Text(FieldContext context)
    {
        var text = context.Arguments.Get<string>("text")!;
        return text.Length <= limits.SearchText
            ? text
            : throw new FieldException(
                $"The text to search for has {text.Length} characters; at most {limits.SearchText} are allowed.",
                GraphCodes.SearchTextInvalid,
                [new("argument", "text"), new("maxAllowedLength", limits.SearchText)]);
    }

    private static void Refuse(SearchQuery search)
    {
        if (!search.IsMeaningful)
        {
            throw new FieldException(
                "The text to search for has no letter, digit or Chinese character; give at least one.",
                GraphCodes.SearchTextInvalid,
                [new("argument", "text")]);
        }
    }
}
