using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Registry.Store;
using Registry.Store.Reading;

namespace Registry.Graph.Reconcile;

/// <summary>Gives values of bodies, so that columns can be added to a table whose rows are matched.</summary>
internal static class Extension
{
    const int MostBodies = 1000;
    const int ProposedByDefault = 30;

    public static JsonObject Proposals(string type, int limit)
    {
        var known = Vocabulary.Current.Type(type);
        var proposed = BodyProperty.OfType(type).Take(limit > 0 ? limit : ProposedByDefault).Select(property => new JsonObject { ["id"] = property.Id, ["name"] = property.Name });
        var proposals = new JsonObject { ["properties"] = new JsonArray([.. proposed]) };
        if (known is not null)
            proposals["type"] = known.Name;
        if (limit > 0)
            proposals["limit"] = limit;
        return proposals;
    }

    public static JsonObject Answer(ReadSession session, JsonObject query)
    {
        var ids = (query["ids"] as JsonArray ?? throw Refused("ids")).Select(id => id?.ToString() ?? "").ToList();
        if (ids.Count > MostBodies)
            throw new RefusedQuery(StatusCodes.Status413PayloadTooLarge, $"{ids.Count} ids were given; at most {MostBodies} are answered at once.");
        var asked = (query["properties"] as JsonArray ?? throw Refused("properties")).OfType<JsonObject>()
            .Select(property => (Property: BodyProperty.Find(property["id"]?.ToString() ?? "") ?? throw Unknown(property["id"]), Limit: Limit(property["settings"])))
            .ToList();
        var keys = Keys(session, ids);
        var rows = new JsonObject();
        foreach (var id in ids)
            rows[id] = new JsonObject();
        foreach (var (property, limit) in asked)
        {
            var values = session.ValuesOf(property, [.. keys.Values.Distinct()]);
            foreach (var id in ids)
                rows[id]![property.Id] = new JsonArray([.. (keys.TryGetValue(id, out var key) ? values[key] : []).Take(limit).Select(Value)]);
        }
        return new JsonObject
        {
            ["meta"] = new JsonArray([.. asked.Select(item => new JsonObject { ["id"] = item.Property.Id, ["name"] = item.Property.Name })]),
            ["rows"] = rows,
        };
    }

    // A former id answers with the survivor.
    static Dictionary<string, long> Keys(ReadSession session, List<string> ids)
    {
        using var found = session.Run(Lookups.ById(ids));
        var keys = new Dictionary<string, long>(StringComparer.Ordinal);
        while (found.Step())
            keys[ids[(int)found.Integer(0)]] = found.Integer(1);
        return keys;
    }

    static JsonNode Value(BodyValue value) => value.Id is { } id
        ? new JsonObject { ["id"] = id, ["name"] = value.Text }
        : new JsonObject { ["str"] = value.Text };

    static int Limit(JsonNode? settings) =>
        int.TryParse(settings?["limit"]?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : int.MaxValue;

    static RefusedQuery Refused(string part) => new(StatusCodes.Status400BadRequest, $"extend has no array {part}; one would be right.");

    static RefusedQuery Unknown(JsonNode? id) => new(StatusCodes.Status400BadRequest, $"There is no property \"{id}\"; /reconcile/properties lists them.");
}

/// <summary>Reads values of bodies.</summary>
internal static class BodyValues
{
    public static ILookup<long, BodyValue> ValuesOf(this ReadSession session, BodyProperty property, IReadOnlyList<long> keys)
    {
        using var rows = session.Run(property.Kind switch
        {
            PropertyKind.Name => ValueLookups.Names(keys),
            PropertyKind.Place => ValueLookups.Places(keys),
            PropertyKind.Identifier => ValueLookups.Identifiers(keys, property.Id),
            PropertyKind.Attribute => ValueLookups.Attributes(keys, property.Id),
            _ => ValueLookups.Relations(keys, Vocabulary.Current.Relation(property.Id)!.Value.Number),
        });
        List<(long Key, BodyValue Value)> values = [];
        while (rows.Step())
            values.Add((rows.Integer(0), new BodyValue(rows.IsNull(1) ? null : Text(rows, 1), Text(rows, 2))));
        return values.ToLookup(value => value.Key, value => value.Value);
    }

    static string Text(RowCursor rows, int column) => Encoding.UTF8.GetString(rows.Bytes(column));
}

/// <summary>A value: a text, or another body with its id.</summary>
internal readonly record struct BodyValue(string? Id, string Text);
