using Registry.Graph.Engine.Execution;
using Registry.Graph.Filtering;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Graph.Paging;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary>
/// A connection: one statement for the pages of all parents, and one for their counts where they are asked for.
/// <see href="https://relay.dev/graphql/connections.htm"/>
/// </summary>
internal abstract class ConnectionField(GraphModel model, FieldNeeds needs, GraphLimits limits) : Resolver
{
    protected GraphModel Model => model;

    protected GraphLimits Limits => limits;

    protected FieldNeeds Needs => needs;

    /// <summary>What is asked of the store, without the page.</summary>
    protected RowQuery Filtered(FieldContext context, NodeType type, RowQuery query) => query with
    {
        Where = Condition.And(query.Where, new FilterInput(model, limits).Read(type, context.Arguments["where"])),
        Order = SortInput.Read(type, context.Arguments["order"], limits),
    };

    /// <summary>The question for a page, and the reader of its rows.</summary>
    protected (RowQuery Query, PageReader Pages) Paged(FieldContext context, ConnectionPlan plan, RowQuery query, int count)
    {
        var page = PageArguments.Of(context, limits);
        var order = query.FullOrder;
        var format = CursorFormat.Of(context, order.Count);
        var cut = new Cut(page.Size + 1, page.Backward, format.Read(page.After, "after"), format.Read(page.Before, "before"));
        return (
            query with { Columns = plan.Columns, Cut = cut, WithSeats = plan.WantsCursors },
            new PageReader(plan, page, format, context.Memory, count));
    }
}

/// <summary>The connection of a root field: rows of a whole table.</summary>
internal sealed class RootConnectionField(GraphModel model, FieldNeeds needs, GraphLimits limits, NodeType type)
    : ConnectionField(model, needs, limits)
{
    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var session = context.Session<GraphSession>();
        var plan = context.Selection.Remember(selection => ConnectionPlan.Of(selection, Needs, type, null));
        var asked = Filtered(context, type, RowQuery.Of(type.Table) with { Where = Scope(context, session) });
        var (query, pages) = Paged(context, plan, asked, 1);
        if (plan.WantsItems)
        {
            using var cursor = session.Store.Run(query.Rows());
            while (cursor.Step())
            {
                pages.Append(cursor, 0, 0);
            }
        }

        if (plan.WantsCount)
        {
            using var cursor = session.Store.Run(query.Count());
            cursor.Step();
            pages.Count(0, cursor.Integer(0));
        }

        return new(ObjectColumn.Each(pages.Build(_ => 0, context.Count)));
    }

    private Condition? Scope(FieldContext context, GraphSession session)
    {
        var types = PlaceArgument.Types(context, Model) ?? (type.Number is { } number ? [number] : null);
        var place = PlaceArgument.Read(context, session);
        Condition? inPlace = place is { } known ? new InPlace(type.Key, known, types) : null;
        return type.Name == GraphModel.Entity && types is not null
            ? Condition.And(new OneOf(type.Table["type"], [.. types.Select(SqlValue.Of)]), inPlace)
            : inPlace;
    }
}

/// <summary>A connection below a row: what a way leads to.</summary>
internal sealed class WayConnectionField(GraphModel model, FieldNeeds needs, GraphLimits limits, Way way)
    : ConnectionField(model, needs, limits)
{
    private readonly NodeType _child = model.Types[way.Child];

    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var session = context.Session<GraphSession>();
        var plan = context.Selection.Remember(selection => ConnectionPlan.Of(selection, Needs, _child, Beside()));
        var asked = Filtered(context, _child, RowQuery.Of(LinkOf(context)) with { Where = RelationsAsked(context) });
        var keys = ParentKeys.Of(Parents.Of(context), way.Link.ParentKey, context.Memory);
        var (query, pages) = Paged(context, plan, asked, keys.Count);
        if (plan.WantsItems)
        {
            using var cursor = session.Store.Run(keys.Rows(query));
            while (cursor.Step())
            {
                pages.Append(cursor, (int)cursor.Integer(0), 1);
            }
        }

        if (plan.WantsCount)
        {
            using var cursor = session.Store.Run(keys.Counts(query));
            while (cursor.Step())
            {
                pages.Count((int)cursor.Integer(0), cursor.Integer(1));
            }
        }

        return new(ObjectColumn.Each(pages.Build(keys.SlotOf, context.Count)));
    }

    private NodeType? Beside() => way.Link is ByRelation ? Model.Types["Relation"] : null;

    private Link LinkOf(FieldContext context) =>
        way.Link is ByRelation relation && Statuses(context) is { } statuses ? relation with { Statuses = statuses } : way.Link;

    // The arguments of `relations`: which predicates, in which direction, in which state.
    private Condition? RelationsAsked(FieldContext context)
    {
        if (way.Name != "relations")
        {
            return null;
        }

        var table = Model.Tables.Relations;
        Condition? condition = Statuses(context) is { } statuses ? new OneOf(table["status"], statuses) : null;
        var predicates = context.Arguments["predicate"] as IReadOnlyList<object?>;
        bool? outward = context.Arguments["direction"] is string direction ? direction == "OUT" : null;
        if (predicates is null && outward is null)
        {
            return condition;
        }

        var numbers = (predicates?.Cast<string?>() ?? [null]).SelectMany(predicate => Model.Predicates(predicate, outward)).Distinct();
        return Condition.And(condition, new OneOf(table["direction"], [.. numbers.Select(SqlValue.Of)]));
    }

    private static IReadOnlyList<SqlValue>? Statuses(FieldContext context) =>
        context.Arguments["status"] is IReadOnlyList<object?> statuses ? [.. statuses.Select(status => SqlValue.Of((string?)status))] : null;
}
