using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Registry.Store;

namespace Registry.Bench.National;

/// <summary>
/// The seven questions against their ceilings: one server, rounds in turn, a closed loop of 1, 16 and 64 connections by wrk; requests per second,
/// CPU time of the server and bytes that it allocates per request, the median and the 99th percentile. That both answer the same is looked at first.
/// </summary>
internal sealed partial class NationalLoad(string store, string data, string url, IReadOnlyList<int> connections)
{
    private const int WarmUp = 4;

    private static readonly int[] Usual = [1, 16, 64];

    /// <param name="arguments">The file of the store, the folder of the benchmark's data, and perhaps the rounds, their seconds, the questions and the connections.</param>
    public static async Task<int> Run(string[] arguments)
    {
        var (store, data) = (arguments[0], arguments[1]);
        var rounds = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 5;
        var seconds = arguments.Length > 3 ? int.Parse(arguments[3], CultureInfo.InvariantCulture) : 3;
        var questions = arguments.Length > 4 ? arguments[4].Split(',') : NationalQuestions.Names;
        var connections = arguments.Length > 5 ? arguments[5].Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray() : Usual;
        var url = $"http://127.0.0.1:{HttpAgainstBareEndpoint.FreePort()}";
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. HttpAgainstBareEndpoint.Self(), "national-serve", store, url]) { RedirectStandardOutput = true })!;
        try
        {
            if (await server.StandardOutput.ReadLineAsync() != "ready")
                throw new InvalidOperationException("The server did not start.");
            var load = new NationalLoad(store, data, url, connections);
            Console.WriteLine("| question | connections | requests/s | ceiling | ratio | CPU us | ceiling | ratio | allocated | statements | median ms | p99 ms |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
            foreach (var question in questions)
                await load.Compare(server, question, rounds, seconds);
            return 0;
        }
        finally
        {
            server.Kill();
        }
    }

    private async Task Compare(Process server, string question, int rounds, int seconds)
    {
        var bodies = await Bodies(question);
        await Same(question, bodies);
        var script = await Script(bodies);
        foreach (var open in connections)
        {
            List<Load> ours = [], ceiling = [];
            for (var round = 0; round <= rounds; round++)
            {
                var first = await Drive(server, script, $"{url}/ceiling/{question}", open, round == 0 ? WarmUp : seconds);
                var second = await Drive(server, script, $"{url}/graphql", open, round == 0 ? WarmUp : seconds);
                if (round == 0)
                    continue;
                ceiling.Add(first);
                ours.Add(second);
            }

            Tell(question, open, ours, ceiling);
        }

        File.Delete(script);
    }

    private static void Tell(string question, int connections, List<Load> ours, List<Load> ceiling)
    {
        double Of(List<Load> loads, Func<Load, double> value) => Figures.Median(loads.Select(value));
        var (rate, best) = (Of(ours, load => load.Rate), Of(ceiling, load => load.Rate));
        var (cpu, least) = (Of(ours, load => load.Cpu), Of(ceiling, load => load.Cpu));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {question} | {connections} | {rate:F0} | {best:F0} | {rate / best:F2} | {cpu:F1} | {least:F1} | {least / cpu:F2} | {Of(ours, load => load.Allocated):F0} B | {Of(ours, load => load.Statements):F2} | {Of(ours, load => load.Median):F2} | {Of(ours, load => load.P99):F2} |"));
    }

    private async Task<IReadOnlyList<string>> Bodies(string question)
    {
        using var database = Database.Open(StoreAddress.Parse("sqlite:" + store));
        using var engine = NationalServer.Engine(database);
        return await new NationalQuestions(data, store).Bodies(question, engine);
    }

    // What is compared is the same work.
    private async Task Same(string question, IReadOnlyList<string> bodies)
    {
        using var client = new HttpClient();
        foreach (var body in bodies.Take(40))
        {
            var (ours, ceiling) = (await Ask(client, "graphql", body), await Ask(client, $"ceiling/{question}", body));
            if (ours != ceiling)
                throw new InvalidOperationException($"{question} and its ceiling differ for {body}\n{Cut(ours)}\n{Cut(ceiling)}");
        }
    }

    private static string Cut(string text) => text.Length < 3_000 ? text : text[..3_000];

    private async Task<string> Ask(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync($"{url}/{path}", content);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>A script by which wrk asks these bodies in turn; its path.</summary>
    public static async Task<string> Script(IReadOnlyList<string> bodies)
    {
        var script = Path.GetTempFileName();
        await File.WriteAllLinesAsync(script + ".bodies", bodies);
        await File.WriteAllTextAsync(script, $$"""
            local requests, at = {}, 0
            function init(args)
              for body in io.lines("{{script}}.bodies") do
                requests[#requests + 1] = wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
              end
            end
            function request()
              at = at % #requests + 1
              return requests[at]
            end
            """);
        return script;
    }

    private async Task<Load> Drive(Process server, string script, string address, int connections, int seconds)
    {
        var (allocated, statements) = await Spent();
        server.Refresh();
        var before = server.TotalProcessorTime;
        using var wrk = Process.Start(new ProcessStartInfo("wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", "-s", script, address]) { RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        server.Refresh();
        var cpu = server.TotalProcessorTime - before;
        var (allocatedAfter, statementsAfter) = await Spent();
        if (said.Contains("Non-2xx", StringComparison.Ordinal) || said.Contains("Socket errors", StringComparison.Ordinal))
            throw new InvalidOperationException($"{address} refused:\n{said}");
        var requests = double.Parse(Requests().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
        return new Load(
            double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture),
            cpu.TotalMicroseconds / requests,
            (allocatedAfter - allocated) / requests,
            (statementsAfter - statements) / requests,
            Milliseconds(Half().Match(said)),
            Milliseconds(Most().Match(said)));
    }

    private async Task<(double Allocated, double Statements)> Spent()
    {
        using var client = new HttpClient();
        var spent = (await client.GetStringAsync($"{url}/spent")).Split(' ');
        return (double.Parse(spent[0], CultureInfo.InvariantCulture), double.Parse(spent[1], CultureInfo.InvariantCulture));
    }

    private static double Milliseconds(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * match.Groups[2].Value switch
    {
        "us" => 0.001,
        "ms" => 1,
        _ => 1_000,
    };

    private readonly record struct Load(double Rate, double Cpu, double Allocated, double Statements, double Median, double P99);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Half();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Most();
}
