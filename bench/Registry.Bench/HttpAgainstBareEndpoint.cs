using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Registry.Bench;

/// <summary>
/// Requests per second of GraphQL against a bare endpoint in the same server: wrk, 16 connections, rounds in turn, medians.
/// The server is a process of its own; its CPU time a request is given beside.
/// </summary>
internal static partial class HttpAgainstBareEndpoint
{
    private const int Rounds = 5;

    public static async Task<int> Run()
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), "serve", url]) { RedirectStandardOutput = true })!;
        try
        {
            if (await server.StandardOutput.ReadLineAsync() != "ready")
                throw new InvalidOperationException("The server did not start.");
            var typeName = await Compare(server, url, "typename", Questions.TypeName);
            var introspection = await Compare(server, url, "introspection", Questions.Introspection);
            return typeName >= 0.8 && introspection >= 0.8 ? 0 : 1;
        }
        finally
        {
            server.Kill();
        }
    }

    private static async Task<double> Compare(Process server, string url, string name, string question)
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, $"""
            wrk.method = "POST"
            wrk.headers["Content-Type"] = "application/json"
            wrk.body = [==[{JsonSerializer.Serialize(new { query = question })}]==]
            """);
        List<Load> bare = [], graphql = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var first = await Drive(server, script, $"{url}/bare/{name}");
            var second = await Drive(server, script, $"{url}/graphql");
            if (round == 0)
                continue;
            bare.Add(first);
            graphql.Add(second);
        }

        File.Delete(script);
        var (ceiling, ours) = (Figures.Median(bare.Select(load => load.Rate)), Figures.Median(graphql.Select(load => load.Rate)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {ours:F0} requests/s, bare endpoint {ceiling:F0}, ratio {ours / ceiling:F2} (at least 0.8); server CPU {Figures.Median(graphql.Select(load => load.Cpu)):F1} us against {Figures.Median(bare.Select(load => load.Cpu)):F1} us a request"));
        return ours / ceiling;
    }

    private static async Task<Load> Drive(Process server, string script, string url)
    {
        server.Refresh();
        var before = server.TotalProcessorTime;
        using var wrk = Process.Start(new ProcessStartInfo("wrk", ["-t1", "-c16", "-d4s", "-s", script, url]) { RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        server.Refresh();
        var spent = server.TotalProcessorTime - before;
        if (said.Contains("Non-2xx", StringComparison.Ordinal))
            throw new InvalidOperationException($"{url} refused:\n{said}");
        var requests = double.Parse(Requests().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
        return new Load(double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture), spent.TotalMicroseconds / requests);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Run by the dotnet host, the program is its first argument.
    public static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(HttpAgainstBareEndpoint).Assembly.Location] : [];

    private readonly record struct Load(double Rate, double Cpu);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();
}
