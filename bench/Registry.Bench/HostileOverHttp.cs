using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Registry.Graph.Engine;

namespace Registry.Bench;

/// <summary>
/// How long hostile requests take over HTTP, from the first byte sent to the last byte answered, and what CPU time and memory server and client
/// together spend on one: medians of rounds in turn, each on the one connection, after a round that warms up.
/// </summary>
internal static class HostileOverHttp
{
    private const int Rounds = 9;
    private const double MostMilliseconds = 100;
    private const double MostMegabytes = 50;

    public static async Task<int> Run()
    {
        await using var server = await BenchServer.Start("http://127.0.0.1:0", Engines.OfTheProduct(EngineOptions.Default));
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
        var requests = HostileRequests.All().ToList();
        var taken = requests.ConvertAll(_ => new List<Spent>());
        for (var round = 0; round <= Rounds; round++)
        {
            for (var i = 0; i < requests.Count; i++)
            {
                var one = await Measure(client, requests[i]);
                if (round > 0)
                    taken[i].Add(one);
            }
        }

        Console.WriteLine("| request | body | answer | time | CPU | allocated |\n|---|---:|---|---:|---:|---:|");
        var isWithin = true;
        for (var i = 0; i < requests.Count; i++)
        {
            var all = taken[i];
            var median = new Spent(Figures.Median(all.Select(one => one.Milliseconds)), Figures.Median(all.Select(one => one.Cpu)), Figures.Median(all.Select(one => one.Megabytes)));
            isWithin &= median.Milliseconds < MostMilliseconds && median.Megabytes < MostMegabytes;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {requests[i].Name} | {requests[i].Body.Length / 1e3:F0} kB | {requests[i].Status} {requests[i].Code} | {median.Milliseconds:F1} ms | {median.Cpu:F1} ms | {median.Megabytes:F1} MB |"));
        }

        return isWithin ? 0 : 1;
    }

    private static async Task<Spent> Measure(HttpClient client, HostileRequest request)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var status = await Post(client, request.Body);
        var one = new Spent(watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6);
        if (status != request.Status || await Post(client, HostileRequests.Next) != 200)
            throw new InvalidOperationException($"{request.Name}: answered {status}, or the next request was not answered.");
        return one;
    }

    private static async Task<int> Post(HttpClient client, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await client.PostAsync("/graphql", content);
        await response.Content.ReadAsByteArrayAsync();
        return (int)response.StatusCode;
    }

    private readonly record struct Spent(double Milliseconds, double Cpu, double Megabytes);
}
