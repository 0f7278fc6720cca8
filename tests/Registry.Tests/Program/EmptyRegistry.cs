using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Registry.Tests.Program;

/// <summary>The program serving a store in which nothing is published, with settings of the test's own.</summary>
internal sealed partial class EmptyRegistry : IDisposable
{
    private readonly RegistryProcess process;

    private EmptyRegistry(RegistryProcess process, Uri address)
    {
        this.process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = RegistryProcess.Patience(TimeSpan.FromMinutes(1)) };
    }

    public HttpClient Client { get; }

    public string Errors => process.Errors;

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<EmptyRegistry> Serve(string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        var process = RegistryProcess.StartWith(folder, environment, ["serve", "--role", "api", "--urls", "http://127.0.0.1:0", .. arguments]);
        Assert.True(await process.Says("/graphql", TimeSpan.FromMinutes(2)), process.Errors);
        return new EmptyRegistry(process, new Uri(Address().Match(process.Output).Groups[1].Value));
    }

    /// <summary>The whole answer to a question.</summary>
    public async Task<JsonElement> Ask(object request)
    {
        using var response = await Client.PostAsJsonAsync("/graphql", request, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>The code of the one error that a question is answered with.</summary>
    public async Task<string?> Code(string query)
    {
        var answer = await Ask(new { query });
        return Assert.Single(answer.GetProperty("errors").EnumerateArray()).GetProperty("extensions").GetProperty("code").GetString();
    }

    public void Dispose()
    {
        Client.Dispose();
        process.Dispose();
    }

    [GeneratedRegex(@"(http://127\.0\.0\.1:\d+)/graphql")]
    private static partial Regex Address();
}
