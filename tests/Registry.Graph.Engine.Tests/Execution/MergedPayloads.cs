using System.Text.Json.Nodes;

namespace Registry.Graph.Engine.Tests.Execution;

/// <summary>
/// What a client has after each payload, merged as the proposal says, and whether each payload keeps its promises: what comes was announced
/// and is not completed, no field comes twice, and the last payload leaves nothing open. <see href="https://github.com/graphql/graphql-spec/pull/1110"/>
/// </summary>
internal sealed class MergedPayloads
{
    private readonly Dictionary<string, JsonArray> _open = [];

    public JsonNode? Data { get; private set; }

    /// <summary>Whether a further payload was announced.</summary>
    public bool HasNext { get; private set; } = true;

    public int Count { get; private set; }

    /// <summary>The paths of what could not be completed.</summary>
    public List<JsonArray> Failed { get; } = [];

    public int Errors { get; private set; }

    public void Add(JsonObject payload)
    {
        Assert.True(HasNext, "A payload came after the last.");
        if (Count++ == 0)
        {
            Data = payload["data"]?.DeepClone();
        }

        Errors += (payload["errors"] as JsonArray)?.Count ?? 0;
        foreach (var pending in Entries(payload, "pending"))
        {
            var path = pending["path"]!.AsArray();
            Assert.True(_open.TryAdd(pending["id"]!.GetValue<string>(), path), $"{pending["id"]} is announced twice.");
        }

        foreach (var incremental in Entries(payload, "incremental"))
        {
            Merge(incremental);
        }

        // What is announced may stand in data that comes in the same payload.
        Assert.All(Entries(payload, "pending"), pending => Assert.NotNull(At(pending["path"]!.AsArray())));

        foreach (var completed in Entries(payload, "completed"))
        {
            Assert.True(_open.Remove(completed["id"]!.GetValue<string>(), out var path), $"{completed["id"]} is completed, but was not open.");
            if (completed["errors"] is JsonArray errors)
            {
                Assert.NotEmpty(errors);
                Failed.Add(path);
            }
        }

        HasNext = payload["hasNext"]?.GetValue<bool>() ?? false;
        Assert.Equal(HasNext, _open.Count > 0);
    }

    private void Merge(JsonObject incremental)
    {
        Errors += (incremental["errors"] as JsonArray)?.Count ?? 0;
        var path = new JsonArray([.. _open[incremental["id"]!.GetValue<string>()].Concat(incremental["subPath"] as JsonArray ?? []).Select(step => step!.DeepClone())]);
        switch (At(path))
        {
            case JsonArray list:
                foreach (var item in incremental["items"]!.AsArray())
                {
                    list.Add(item?.DeepClone());
                }

                break;
            case JsonObject target:
                foreach (var (name, value) in incremental["data"]!.AsObject())
                {
                    Assert.True(target.TryAdd(name, value?.DeepClone()), $"{name} comes twice at {path.ToJsonString()}.");
                }

                break;
            default:
                Assert.Fail($"Nothing stands at {path.ToJsonString()}.");
                break;
        }
    }

    private JsonNode? At(JsonArray path)
    {
        var node = Data;
        foreach (var step in path)
        {
            node = node is JsonArray list ? list[step!.GetValue<int>()] : node![step!.GetValue<string>()];
        }

        return node;
    }

    private static IEnumerable<JsonObject> Entries(JsonObject payload, string name) => (payload[name]?.AsArray() ?? []).Select(entry => entry!.AsObject());
}
