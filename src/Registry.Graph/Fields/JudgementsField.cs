using System.Text;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Loading;
using Registry.Graph.Model;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary><c>judgements</c> of bodies: why what several sources call a body is one, for all parents in one statement.</summary>
internal sealed class JudgementsField(NodeType type) : Resolver
{
    /// <summary>The field's name.</summary>
    public const string Name = "judgements";

    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var keys = ParentKeys.Of(Parents.Of(context), type.Key, context.Memory);
        var lists = new List<Judged>[keys.Count];
        using (var rows = context.Session<GraphSession>().Store.Run(Judgements.Standing(keys.Values)))
        {
            while (rows.Step())
            {
                (lists[(int)rows.Integer(0)] ??= []).Add(Read(rows));
            }
        }

        List<Judged> all = [];
        var ends = new int[context.Count];
        for (var i = 0; i < context.Count; i++)
        {
            all.AddRange(keys.SlotOf(i) is >= 0 and var slot ? lists[slot] ?? [] : []);
            ends[i] = all.Count;
        }

        return new(new ListColumn(ObjectColumn.Each(new JudgedRows(all)), ends, context.Count));
    }

    /// <summary>The resolvers of the fields of a judgement.</summary>
    public static Resolver? Of(string field) => field switch
    {
        "number" => Resolver.Of(context => new LongColumn([.. ItemFields.Of<JudgedRows, Judged>(context).Select(judged => judged.Number)], context.Count)),
        "mention" => Text(judged => $"m{judged.Mention}"),
        "name" => Text(judged => judged.Name),
        "source" => Text(judged => judged.Source),
        "body" => Text(judged => judged.Body),
        "verdict" => Text(judged => judged.Verdict),
        "rule" => Text(judged => judged.Rule),
        "reason" => Text(judged => judged.Reason),
        "score" => Resolver.Of(context => new AnyColumn([.. ItemFields.Of<JudgedRows, Judged>(context).Select(judged => (object?)judged.Score)])),
        "by" => Text(judged => judged.By),
        "at" => Text(judged => judged.At),
        _ => null,
    };

    private static Resolver Text(Func<Judged, string?> text) => ItemFields.Texts<JudgedRows, Judged>(text);

    private static Judged Read(RowCursor rows) => new(
        rows.Integer(1), rows.Integer(2), Text(rows, 3)!, Text(rows, 4)!, Text(rows, 5)!, Text(rows, 6)!, Text(rows, 7)!, Text(rows, 8),
        rows.IsNull(9) ? null : rows.Real(9), Text(rows, 10), Text(rows, 11)!);

    private static string? Text(RowCursor rows, int column) => rows.IsNull(column) ? null : Encoding.UTF8.GetString(rows.Bytes(column));

    private sealed record Judged(
        long Number, long Mention, string Name, string Source, string Body, string Verdict, string Rule, string? Reason, double? Score, string? By, string At);

    private sealed class JudgedRows(IReadOnlyList<Judged> items) : ItemRows<Judged>(items);
}
