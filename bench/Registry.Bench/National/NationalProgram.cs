using System.Diagnostics;
using System.Globalization;
using System.Text;
using Registry.Store;

namespace Registry.Bench.National;

/// <summary>The program itself over a filled store: from its start to the first answer, and what it holds in memory a minute after it was asked much.</summary>
internal static class NationalProgram
{
    private const string FirstQuestion = """{"query":"{ enterprises(first: 1) { nodes { id name } } }"}""";

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(60);

    /// <param name="arguments">The program, the file of the store, the folder of the benchmark's data, and perhaps for how many seconds each question is asked.</param>
    public static async Task<int> Run(string[] arguments)
    {
        var (program, store, data) = (arguments[0], arguments[1], arguments[2]);
        var seconds = arguments.Length > 3 ? arguments[3] : "5";
        var url = $"http://127.0.0.1:{HttpAgainstBareEndpoint.FreePort()}";
        var bodies = await Bodies(store, data);
        List<double> starts = [];
        for (var i = 0; i < 3; i++)
        {
            using var once = Start(program, store, url);
            starts.Add(await FirstAnswer(url, once));
            await Stop(once);
        }

        using var server = Start(program, store, url);
        await FirstAnswer(url, server);
        foreach (var asked in bodies)
            await Ask(asked, url, seconds);
        var busy = Memory(server);
        await Task.Delay(Rest);
        var resting = Memory(server);
        await Stop(server);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"From its start to the first answer: {Figures.Median(starts):F2} s. Resident after each question was asked by 64 connections for {seconds} s: {busy}; {Rest.TotalSeconds:F0} s later: {resting}."));
        return 0;
    }

    private static async Task<List<IReadOnlyList<string>>> Bodies(string store, string data)
    {
        using var database = Database.Open(StoreAddress.Parse("sqlite:" + store));
        using var engine = NationalServer.Engine(database);
        var questions = new NationalQuestions(data, store);
        List<IReadOnlyList<string>> bodies = [];
        foreach (var question in NationalQuestions.Names)
            bodies.Add(await questions.Bodies(question, engine));
        return bodies;
    }

    private static Process Start(string program, string store, string url) => Process.Start(
        new ProcessStartInfo(program, ["serve", "--role", "api", "--store", "sqlite:" + store, "--urls", url]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<double> FirstAnswer(string url, Process server)
    {
        using var client = new HttpClient();
        var deadline = TimeSpan.FromMinutes(2);
        while (DateTime.Now - server.StartTime < deadline)
        {
            if (server.HasExited)
                throw new InvalidOperationException($"The server ended: {await server.StandardError.ReadToEndAsync()}");
            try
            {
                using var content = new StringContent(FirstQuestion, Encoding.UTF8, "application/json");
                using var response = await client.PostAsync(url + "/graphql", content);
                response.EnsureSuccessStatusCode();
                return (DateTime.Now - server.StartTime).TotalSeconds;
            }
            catch (HttpRequestException fault) when (fault.StatusCode is null)
            {
                // It does not listen yet.
                await Task.Delay(10);
            }
        }

        throw new InvalidOperationException("The server gave no answer within two minutes.");
    }

    private static async Task Ask(IReadOnlyList<string> bodies, string url, string seconds)
    {
        var script = await NationalLoad.Script(bodies);
        using var wrk = Process.Start(new ProcessStartInfo("wrk", ["-t1", "-c64", $"-d{seconds}s", "-s", script, url + "/graphql"]) { RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (said.Contains("Non-2xx", StringComparison.Ordinal))
            throw new InvalidOperationException("The server refused:\n" + said);
    }

    // The file of the store lies in memory too, as far as it was read; what is its own is the rest.
    private static string Memory(Process server)
    {
        var lines = File.ReadLines($"/proc/{server.Id}/status").Select(line => line.Split(':', 2)).ToDictionary(parts => parts[0], parts => parts[1].Trim());
        double Megabytes(string name) => double.Parse(lines[name].Split(' ')[0], CultureInfo.InvariantCulture) / 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{Megabytes("VmRSS"):F0} MB ({Megabytes("RssAnon"):F0} MB without files)");
    }

    private static async Task Stop(Process server)
    {
        server.Kill();
        await server.WaitForExitAsync();
    }
}
