using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;

namespace Registry.Bench;

/// <summary>
/// How much more memory the process holds while it answers some ten megabytes over HTTP to a client that throws them away, and
/// whether it is given back: the live heap and the working set, sampled every millisecond.
/// </summary>
internal static class MemoryOfALargeAnswer
{
    private const int Rows = 105_000;

    public static async Task<int> Run()
    {
        await using var server = await BenchServer.Start("http://127.0.0.1:0", Engines.OfRows());
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
        // A small answer first, so that what a first request alone costs is not counted.
        await Ask(client, 100);
        var before = Held();
        var peak = before;
        using var done = new CancellationTokenSource();
        var sampling = Task.Run(() => Sample(held => peak = Math.Max(peak, held), done.Token));

        var bytes = await Ask(client, Rows);

        await done.CancelAsync();
        await sampling;
        var after = Held();
        var ratio = (peak - before) / (double)bytes;
        var again = await Again(client);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"an answer of {bytes / 1e6:F1} MB raises the heap by {(peak - before) / 1e6:F1} MB, ratio {ratio:F2} (at most 2.5); after a collection {(after - before) / 1e6:F1} MB stay, {again}"));
        return ratio <= 2.5 ? 0 : 1;
    }

    // A second answer of the same size lives off what the pools kept.
    private static async Task<string> Again(HttpClient client)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var bytes = await Ask(client, Rows);
        return string.Create(CultureInfo.InvariantCulture, $"and a second one allocates {(GC.GetTotalAllocatedBytes(precise: true) - before) / (double)bytes:F2} times its size, client included");
    }

    private static async Task<long> Ask(HttpClient client, int rows)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = $"{{ rows(first: {rows}) {{ id name level area }} }}" }) };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        long total = 0;
        for (var read = await body.ReadAsync(buffer); read > 0; read = await body.ReadAsync(buffer))
            total += read;
        return total;
    }

    private static void Sample(Action<long> sampled, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            sampled(GC.GetTotalMemory(forceFullCollection: false));
            Thread.Yield();
        }
    }

    private static long Held()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
