namespace Registry.Tests.Program;

/// <summary>How the program takes its settings, and what it says of those that make no sense.</summary>
public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("GraphQL__MaxFieldCost", "much", "GraphQL:MaxFieldCost is \"much\" (environment variable REGISTRY_GraphQL__MaxFieldCost); a number from 0 to 1000000000000 would be right.")]
    [InlineData("GraphQL__MaxDepth", "-1", "GraphQL:MaxDepth is \"-1\" (environment variable REGISTRY_GraphQL__MaxDepth); a whole number from 1 to 256 would be right.")]
    [InlineData("GraphQL__ExecutionTimeout", "30", "GraphQL:ExecutionTimeout is \"30\" (environment variable REGISTRY_GraphQL__ExecutionTimeout); hh:mm:ss from 00:00:00.0010000 to 01:00:00 would be right.")]
    [InlineData("GraphQL__IsIntrospectionAllowed", "maybe", "GraphQL:IsIntrospectionAllowed is \"maybe\" (environment variable REGISTRY_GraphQL__IsIntrospectionAllowed); true or false would be right.")]
    [InlineData("GraphQL__MaxFeildCost", "1", "There is no setting GraphQL:MaxFeildCost (environment variable REGISTRY_GraphQL__MaxFeildCost). Did you mean GraphQL:MaxFieldCost?")]
    [InlineData("Cookies__Sweet", "1", "There is no setting Cookies (environment variable REGISTRY_Cookies); docs/configuration.md lists those that there are.")]
    public async Task A_variable_that_makes_no_sense_is_refused_with_what_would_be_right(string name, string value, string message)
    {
        using var folder = new TemporaryFolder();

        using var registry = RegistryProcess.StartWith(folder.Path, new Dictionary<string, string> { ["REGISTRY_" + name] = value }, "serve");
        await registry.End();

        Assert.Equal($"registry: {message}", registry.Errors.TrimEnd());
        Assert.Equal(2, registry.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("""{"GraphQL": {"MaxDepth": 0, "MaxTokens": "many"}}""", "registry: GraphQL:MaxDepth is \"0\" (registry.json); a whole number from 1 to 256 would be right.\nregistry: GraphQL:MaxTokens is \"many\" (registry.json); a whole number from 1 to 10000000 would be right.")]
    [InlineData("""{"GraphQL": {"MaxDepth": [1, 2]}}""", "registry: GraphQL:MaxDepth is [\"1\", \"2\"] (registry.json); a whole number from 1 to 256 would be right.")]
    [InlineData("""{"Cors": {"Origins": ["https://one.example/", "*"]}}""", "registry: Cors:Origins is [\"https://one.example/\", \"*\"] (registry.json); `*`, or origins such as https://example.org would be right.")]
    [InlineData("""{"Persisted": {"Folder": "nowhere"}}""", "registry: Persisted:Folder is \"nowhere\" (registry.json); a folder would be right.")]
    [InlineData("""{"Persisted": {"OnlyTrusted": true}}""", "registry: Persisted:OnlyTrusted is true, but Persisted:Folder names no folder; nothing could be asked. The folder of the trusted documents would be right.")]
    [InlineData("""{"GraphQL": {"MaxPageSize": 5}}""", "registry: GraphQL:DefaultPageSize is 10, but GraphQL:MaxPageSize is 5; at most as many would be right.")]
    [InlineData("""{"GraphQL": 7}""", "registry: GraphQL is \"7\" (registry.json); an object with settings in it would be right.")]
    [InlineData("""{"Store": "x"}""", "registry: There is no setting Store (registry.json); docs/configuration.md lists those that there are.")]
    [InlineData("""{"GraphQL": """, "registry: registry.json is no JSON: ")]
    public async Task A_file_that_makes_no_sense_is_refused_with_what_would_be_right(string json, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("registry.json"), json);

        using var registry = await RegistryProcess.Run(folder.Path, "serve");

        Assert.StartsWith(message, registry.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", registry.Errors, StringComparison.Ordinal);
        Assert.Equal(2, registry.ExitCode);
    }

    [Fact]
    public async Task A_file_that_is_named_must_be_there()
    {
        using var folder = new TemporaryFolder();

        using var registry = await RegistryProcess.Run(folder.Path, "serve", "--config", "other.json");

        Assert.Equal("registry: There is no file other.json to read settings from (--config). docs/configuration.md says what it would hold.", registry.Errors.TrimEnd());
        Assert.Equal(2, registry.ExitCode);
    }

    [Fact]
    public async Task A_variable_goes_before_the_file_and_both_take_effect()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("my.json"), """{"GraphQL": {"MaxDepth": 2, "MaxFieldCost": 7, "IsIntrospectionAllowed": false}}""");
        using var registry = await EmptyRegistry.Serve(folder.Path, new() { ["REGISTRY_GraphQL__MaxFieldCost"] = "5.5" }, "--config", "my.json");

        Assert.Equal("OPERATION_DEPTH_EXCEEDED", await registry.Code("{ zones { nodes { name } } }"));
        Assert.Equal("HC0046", await registry.Code("{ __schema { __typename } }"));
        Assert.Equal(5.5, await MaxFieldCost(registry));
    }

    private static async Task<double> MaxFieldCost(EmptyRegistry registry)
    {
        var answer = await registry.Ask(new { query = "{ zones { totalCount } incubators { totalCount } universities { totalCount } }" });
        return answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("maxFieldCost").GetDouble();
    }
}
