using Registry.Testing;

namespace Registry.Tests.Program;

/// <summary>What the program answers to a command line, word for word where people read it.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("harvst", "Unrecognized command or argument 'harvst'.")]
    [InlineData("--role boss", "--role: there is no role \"boss\". all, api or harvest would be right.")]
    [InlineData("--urls here", "--urls: \"here\" is no address to answer on. http://HOST:PORT would be right, for instance http://127.0.0.1:5080.")]
    [InlineData("doctor --store data/registry.db", "\"data/registry.db\" does not say which database. Write sqlite:data/registry.db for a SQLite file.")]
    [InlineData("doctor --store oracle:x", "\"oracle:x\" names a store of kind \"oracle\"; a store is a SQLite file or a database of SQL Server. Write sqlite:PATH, for instance sqlite:data/registry.db, or sqlserver:CONNECTION STRING.")]
    [InlineData("harvest --catalog nowhere", "There is no folder nowhere to read sources from (--catalog). It would hold <country>/<name>/source.yml.")]
    [InlineData("harvest cn/universitys", "There is no source \"cn/universitys\". Did you mean cn/universities? `registry sources` lists them.")]
    [InlineData("harvest --fast", "harvest has no option \"--fast\". Try: registry harvest --help")]
    public async Task A_command_line_that_makes_no_sense_is_answered_with_what_would_have_been_right(string arguments, string message)
    {
        using var folder = new TemporaryFolder();

        using var registry = await RegistryProcess.Run(folder.Path, arguments.Split(' '));

        Assert.Contains(message, registry.Errors, StringComparison.Ordinal);
        Assert.Equal(2, registry.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("rebuild")]
    [InlineData("backup copy.db")]
    public async Task A_verb_that_needs_a_store_says_where_it_looked_and_makes_none(string arguments)
    {
        ServerDatabases.SkipUnlessSqlite("a file that is not there.");
        using var folder = new TemporaryFolder();

        using var registry = await RegistryProcess.Run(folder.Path, arguments.Split(' '));

        Assert.Contains("There is no store at sqlite:data/registry.db.", registry.Errors, StringComparison.Ordinal);
        Assert.Equal(1, registry.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("harvest")]
    [InlineData("sources")]
    [InlineData("sources lint")]
    [InlineData("rebuild")]
    [InlineData("migrate")]
    [InlineData("extract")]
    [InlineData("schema")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("doctor")]
    public async Task Every_verb_explains_itself(string verb)
    {
        using var folder = new TemporaryFolder();

        using var registry = await RegistryProcess.Run(folder.Path, [.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Contains("Usage:", registry.Output, StringComparison.Ordinal);
        Assert.Contains("--store", registry.Output, StringComparison.Ordinal);
        Assert.Equal(0, registry.ExitCode);
    }

    [Fact]
    public async Task The_store_may_be_named_before_the_verb_after_it_or_by_the_environment()
    {
        ServerDatabases.SkipUnlessSqlite("the files that are made.");
        using var folder = new TemporaryFolder();

        using var before = await RegistryProcess.Run(folder.Path, "--store", "sqlite:one.db", "migrate");
        using var after = await RegistryProcess.Run(folder.Path, "migrate", "--store", "sqlite:two.db");
        using var environment = RegistryProcess.StartWith(folder.Path, new Dictionary<string, string> { ["REGISTRY_STORE"] = "sqlite:three.db" }, "migrate");
        await environment.End();

        Assert.All([before, after, environment], registry => Assert.Equal(0, registry.ExitCode));
        Assert.All(["one.db", "two.db", "three.db"], name => Assert.True(File.Exists(folder.File(name))));
    }

    [Fact]
    public async Task The_schema_is_printed_as_it_is_served()
    {
        using var folder = new TemporaryFolder();

        using var registry = await RegistryProcess.Run(folder.Path, "schema");

        Assert.Equal(File.ReadAllText(Checkout.PathTo("schema", "registry.graphql")).TrimEnd(), registry.Output.TrimEnd());
    }

    [Fact]
    public async Task An_address_in_use_is_named()
    {
        using var folder = new TemporaryFolder();
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}";

        using var registry = await RegistryProcess.Run(folder.Path, "--role", "api", "--urls", url);

        Assert.Contains(url, registry.Errors, StringComparison.Ordinal);
        Assert.Contains("in use", registry.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", registry.Errors, StringComparison.Ordinal);
        Assert.Equal(1, registry.ExitCode);
    }
}
