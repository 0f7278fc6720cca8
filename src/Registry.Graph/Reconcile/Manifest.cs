using System.Text.Json.Nodes;
using Registry.Store;

namespace Registry.Graph.Reconcile;

/// <summary>What the service says of itself.</summary>
internal static class Manifest
{
    /// <summary>Most queries of a batch.</summary>
    public const int BatchSize = 100;

    public static JsonObject Of(string address) => new()
    {
        ["versions"] = new JsonArray("0.2"),
        ["name"] = "Registry of public innovation bodies (China)",
        ["identifierSpace"] = $"{address}/reconcile/preview?id=",
        ["schemaSpace"] = $"{address}/graphql/schema.graphql",
        ["documentation"] = $"{address}/graphql",
        ["defaultTypes"] = new JsonArray([.. Vocabulary.Current.Types.Where(type => type.Name != "Recognition").Select(Type)]),
        ["view"] = new JsonObject { ["url"] = $"{address}/reconcile/preview?id={{{{id}}}}" },
        ["preview"] = new JsonObject { ["url"] = $"{address}/reconcile/preview?id={{{{id}}}}", ["width"] = 430, ["height"] = 300 },
        ["suggest"] = new JsonObject
        {
            ["entity"] = Suggest(address, "entity"),
            ["type"] = Suggest(address, "type"),
            ["property"] = Suggest(address, "property"),
        },
        ["extend"] = new JsonObject
        {
            ["propose_properties"] = new JsonObject { ["service_url"] = address, ["service_path"] = "/reconcile/properties" },
            ["property_settings"] = new JsonArray(new JsonObject
            {
                ["name"] = "limit",
                ["label"] = "Limit",
                ["type"] = "number",
                ["default"] = 0,
                ["help_text"] = "Most values of a row (0 for all)",
            }),
        },
        ["batchSize"] = BatchSize,
    };

    public static JsonNode Type(EntityType type) => new JsonObject { ["id"] = type.Name, ["name"] = $"{type.En} {type.Zh}" };

    static JsonObject Suggest(string address, string what) => new()
    {
        ["service_url"] = address,
        ["service_path"] = $"/reconcile/suggest/{what}",
        ["flyout_service_url"] = address,
        ["flyout_service_path"] = $"/reconcile/flyout/{what}?id=${{id}}",
    };
}
