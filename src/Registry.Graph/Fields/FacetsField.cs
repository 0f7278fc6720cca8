using System.Globalization;
using System.Text;
using Registry.Graph.Engine.Execution;
using Registry.Graph.Engine.Types;
using Registry.Graph.Model;
using Registry.Graph.Paging;
using Registry.Store.Reading;

namespace Registry.Graph.Fields;

/// <summary>
/// <c>facets</c> of a connection: how many of all its items are of each level, place, type, state or year. One statement for each of these,
/// whatever the number of connections.
/// </summary>
/// <param name="schema">The schema, whose descriptions give the Chinese words of enum values.</param>
/// <param name="model">What the fields mean.</param>
/// <param name="limits">How much may be asked for.</param>
internal sealed class FacetsField(Schema schema, GraphModel model, GraphLimits limits) : Resolver
{
    public override ValueTask<Column> Resolve(FieldContext context)
    {
        var set = context.Parents<ConnectionRows>().Facets!;
        var asked = Asked(context);
        var most = Most(context);
        var rank = context.Arguments["placeRank"] as string;
        Refuse(set.Type, asked, rank);
        List<Facet>[] found = [.. Enumerable.Range(0, set.Parents).Select(_ => new List<Facet>(asked.Count))];
        foreach (var kind in asked)
        {
            Count(context, set, kind, rank, most, found);
        }

        List<Facet> all = [];
        var ends = new int[context.Count];
        for (var i = 0; i < context.Count; i++)
        {
            var slot = set.SlotOf(context.Row(i));
            all.AddRange(slot < 0 ? asked.Select(Facet.Empty) : found[slot]);
            ends[i] = all.Count;
        }

        return new(new ListColumn(ObjectColumn.Each(new FacetRows(all)), ends, context.Count));
    }

    /// <summary>The resolvers of the fields of a facet and of its values.</summary>
    public static Resolver? Of(string type, string field) => (type, field) switch
    {
        ("Facet", "by") => ItemFields.Texts<FacetRows, Facet>(facet => facet.By),
        ("Facet", "distinct") => ItemFields.Integers<FacetRows, Facet>(facet => facet.Distinct),
        ("Facet", "others") => ItemFields.Integers<FacetRows, Facet>(facet => facet.Total - facet.Values.Sum(value => value.Count)),
        ("Facet", "values") => ItemFields.Each<FacetRows, Facet, FacetValue>(facet => facet.Values, values => new FacetValueRows(values)),
        ("FacetValue", "value") => ItemFields.Texts<FacetValueRows, FacetValue>(value => value.Value),
        ("FacetValue", "label") => ItemFields.Texts<FacetValueRows, FacetValue>(value => value.Label),
        ("FacetValue", "count") => ItemFields.Integers<FacetValueRows, FacetValue>(value => value.Count),
        _ => null,
    };

    private static List<FacetKind> Asked(FieldContext context) =>
        [.. ((IReadOnlyList<object?>)context.Arguments["by"]!).Select(kind => Enum.Parse<FacetKind>((string)kind!, ignoreCase: true)).Distinct()];

    private int Most(FieldContext context)
    {
        var most = context.Arguments.Get<int>("first");
        PageArguments.Check(most, context.Selection, limits);
        return most;
    }

    private static void Refuse(NodeType type, List<FacetKind> asked, string? rank)
    {
        foreach (var kind in asked.Where(kind => !type.Table.Facets.ContainsKey(kind)))
        {
            throw new FieldException(
                $"Items of type {type.Name} have no {Name(kind)} to be counted by; they have {string.Join(", ", type.Table.Facets.Keys.Order().Select(Name))}.",
                GraphCodes.FacetUnknown,
                [new("argument", "by"), new("value", Name(kind)), new("typeName", type.Name)]);
        }

        if (rank is not null && !asked.Contains(FacetKind.Place))
        {
            throw new FieldException(
                "`placeRank` says of which rank the divisions of PLACE are; `by` has no PLACE.",
                GraphCodes.FacetUnknown,
                [new("argument", "placeRank"), new("value", rank)]);
        }
    }

    private void Count(FieldContext context, FacetedSet set, FacetKind kind, string? rank, int most, List<Facet>[] found)
    {
        var isPlace = kind == FacetKind.Place;
        var by = isPlace && rank is not null ? model.Tables.DivisionOfRank[rank] : set.Type.Table.Facets[kind];
        var labels = LabelsOf(set.Type, kind, by);
        var values = new List<FacetValue>[set.Parents];
        var sizes = new (long Distinct, long Total)[set.Parents];
        using (var rows = context.Session<GraphSession>().Store.Run(set.Statement(by, isPlace, most)))
        {
            while (rows.Step())
            {
                var slot = (int)rows.Integer(FacetQuery.Parent);
                sizes[slot] = (rows.Integer(FacetQuery.Values), rows.Integer(FacetQuery.Total));
                (values[slot] ??= []).Add(Read(rows, by, isPlace, labels));
            }
        }

        for (var slot = 0; slot < found.Length; slot++)
        {
            found[slot].Add(new Facet(Name(kind), values[slot] ?? [], sizes[slot].Distinct, sizes[slot].Total));
        }
    }

    private static FacetValue Read(RowCursor rows, Field by, bool isPlace, IReadOnlyDictionary<string, string>? labels)
    {
        var value = rows.IsNull(FacetQuery.Value) ? null : by.Kind switch
        {
            FieldKind.Word => Constant.Of(by.Words![rows.Integer(FacetQuery.Value)]),
            FieldKind.Integer or FieldKind.Boolean => rows.Integer(FacetQuery.Value).ToString(CultureInfo.InvariantCulture),
            _ => Encoding.UTF8.GetString(rows.Bytes(FacetQuery.Value)),
        };
        var label = isPlace
            ? rows.IsNull(FacetQuery.Name) ? null : Encoding.UTF8.GetString(rows.Bytes(FacetQuery.Name))
            : value is null ? null : labels?.GetValueOrDefault(value) ?? value;
        return new FacetValue(value, label, rows.Integer(FacetQuery.Items));
    }

    // What the schema calls each value in Chinese: what follows the English in its description.
    private Dictionary<string, string>? LabelsOf(NodeType type, FacetKind kind, Field by)
    {
        var isBody = type.Number is not null || type.Name == GraphModel.Entity;
        var name = isBody && kind == FacetKind.Type ? "EntityType" : EnumOf(type, by);
        return name is not null && schema.Types[name] is EnumType words
            ? words.Values.ToDictionary(word => word.Name, word => Chinese(word.Description!), StringComparer.Ordinal)
            : null;
    }

    private string? EnumOf(NodeType type, Field by) =>
        ((ComplexType)schema.Types[type.Name]).Fields.Find(by.Name) is { Type.Named: EnumType found } ? found.Name : null;

    private static string Chinese(string description) => description[(description.LastIndexOf(". ", StringComparison.Ordinal) + 2)..];

    private static string Name(FacetKind kind) => kind.ToString().ToUpperInvariant();

    private sealed record Facet(string By, IReadOnlyList<FacetValue> Values, long Distinct, long Total)
    {
        public static Facet Empty(FacetKind kind) => new(Name(kind), [], 0, 0);
    }

    private sealed record FacetValue(string? Value, string? Label, long Count);

    private sealed class FacetRows(IReadOnlyList<Facet> items) : ItemRows<Facet>(items);

    private sealed class FacetValueRows(IReadOnlyList<FacetValue> items) : ItemRows<FacetValue>(items);
}
