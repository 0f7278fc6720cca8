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
    protected RowQuery Filtered(Arguments arguments, NodeType type, RowQuery query) => query with
    {
        Where = Condition.And(query.Where, new FilterInput(model, limits).Read(type, arguments["where"])),
        Order = SortInput.Read(type, arguments["order"], limits),
    };

    /// <summary>The question for a page, and the reader of its rows.</summary>
    protected (RowQuery Query, PageReader Pages) Paged(FieldContext context, ConnectionPlan plan, RowQuery query, int count)
    {
        var page = PageArguments.Of(context, limits);
        var format = FormatOf(context, plan, page, query);
        var cut = new Cut(plan.WantsFurther ? page.Size + 1 : page.Size, page.Backward, format?.Read(page.After, "after"), format?.Read(page.Before, "before"));
        var paged = query with { Columns = plan.Columns, Cut = cut, WithSeats = plan.WantsCursors };
        return (paged, new PageReader(plan, page, format, context.Memory, count) { PutsInOrder = paged.ComesUnordered });
    }

    /// <summary>Whether the conditions and the order are the same in every request for this document.</summary>
    protected static bool IsFixed(Selection selection) => selection.IsFixed("where") && selection.IsFixed("order");

    // Where no cursor is given and none asked for, there is nothing to be told apart.
    private static CursorFormat? FormatOf(FieldContext context, ConnectionPlan plan, PageArguments page, RowQuery query) =>
        plan.WantsCursors || page.After is not null || page.Before is not null ? CursorFormat.Of(context, query.FullOrder.Count) : null;
}

/// <summary>The connection of a root field: rows of a whole table.</summary>
internal sealed class RootConnectionField(GraphModel model, FieldNeeds needs, GraphLimits limits, NodeType type)
    : ConnectionField(model, needs, limits)
{
    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var session = context.Session<GraphSession>();
        var known = context.Selection.Remember(Prepare);
        var asked = known.Asked ?? Filtered(context.Arguments, type, Scoped(context, session));
        var (query, pages) = Paged(context, known.Plan, asked, 1);
        var isRead = ReadNamed(session, known, query, pages);
        if (!isRead && IdsIn(known.Plan, query) is { } ids)
        {
            isRead = ReadOwn(session, known, query, ids, pages);
            pages = isRead ? pages : Paged(context, known.Plan, asked, 1).Pages;
        }

        if (!isRead)
        {
            Read(session, known, query, pages);
        }

        var facets = known.Plan.WantsFacets ? new FacetedSet(type, 1, (by, isPlace, most) => FacetQuery.Of(query, null, by, isPlace, most)) : null;
        return new(ObjectColumn.Each(pages.Build(_ => 0, context.Count, facets: facets)));
    }

    private void Read(GraphSession session, Prepared known, RowQuery query, PageReader pages)
    {
        var terms = type.Number is { } number ? NameTerms.Of(query, number) : null;
        var (page, counted) = terms?.Narrow(session.Store, query, known.Plan.WantsCount) ?? (query, query);
        if (known.Plan.WantsItems)
        {
            using var cursor = (terms is null ? known.Statements?.Run(session.Store, query.Cut!) : null) ?? session.Store.Run(page.Rows());
            while (cursor.Step())
            {
                pages.Append(cursor, 0, 0);
            }
        }

        if (known.Plan.WantsCount && !pages.TellCounts())
        {
            using var cursor = session.Store.Run(counted.Count());
            cursor.Step();
            pages.Count(0, cursor.Integer(0));
        }
    }

    // What lies in a place is looked through by its names where the store keeps them together.
    private static bool ReadNamed(GraphSession session, Prepared known, RowQuery query, PageReader pages)
    {
        if (known.Named is null
            || PlaceNames.Of(query, known.Plan.WantsItems) is not { } names
            || names.Find(session.Store, known.Plan.WantsItems ? query.Cut!.Limit : 0, known.Plan.WantsCount) is not { } found)
        {
            return false;
        }

        if (found.First.Count > 0)
        {
            using var cursor = session.Store.Run(known.Named, Keys.Of(found.First));
            while (cursor.Step())
            {
                pages.Append(cursor, 0, 0);
            }
        }

        pages.Count(0, found.Count);
        return true;
    }

    // Bodies are asked for by ids and nothing else, and all of them would stand on the page.
    private static IReadOnlyList<SqlValue>? IdsIn(ConnectionPlan plan, RowQuery query) =>
        plan.WantsItems
        && query is { Place: null, Order: [], Cut: { Backward: false, After: null, Before: null } cut }
        && OnlyOf(query.Where) is HasId { Ids: var ids }
        && ids.Count <= cut.Limit
            ? ids
            : null;

    private static Condition? OnlyOf(Condition? where) => where is AllOf { Parts: [var only] } ? OnlyOf(only) : where;

    // An id tells which body most likely bears it. Where that is true of all, they are the answer; else it says nothing of the others.
    private static bool ReadOwn(GraphSession session, Prepared known, RowQuery query, IReadOnlyList<SqlValue> ids, PageReader pages)
    {
        var items = Keys.OfIds(ids);
        var rows = 0;
        using var cursor = session.Store.Run(known.Own(query), items);
        while (cursor.Step())
        {
            rows++;
            pages.Append(cursor, 0, 0);
        }

        return rows == items.Count && (!known.Plan.WantsCount || pages.TellCounts());
    }

    private Prepared Prepare(Selection selection)
    {
        var plan = ConnectionPlan.Of(selection, Needs, type, null);
        if (!IsFixed(selection) || selection.Arguments.Has("place") || selection.Arguments.Has("types") || !selection.IsFixed("place") || !selection.IsFixed("types"))
        {
            return new Prepared(plan, null, null, ByName(selection, plan));
        }

        var asked = Filtered(selection.Arguments, type, RowQuery.Of(type.Table));
        return new Prepared(plan, asked, new PageStatements(asked with { Columns = plan.Columns, WithSeats = plan.WantsCursors }), null);
    }

    private SqlTemplate? ByName(Selection selection, ConnectionPlan plan) => type.Number is null || !selection.Arguments.Has("place")
        ? null
        : SqlTemplate.Of((RowQuery.Of(type.Table) with
        {
            Columns = plan.Columns,
            WithSeats = plan.WantsCursors,
            Order = [new SortKey(type.Table["name"])],
        }).RowsOfKeys(SqlValue.Blank(0)));

    private RowQuery Scoped(FieldContext context, GraphSession session)
    {
        var query = RowQuery.Of(type.Table);
        var types = PlaceArgument.Types(context, Model) ?? (type.Number is { } number ? [number] : null);
        var inPlace = PlaceArgument.Read(context, session) is { } place ? new InPlace(type.Key, place, types) : null;
        if (type.Name != GraphModel.Entity)
        {
            return query with { Place = inPlace };
        }

        return query with { Where = Condition.And(types is null ? null : new OneOf(type.Table["type"], [.. types.Select(SqlValue.Of)]), inPlace) };
    }

    private sealed record Prepared(ConnectionPlan Plan, RowQuery? Asked, PageStatements? Statements, SqlTemplate? Named)
    {
        private SqlTemplate? _own;

        /// <summary>The statement that reads bodies by their ids.</summary>
        public SqlTemplate Own(RowQuery query) => _own ??= SqlTemplate.Of(query.RowsOfOwnIds(SqlValue.Blank(0)));
    }
}

/// <summary>A connection below a row: what a way leads to.</summary>
internal sealed class WayConnectionField(GraphModel model, FieldNeeds needs, GraphLimits limits, Way way)
    : ConnectionField(model, needs, limits)
{
    private static readonly string[] OwnArguments = ["status", "predicate", "direction", "indicator", "period"];

    private readonly NodeType _child = model.Types[way.Child];

    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var session = context.Session<GraphSession>();
        var known = context.Selection.Remember(Prepare);
        var asked = known.Asked ?? Asked(context.Arguments);
        var keys = ParentKeys.Of(Parents.Of(context), asked.Link!.ParentKey, context.Memory);
        var (query, pages) = Paged(context, known.Plan, asked, keys.Count);
        if (known.Plan.WantsItems && keys.Count > 0)
        {
            var first = query.Cut is { Backward: false, After: null, Before: null } ? known.FirstPages : null;
            var isRead = ReadAtOnce(session, first, query, keys, pages);
            if (isRead is false)
            {
                pages = Paged(context, known.Plan, asked, keys.Count).Pages;
            }

            if (isRead is not true)
            {
                using var cursor = first?.Run(session.Store, keys, query.Cut!.Most) ?? session.Store.Run(keys.Rows(query));
                while (cursor.Step())
                {
                    pages.Append(cursor, (int)cursor.Integer(0), 1);
                }
            }
        }

        if (known.Plan.WantsCount && !pages.TellCounts())
        {
            using var cursor = session.Store.Run(keys.Counts(query));
            while (cursor.Step())
            {
                pages.Count((int)cursor.Integer(0), cursor.Integer(1));
            }
        }

        var facets = known.Plan.WantsFacets
            ? new FacetedSet(_child, keys.Count, (by, isPlace, most) => FacetQuery.Of(query, keys.Values, by, isPlace, most)) { SlotOf = keys.SlotOf }
            : null;
        return new(ObjectColumn.Each(pages.Build(keys.SlotOf, context.Count, facets: facets)));
    }

    // As many rows as the pages may hold: where the parents have more, what was read is no use, and it is found out for each where its page ends.
    private static bool? ReadAtOnce(GraphSession session, LevelStatements? first, RowQuery query, ParentKeys keys, PageReader pages)
    {
        var most = (long)keys.Count * query.Cut!.Limit;
        using var cursor = first?.RunAtOnce(session.Store, keys, most + 1);
        if (cursor is null)
        {
            return null;
        }

        for (var rows = 0L; cursor.Step(); rows++)
        {
            if (rows == most)
            {
                return false;
            }

            pages.Append(cursor, (int)cursor.Integer(0), 1);
        }

        return true;
    }

    private Prepared Prepare(Selection selection)
    {
        var plan = ConnectionPlan.Of(selection, Needs, _child, Beside());
        if (!IsFixed(selection) || !OwnArguments.All(selection.IsFixed))
        {
            return new Prepared(plan, null, null);
        }

        if (FirstOnly.Of(way, selection) is { } link)
        {
            var only = RowQuery.Of(link) with { Columns = plan.Columns };
            return new Prepared(plan, only, new LevelStatements(only));
        }

        var asked = Asked(selection.Arguments);
        var first = asked with { Columns = plan.Columns, WithSeats = plan.WantsCursors, Cut = new Cut(0) { Most = SqlValue.Blank(1) } };
        return new Prepared(plan, asked, new LevelStatements(first));
    }

    private RowQuery Asked(Arguments arguments)
    {
        var query = Filtered(arguments, _child, RowQuery.Of(LinkOf(arguments)) with { Where = Condition.And(RelationsAsked(arguments), FiguresAsked(arguments)) });

        // Relations stand by the type of the other end, so that those to bodies of one type are a range of their index, and need not be looked at for it.
        return query.Link is ByRelation { Type: null } relation && TypeIn(query.Where) is { } only
            ? query with { Link = relation with { Type = (int)only.Value.Integer }, Where = Without(only, query.Where) }
            : query;
    }

    private Compared? TypeIn(Condition? where) => where switch
    {
        Compared { Comparator: Comparator.Equal } equal when equal.Field == Model.Tables.Bodies["type"] => equal,
        AllOf all => all.Parts.Select(TypeIn).FirstOrDefault(type => type is not null),
        _ => null,
    };

    private static Condition? Without(Condition known, Condition? where) => where switch
    {
        _ when ReferenceEquals(where, known) => null,
        AllOf all => all.Parts.Aggregate((Condition?)null, (others, part) => Condition.And(others, Without(known, part))),
        _ => where,
    };

    private NodeType? Beside() => way.Link is ByRelation ? Model.Types["Relation"] : null;

    private Link LinkOf(Arguments arguments) =>
        way.Link is ByRelation relation && Statuses(arguments) is { } statuses ? relation with { Statuses = statuses } : way.Link;

    // The arguments of `relations`: which predicates, in which direction, in which state.
    private Condition? RelationsAsked(Arguments arguments)
    {
        if (way.Name != "relations")
        {
            return null;
        }

        var table = Model.Tables.Relations;
        Condition? condition = Statuses(arguments) is { } statuses ? new OneOf(table["status"], statuses) : null;
        var predicates = arguments["predicate"] as IReadOnlyList<object?>;
        bool? outward = arguments["direction"] is string direction ? direction == "OUT" : null;
        if (predicates is null && outward is null)
        {
            return condition;
        }

        var numbers = (predicates?.Cast<string?>() ?? [null]).SelectMany(predicate => Model.Predicates(predicate, outward)).Distinct();
        return Condition.And(condition, new OneOf(table["direction"], [.. numbers.Select(SqlValue.Of)]));
    }

    // The arguments of `observations` and `targets`: of which indicators, and in which year or month the period lies.
    private Condition? FiguresAsked(Arguments arguments)
    {
        Condition? condition = arguments["indicator"] is IReadOnlyList<object?> codes
            ? new OneOf(_child.Table["indicatorCode"], [.. codes.Select(code => SqlValue.Of((string?)code))])
            : null;
        return arguments["period"] is not string period ? condition : Condition.And(condition, new AllOf([
            new Holds(_child.Table["periodFrom"], TextPosition.Start, period),
            new Holds(_child.Table["periodTo"], TextPosition.Start, period),
        ]));
    }

    private static IReadOnlyList<SqlValue>? Statuses(Arguments arguments) =>
        arguments["status"] is IReadOnlyList<object?> statuses ? [.. statuses.Select(status => SqlValue.Of((string?)status))] : null;

    private sealed record Prepared(ConnectionPlan Plan, RowQuery? Asked, LevelStatements? FirstPages);
}
