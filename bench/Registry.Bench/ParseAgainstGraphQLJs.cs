using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Registry.Graph;
using Registry.Graph.Engine;

namespace Registry.Bench;

/// <summary>
/// Parse, validate and plan of a kilobyte that the engine does not know, against graphql-js' parse and validate of the same text
/// over the same schema: rounds in turn, microseconds of CPU a document, medians.
/// </summary>
internal static class ParseAgainstGraphQLJs
{
    private const int Rounds = 9;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public static async Task<int> Run()
    {
        var engine = Engines.OfTheProduct(EngineOptions.Default with { PlanCacheBytes = 0 });
        using var node = await Node();
        List<double> ours = [], theirs = [];
        // The first round of each warms up.
        for (var round = 0; round <= Rounds; round++)
        {
            var mine = await Measure(engine);
            await node.StandardInput.WriteLineAsync("go");
            var other = double.Parse((await node.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
            if (round == 0)
                continue;
            ours.Add(mine);
            theirs.Add(other);
        }

        node.StandardInput.Close();
        await node.WaitForExitAsync();
        var (engineTime, jsTime) = (Figures.Median(ours), Figures.Median(theirs));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"parse + validate + plan of {Encoding.UTF8.GetByteCount(Questions.OneKilobyte)} bytes: {engineTime:F1} us, graphql-js parse + validate: {jsTime:F1} us, ratio {engineTime / jsTime:F3} (at most 1.5)"));
        return engineTime / jsTime <= 1.5 ? 0 : 1;
    }

    // Validate prices the operation, which needs its plan, and executes nothing.
    private static async Task<double> Measure(GraphQLEngine engine)
    {
        var request = new GraphQLRequest(Encoding.UTF8.GetBytes(Questions.OneKilobyte))
        {
            Variables = JsonSerializer.Deserialize<JsonElement>("""{"place":"500000"}"""),
            Cost = CostMode.Validate,
        };
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var documents = 0;
        while (watch.Elapsed < Round)
        {
            using var response = await engine.Execute(request);
            if (response.Errors.Count > 0)
                throw new InvalidOperationException(response.Errors[0].Message);
            documents++;
        }

        return (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / documents;
    }

    private static async Task<Process> Node()
    {
        var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "../../../../node/parse-validate.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var task = JsonSerializer.Serialize(new { sdl = RegistryGraph.Sdl, query = Questions.OneKilobyte, milliseconds = Round.TotalMilliseconds });
        await node.StandardInput.WriteLineAsync(task);
        if (await node.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException("graphql-js did not start; run npm ci in bench/node first.");
        return node;
    }
}
