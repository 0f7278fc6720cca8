using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

[assembly: AssemblyFixture(typeof(Registry.Tests.Program.ServingRegistry))]

namespace Registry.Tests.Program;

/// <summary>
/// One program for all tests that only ask: started as a new user starts it, on an empty folder, with the bundled sources. It starts when the
/// first of them needs it.
/// </summary>
public sealed partial class ServingRegistry : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<(RegistryProcess Process, HttpClient Client)> serving;

    // Tests that wait for it hold their threads; it starts on another.
    public ServingRegistry() => serving = new(() => Task.Run(Start).GetAwaiter().GetResult());

    public HttpClient Client => serving.Value.Client;

    /// <summary>The folder in which it runs, its store in it.</summary>
    public string Folder => serving.Value.Process.HasExited ? throw new InvalidOperationException("The program has ended.") : folder.Path;

    /// <summary>What the first start printed until it answered.</summary>
    public string FirstWords => serving.Value.Process.Output;

    /// <summary>Asks over POST for an answer that comes at once.</summary>
    /// <returns>The whole response, <c>data</c> and <c>errors</c>.</returns>
    public async Task<JsonElement> Ask(string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks and gives <c>data</c>; errors fail the test with their text.</summary>
    public async Task<JsonElement> Data(string query, object? variables = null)
    {
        var answer = await Ask(query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    public void Dispose()
    {
        if (serving.IsValueCreated)
        {
            serving.Value.Process.Dispose();
            serving.Value.Client.Dispose();
        }
        folder.Dispose();
    }

    private async Task<(RegistryProcess Process, HttpClient Client)> Start()
    {
        var process = RegistryProcess.Start(folder.Path, "--urls", "http://127.0.0.1:0");
        if (await process.Says("/graphql", TimeSpan.FromMinutes(3)))
            return (process, new HttpClient { BaseAddress = new Uri(Address().Match(process.Output).Groups[1].Value), Timeout = RegistryProcess.Patience(TimeSpan.FromMinutes(1)) });
        using (process)
            throw new InvalidOperationException($"The program did not answer.\n{process.Output}\n{process.Errors}");
    }

    [GeneratedRegex(@"(http://127\.0\.0\.1:\d+)/graphql")]
    private static partial Regex Address();
}
