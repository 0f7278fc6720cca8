using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Registry.Store;
using Registry.Store.Reading;

namespace Registry.Graph.Reconcile;

/// <summary>What is shown of a body, a type or a property to somebody who chooses among them.</summary>
internal static class Flyouts
{
    public static JsonObject Entity(ReadSession session, string id) => new() { ["id"] = id, ["html"] = Shown(Found(session, id)) };

    public static JsonObject Type(string id)
    {
        var type = Vocabulary.Current.Type(id) ?? throw NotFound("type", id);
        return new JsonObject { ["id"] = id, ["html"] = $"<p>{Html(type.En)} {Html(type.Zh)}</p>" };
    }

    public static JsonObject Property(string id)
    {
        var property = BodyProperty.Find(id) ?? throw NotFound("property", id);
        return new JsonObject { ["id"] = id, ["html"] = $"<p>{Html(property.Name)}</p>" };
    }

    public static string Page(ReadSession session, string id)
    {
        var body = Found(session, id);
        return $"<!doctype html><html lang=\"zh\"><head><meta charset=\"utf-8\"><title>{Html(body.Name)}</title></head><body style=\"font-family: sans-serif; font-size: 0.9em\">{Shown(body)}</body></html>";
    }

    static string Shown(NamedBody body)
    {
        var html = new StringBuilder($"<p><b>{Html(body.Name)}</b><br>{Html(body.Type.En)} {Html(body.Type.Zh)} · {Html(body.Id)}{(body.Place is { } place ? $" · {place}" : "")}</p>");
        if (body.Names.Count > 1)
            html.Append("<p>").Append(Html(string.Join(" · ", body.Names.Where(name => name != body.Name)))).Append("</p>");
        if (body.Identifiers.Count > 0)
            html.Append("<p>").Append(Html(string.Join(" · ", body.Identifiers.Select(identifier => $"{identifier.Scheme} {identifier.Value}")))).Append("</p>");
        return html.ToString();
    }

    static NamedBody Found(ReadSession session, string id)
    {
        long key;
        using (var found = session.Run(Lookups.ById([id])))
        {
            if (!found.Step())
                throw NotFound("body", id);
            key = found.Integer(1);
        }
        return session.Bodies([key])[0];
    }

    static string Html(string text) => WebUtility.HtmlEncode(text);

    static RefusedQuery NotFound(string what, string id) => new(StatusCodes.Status404NotFound, $"There is no {what} \"{id}\".");
}
