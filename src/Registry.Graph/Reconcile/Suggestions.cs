using System.Text;
using System.Text.Json.Nodes;
using Registry.Graph.Model;
using Registry.Store;
using Registry.Store.Reading;

namespace Registry.Graph.Reconcile;

/// <summary>Completes what a person types: bodies by name or pinyin initials, types and properties by what their names hold.</summary>
internal static class Suggestions
{
    const int PageSize = 10;

    public static JsonObject Entities(ReadSession session, string prefix, int cursor)
    {
        var bodies = GraphModel.Current.Tables.Bodies;
        var search = new SearchQuery(GraphModel.Current.Tables, prefix) { Columns = [bodies["id"], bodies["name"], bodies["type"]], Cut = new Cut(Math.Min(cursor, 1000) + PageSize) };
        var found = new JsonArray();
        if (search.IsMeaningful)
        {
            using var rows = session.Run(search.RarestFirst(session).Rows());
            for (var at = 0; rows.Step(); at++)
                if (at >= cursor)
                    found.Add(Entity(rows));
        }
        return new JsonObject { ["result"] = found };
    }

    public static JsonObject Types(string prefix, int cursor) =>
        Page(Vocabulary.Current.Types.Select(Manifest.Type), prefix, cursor);

    public static JsonObject Properties(string prefix, int cursor) =>
        Page(BodyProperty.All.Select(property => new JsonObject { ["id"] = property.Id, ["name"] = property.Name }), prefix, cursor);

    static JsonObject Entity(RowCursor rows)
    {
        var type = Vocabulary.Current.Type((int)rows.Integer(2));
        return new JsonObject
        {
            ["id"] = Encoding.UTF8.GetString(rows.Bytes(0)),
            ["name"] = Encoding.UTF8.GetString(rows.Bytes(1)),
            ["description"] = $"{type.En} {type.Zh}",
            ["notable"] = new JsonArray(Manifest.Type(type)),
        };
    }

    static JsonObject Page(IEnumerable<JsonNode> all, string prefix, int cursor) => new()
    {
        ["result"] = new JsonArray([.. all.Where(item => $"{item["id"]} {item["name"]}".Contains(prefix, StringComparison.OrdinalIgnoreCase)).Skip(cursor).Take(PageSize)]),
    };
}
