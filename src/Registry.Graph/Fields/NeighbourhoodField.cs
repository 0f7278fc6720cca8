using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary>
/// <c>neighbourhood</c>: the bodies that relations lead to from one body, breadth first, and every relation between those found. One
/// statement for each step, one for the bodies, one for the relations.
/// </summary>
internal sealed class NeighbourhoodField(GraphModel model, FieldNeeds needs, GraphLimits limits) : Resolver
{
    // Between a thousand bodies there are seldom more than a few thousand relations.
    private const int MostEdges = 10_000;

    private readonly Table _relations = model.Tables.Relations;

    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var session = context.Session<GraphSession>();
        var (depth, first) = (context.Arguments.Get<int>("depth"), context.Arguments.Get<int>("first"));
        Refuse(context.Selection, depth, first);
        if (session.PlaceOf(context.Arguments.Get<string>("id")!)?.Key is not { } root)
        {
            return new(Column.AllNull(context.Count));
        }

        var asked = new Asked(context.Arguments, model);
        var walk = Walk(session, root, depth, first, asked);
        var plan = context.Selection.Remember(Prepare);
        var (edges, edgesCut) = plan.Edges is null ? (null, false) : Between(session, plan.Edges, walk.Keys, asked, context.Memory);
        var found = new NeighbourhoodRows
        {
            Nodes = NodesOf(session, plan.Nodes, walk, context.Memory),
            Edges = edges,
            Truncated = walk.Truncated || edgesCut,
        };
        return new(ObjectColumn.Each(found));
    }

    /// <summary>The resolvers of the fields of a neighbourhood and of its nodes.</summary>
    public static Resolver? Of(string type, string field) => (type, field) switch
    {
        ("Neighbourhood", "nodes") => Resolver.Of(context => ListColumn.One(ObjectColumn.Each(context.Parents<NeighbourhoodRows>().Nodes))),
        ("Neighbourhood", "edges") => Resolver.Of(context => ListColumn.One(context.Parents<NeighbourhoodRows>().Edges!)),
        ("Neighbourhood", "truncated") => Resolver.Of(context => new BooleanColumn([context.Parents<NeighbourhoodRows>().Truncated], 1)),
        ("NeighbourhoodNode", "distance") => Resolver.Held<NodeRows>(nodes => nodes.Distances),
        ("NeighbourhoodNode", "entity") => Resolver.Held<NodeRows>(nodes => nodes.Bodies),
        _ => null,
    };

    private void Refuse(Selection selection, int depth, int first)
    {
        if (depth < 0 || depth > limits.NeighbourhoodDepth)
        {
            throw new FieldException(
                $"A neighbourhood reaches from 0 to {limits.NeighbourhoodDepth} relations far; {depth} was asked for.",
                GraphCodes.TooDeep,
                [new("argument", "depth"), new("value", depth), new("maxAllowedDepth", limits.NeighbourhoodDepth)]);
        }

        Paging.PageArguments.Check(first, selection, limits);
    }

    private Prepared Prepare(Selection selection)
    {
        Selection[] nodes = [.. FieldNeeds.Below([selection], "nodes")];
        Selection[] edges = [.. FieldNeeds.Below([selection], "edges")];
        return new Prepared(
            needs.Plan(model.Types[GraphModel.Entity], FieldNeeds.Below(nodes, "entity")),
            edges.Length == 0 ? null : needs.Plan(model.Types["Relation"], edges));
    }

    private static Found Walk(GraphSession session, long root, int depth, int first, Asked asked)
    {
        List<long> keys = [root];
        List<long> distances = [0];
        var from = 0;
        for (var distance = 1; distance <= depth && from < keys.Count; distance++)
        {
            var (frontier, known) = (keys[from..].ToArray(), keys.ToArray());
            from = keys.Count;
            using var rows = session.Store.Run(Neighbours.Of(frontier, known, asked.Onwards, first - keys.Count + 1));
            while (rows.Step())
            {
                if (keys.Count >= first)
                {
                    return new Found(keys, distances, Truncated: true);
                }

                keys.Add(rows.Integer(0));
                distances.Add(distance);
            }
        }

        return new Found(keys, distances, Truncated: false);
    }

    private NodeRows NodesOf(GraphSession session, ReadPlan plan, Found found, RequestMemory memory)
    {
        var rows = Objects.Read(session, plan, new OneOf(model.Tables.Bodies.Key, [.. found.Keys.Select(SqlValue.Of)]), memory);
        var rowOf = Enumerable.Range(0, rows.Count).ToDictionary(rows.Key);
        int[] indexes = [.. found.Keys.Select(key => rowOf[key])];
        return new NodeRows(new ObjectColumn(rows, indexes, indexes.Length), new LongColumn([.. found.Distances], found.Distances.Count));
    }

    // A relation without a direction stands for both ends, under one key; the end that entered first is taken for its subject.
    private (ObjectColumn Edges, bool IsCut) Between(GraphSession session, ReadPlan plan, IReadOnlyList<long> keys, Asked asked, RequestMemory memory)
    {
        List<SqlValue> bodies = [.. keys.Select(SqlValue.Of)];
        var where = new AllOf([new OneOf(_relations["from"], bodies), new OneOf(_relations["to"], bodies), asked.Between]);
        var query = RowQuery.Of(_relations) with { Columns = plan.Columns, Where = where, Order = [new SortKey(_relations["from"])], Cut = new Cut(MostEdges + 1) };
        var rows = plan.Start(memory);
        var isCut = false;
        HashSet<long> known = [];
        using (var cursor = session.Store.Run(query.Rows()))
        {
            while (cursor.Step())
            {
                isCut = rows.Count == MostEdges;
                if (!isCut && known.Add(cursor.Integer(0)))
                {
                    rows.Append(cursor, 0);
                }
            }
        }

        return (ObjectColumn.Each(rows.Build()), isCut);
    }

    private sealed record Prepared(ReadPlan Nodes, ReadPlan? Edges);

    private sealed record Found(IReadOnlyList<long> Keys, IReadOnlyList<long> Distances, bool Truncated);

    /// <summary>Which relations are asked for.</summary>
    private sealed class Asked
    {
        public Asked(Arguments arguments, GraphModel model)
        {
            var relations = model.Tables.Relations;
            bool? outward = arguments["direction"] is string direction ? direction == "OUT" : null;
            var predicates = (arguments["predicates"] as IReadOnlyList<object?>)?.Cast<string?>().ToList() ?? [null];
            Condition? such = arguments["status"] is IReadOnlyList<object?> statuses
                ? new OneOf(relations["status"], [.. statuses.Select(status => SqlValue.Of((string?)status))])
                : null;
            such = arguments["validOn"] is string day ? Condition.And(such, ValidOn(relations, day)) : such;
            Onwards = predicates is [null] && outward is null ? such : Condition.And(Along(outward), such);
            Between = Condition.And(Along(true), such)!;

            OneOf Along(bool? outward) => new(
                relations["direction"],
                [.. predicates.SelectMany(predicate => model.Predicates(predicate, outward)).Distinct().Select(SqlValue.Of)]);
        }

        /// <summary>Those that lead from a body to the next; all where null.</summary>
        public Condition? Onwards { get; }

        /// <summary>Those between the bodies found, seen from their subjects.</summary>
        public Condition Between { get; }

        // A day may be known to its year or month alone: `2021` meets what is true at some time in 2021.
        private static AllOf ValidOn(Table relations, string day)
        {
            var (begins, ends) = (relations["validFrom"], relations["validTo"]);
            List<SqlValue> around = [.. new[] { 4, 7 }.Where(length => length < day.Length).Select(length => SqlValue.Of(day[..length]))];
            return new AllOf([
                new AnyOf([new Absent(begins), new Compared(begins, Comparator.LessOrEqual, SqlValue.Of(day + "-99"))]),
                new AnyOf([new Absent(ends), new Compared(ends, Comparator.GreaterOrEqual, SqlValue.Of(day)), new OneOf(ends, around)]),
            ]);
        }
    }

    private sealed class NeighbourhoodRows() : Rows(1)
    {
        public required NodeRows Nodes { get; init; }

        public ObjectColumn? Edges { get; init; }

        public required bool Truncated { get; init; }
    }

    private sealed class NodeRows(ObjectColumn bodies, Column distances) : Rows(bodies.Count)
    {
        public ObjectColumn Bodies => bodies;

        public Column Distances => distances;
    }
}
