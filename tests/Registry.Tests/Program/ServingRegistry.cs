using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

[assembly: AssemblyFixture(typeof(Registry.Tests.Program.ServingRegistry))]

namespace Registry.Tests.Program;

/// <summary>One program for all tests that only ask: started as a new user starts it, on an empty folder, with the bundled sources.</summary>
public sealed partial class ServingRegistry : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private RegistryProcess? process;

    public HttpClient Client { get; } = new() { Timeout = TimeSpan.FromMinutes(1) };

    public string Folder => folder.Path;

    /// <summary>What the first start printed until it answered.</summary>
    public string FirstWords => process!.Output;

    public async ValueTask InitializeAsync()
    {
        process = RegistryProcess.Start(folder.Path, "--urls", "http://127.0.0.1:0");
        if (!await process.Says("/graphql", TimeSpan.FromMinutes(3)))
            throw new InvalidOperationException($"The program did not answer.\n{process.Output}\n{process.Errors}");
        Client.BaseAddress = new Uri(Address().Match(process.Output).Groups[1].Value);
    }

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

    public ValueTask DisposeAsync()
    {
        process?.Dispose();
        Client.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"(http://127\.0\.0\.1:\d+)/graphql")]
    private static partial Regex Address();
}
