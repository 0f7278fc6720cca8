using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Registry.Graph.Engine;

namespace Registry.Bench;

/// <summary>The engine alone: what a document costs the first time and every further time. No HTTP, no store.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private readonly GraphQLEngine missing = Engines.OfTheProduct(EngineOptions.Default with { PlanCacheBytes = 0 });
    private readonly GraphQLEngine keeping = Engines.OfTheProduct(EngineOptions.Default);
    private readonly GraphQLEngine rows = Engines.OfRows();
    private readonly PipeWriter output = PipeWriter.Create(Stream.Null);
    private readonly GraphQLRequest kilobyte = new(Encoding.UTF8.GetBytes(Questions.OneKilobyte))
    {
        Variables = JsonSerializer.Deserialize<JsonElement>("""{"place":"500000"}"""),
        Cost = CostMode.Validate,
    };

    private readonly GraphQLRequest typeName = GraphQLRequest.Of(Questions.TypeName);
    private readonly GraphQLRequest introspection = GraphQLRequest.Of(Questions.Introspection);
    private readonly GraphQLRequest thousand = GraphQLRequest.Of("{ rows(first: 1000) { id name level area } }");

    /// <summary>Parse, validate, plan, coerce and price a document that is not known.</summary>
    [Benchmark]
    public Task Miss() => Answer(missing, kilobyte);

    /// <summary>Find, coerce and price a document that is known.</summary>
    [Benchmark]
    public Task Hit() => Answer(keeping, kilobyte);

    /// <summary>The smallest answer.</summary>
    [Benchmark]
    public Task TypeName() => Answer(keeping, typeName);

    /// <summary>The whole schema.</summary>
    [Benchmark]
    public Task Introspection() => Answer(keeping, introspection);

    /// <summary>A thousand rows of four fields.</summary>
    [Benchmark]
    public Task ThousandRows() => Answer(rows, thousand);

    private async Task Answer(GraphQLEngine engine, GraphQLRequest request)
    {
        using var response = await engine.Execute(request);
        await response.WriteTo(output);
        await output.FlushAsync();
    }
}
