using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Registry.Identity.Compare;
using Registry.Identity.Identifiers;
using Registry.Identity.Names;
using Registry.Store;
using Registry.Store.Reading;

namespace Registry.Graph.Reconcile;

/// <summary>Answers a batch of queries: for each the bodies that are meant, each with its score and whether it is certain.</summary>
internal static class QueryBatch
{
    const int DefaultLimit = 5;
    const int MostCandidates = 50;

    public static JsonObject Answer(ReadSession session, JsonObject queries, CancellationToken cancellationToken)
    {
        if (queries.Count > Manifest.BatchSize)
            throw new RefusedQuery(StatusCodes.Status413PayloadTooLarge, $"The batch has {queries.Count} queries; at most {Manifest.BatchSize} are answered at once.");
        var candidates = new Candidates(session);
        var answers = new JsonObject();
        foreach (var (key, query) in queries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            answers[key] = new JsonObject { ["result"] = Results(candidates, key, query) };
        }
        return answers;
    }

    static JsonArray Results(Candidates candidates, string key, JsonNode? written)
    {
        if (written is not JsonObject query || (query["query"] is null && query["properties"] is null))
            throw new RefusedQuery(StatusCodes.Status400BadRequest, $"Query {key} has neither query nor properties; one of them would be right.");
        var limit = query["limit"] is JsonValue number && number.TryGetValue<int>(out var asked) ? Math.Clamp(asked, 1, MostCandidates) : DefaultLimit;
        return new JsonArray([.. candidates.Find(Sought(query), Types(query["type"]), limit).Select(Candidate)]);
    }

    static Subject Sought(JsonObject query)
    {
        var properties = (query["properties"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(property => (Id: Text(property["pid"]), Value: Text(property["v"]))).Where(property => property.Value.Length > 0).ToList();
        var identifiers = properties.Where(property => Vocabulary.Current.IdentifierSchemes.Any(scheme => scheme.Name == property.Id))
            .Select(property => IdentifierSchemes.Read(property.Id, property.Value)).Where(reading => reading.IsValid)
            .Select(reading => new Identifier(reading.Scheme, reading.Value)).ToList();
        var seat = properties.Where(property => property.Id == "place").Select(property => Gb2260Code.Read(property.Value)).FirstOrDefault(reading => reading.IsValid && reading.Value is not null);
        return new Subject(NameReader.Read(Text(query["query"])), Place: seat.Value is { } code ? int.Parse(code, CultureInfo.InvariantCulture) : null, Identifiers: identifiers);
    }

    // A type that is not known leaves the choice open: OpenRefine sends what a person typed.
    static HashSet<string>? Types(JsonNode? written)
    {
        var named = (written as JsonArray ?? [written?.DeepClone()]).Select(type => Text(type is JsonObject named ? named["id"] : type))
            .Where(name => Vocabulary.Current.Type(name) is not null).ToHashSet(StringComparer.Ordinal);
        return named.Count == 0 ? null : named;
    }

    // A value is a text, a number, a body, or an array of these, of which the first is taken.
    static string Text(JsonNode? node) => node switch
    {
        JsonValue value => value.ToString(),
        JsonArray { Count: > 0 } several => Text(several[0]),
        JsonObject body => Text(body["id"] ?? body["name"]),
        _ => "",
    };

    static JsonNode Candidate(RankedBody found) => new JsonObject
    {
        ["id"] = found.Body.Id,
        ["name"] = found.Body.Name,
        ["description"] = found.Match.Reason,
        ["type"] = new JsonArray(Manifest.Type(found.Body.Type)),
        ["score"] = Math.Round(found.Match.Score * 100, 1),
        ["match"] = found.Match.Verdict == Verdict.Same,
        ["features"] = new JsonArray([.. found.Match.Findings.Select(finding => new JsonObject { ["id"] = finding.Comparison, ["value"] = finding.Score })]),
    };
}
