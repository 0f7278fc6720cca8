using System.Text;
using System.Text.Json;
using Registry.Bench;
using Registry.Graph.Engine;
using Registry.Graph.Subscribing;

namespace Registry.Graph.Tests;

public sealed class PlanCacheTests
{
    private const int Times = 200;
    private const long MostBytes = 2_048;

    [Fact]
    public void A_document_that_is_known_costs_less_than_two_kilobytes_to_find_bind_and_price()
    {
        using var engine = Engine();
        var request = new GraphQLRequest(Encoding.UTF8.GetBytes(Questions.OneKilobyte))
        {
            Variables = JsonSerializer.Deserialize<JsonElement>("""{"place":"500000"}"""),
            Cost = CostMode.Validate,
        };
        Ask(engine, request, Times);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Ask(engine, request, Times);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Times;

        Assert.True(bytes < MostBytes, $"{bytes} bytes were allocated.");
    }

    // Nothing of it waits, so it all runs on this thread.
    private static void Ask(GraphQLEngine engine, GraphQLRequest request, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var response = engine.Execute(request).AsTask().GetAwaiter().GetResult();
            if (response.Errors.Count > 0)
            {
                Assert.Fail(response.Errors[0].Message);
            }
        }
    }

    private static GraphQLEngine Engine()
    {
        var schema = RegistryGraph.Parse();
        return new GraphQLEngine(schema, RegistryGraph.Bind(schema, GraphLimits.Default, new StoreWatch(_ => throw new InvalidOperationException("No store is read here.")), TimeProvider.System));
    }
}
