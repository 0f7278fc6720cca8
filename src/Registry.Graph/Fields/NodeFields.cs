using System.Text;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary>
/// <c>node</c> and <c>nodes</c>: objects of any type by their ids. Ids of bodies are found through the ledger, former ones included; a
/// source's is its folder, those of documents and runs name their kind. <see href="https://relay.dev/graphql/objectidentification.htm"/>
/// </summary>
internal sealed class NodeFields(GraphModel model, FieldNeeds needs, GraphLimits limits)
{
    private static readonly string[] Records = ["Source", "Document", "Run"];

    /// <summary>The resolver of <c>node</c>.</summary>
    public Resolver Node => Resolver.Of(context =>
    {
        var (rows, indexes) = Find(context, [context.Arguments.Get<string>("id")!]);
        return new ObjectColumn(rows, indexes, 1);
    });

    /// <summary>The resolver of <c>nodes</c>.</summary>
    public Resolver Nodes => Resolver.Of(context =>
    {
        var ids = ((IReadOnlyList<object?>)context.Arguments["ids"]!).Cast<string>().ToList();
        if (ids.Count > limits.NodeIds)
        {
            throw new FieldException(
                $"The maximum number of nodes that can be fetched at once is {limits.NodeIds}. This selection tried to fetch {ids.Count} nodes that exceeded the maximum allowed amount.",
                GraphCodes.TooManyNodes,
                [new("requestedNodes", ids.Count), new("maxAllowedNodes", limits.NodeIds)]);
        }

        var (rows, indexes) = Find(context, ids);
        return ListColumn.One(new ObjectColumn(rows, indexes, ids.Count));
    });

    private static string KindOf(string id) =>
        id.Contains('/', StringComparison.Ordinal) ? "Source"
        : id.StartsWith("document-", StringComparison.Ordinal) ? "Document"
        : id.StartsWith("run-", StringComparison.Ordinal) ? "Run"
        : GraphModel.Entity;

    private (PickedRows Rows, int[] Indexes) Find(FieldContext context, List<string> ids)
    {
        var session = context.Session<GraphSession>();
        List<(ModelRows Part, int Row)> picked = [];
        var indexes = new int[ids.Count];
        Array.Fill(indexes, -1);
        foreach (var kind in Records.Append(GraphModel.Entity))
        {
            List<string> ofKind = [.. ids.Where(id => KindOf(id) == kind).Distinct(StringComparer.Ordinal)];
            if (ofKind.Count > 0)
            {
                Pick(Read(context, session, model.Types[kind], ofKind), ids, picked, indexes);
            }
        }

        return (new PickedRows(picked), indexes);
    }

    // Which of the ids each row answers.
    private (ModelRows Rows, Dictionary<string, int> RowById) Read(FieldContext context, GraphSession session, NodeType type, List<string> ids)
    {
        var plan = new ReadPlan(
            type.Table,
            type.Name == GraphModel.Entity ? null : type.Name,
            [.. needs.Plan(type, [context.Selection]).Fields, type.Table["id"]]);
        if (type.Name == GraphModel.Entity)
        {
            return ReadBodies(session, plan, ids, context.Memory);
        }

        var rows = Objects.Read(session, plan, Objects.HasId(type, ids), context.Memory);
        var found = (Utf8Column)rows.Column(type.Table["id"]);
        return (rows, Enumerable.Range(0, rows.Count).ToDictionary(row => Encoding.UTF8.GetString(found[row]), StringComparer.Ordinal));
    }

    // A former id answers with the survivor, which bears another one.
    private (ModelRows Rows, Dictionary<string, int> RowById) ReadBodies(GraphSession session, ReadPlan plan, List<string> ids, RequestMemory memory)
    {
        Dictionary<string, long> keys = new(StringComparer.Ordinal);
        using (var cursor = session.Store.Run(Lookups.ById(ids)))
        {
            while (cursor.Step())
            {
                keys[ids[(int)cursor.Integer(0)]] = cursor.Integer(1);
            }
        }

        var rows = Objects.Read(session, plan, new OneOf(model.Tables.Bodies.Key, [.. keys.Values.Select(SqlValue.Of)]), memory);
        var rowByKey = Enumerable.Range(0, rows.Count).ToDictionary(rows.Key);
        return (rows, keys.ToDictionary(pair => pair.Key, pair => rowByKey[pair.Value], StringComparer.Ordinal));
    }

    private static void Pick(
        (ModelRows Rows, Dictionary<string, int> RowById) read,
        List<string> ids,
        List<(ModelRows Part, int Row)> picked,
        int[] indexes)
    {
        var placeOf = new Dictionary<int, int>();
        for (var i = 0; i < ids.Count; i++)
        {
            if (!read.RowById.TryGetValue(ids[i], out var row))
            {
                continue;
            }

            if (!placeOf.TryGetValue(row, out indexes[i]))
            {
                placeOf.Add(row, indexes[i] = picked.Count);
                picked.Add((read.Rows, row));
            }
        }
    }
}
