using System.Text.RegularExpressions;

namespace Registry.Tests.Architecture;

/// <summary>Which database a store lies in is known to Registry.Store alone: told from what was compiled.</summary>
public sealed partial class WhoKnowsTheDatabase
{
    [Theory]
    [InlineData("Registry.Graph.Engine")]
    [InlineData("Registry.Graph")]
    [InlineData("Registry.Harvest")]
    [InlineData("Registry.Identity")]
    [InlineData("registry")]
    public void Nothing_outside_the_store_names_a_database_or_holds_a_statement(string assembly)
    {
        using var compiled = new Compiled(assembly);

        Assert.DoesNotContain(compiled.Assemblies, name => IsDatabase(name));
        Assert.DoesNotContain(compiled.Types, type => IsOfOneDatabase(type));
        Assert.DoesNotContain(compiled.Texts, text => Statement().IsMatch(text));
    }

    [Fact]
    public void The_store_itself_is_seen_to_do_all_three()
    {
        using var store = new Compiled("Registry.Store");
        using var tests = new Compiled("Registry.Tests");

        Assert.Equal(["Dapper", "Microsoft.Data.SqlClient", "Microsoft.Data.Sqlite", "SQLitePCLRaw.batteries_v2", "SQLitePCLRaw.core"], store.Assemblies.Where(IsDatabase).Order(StringComparer.Ordinal));
        Assert.Contains("Microsoft.Data.SqlClient.SqlConnection", store.Types);
        Assert.Contains(tests.Types, type => IsOfOneDatabase(type));
        Assert.True(store.Texts.Count(text => Statement().IsMatch(text)) > 200);
    }

    [Fact]
    public void What_the_store_shows_names_no_database()
    {
        var shown = typeof(Registry.Store.Database).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMembers().Select(member => (Type: type, Member: member)))
            .Where(shown => IsOfOneDatabase(shown.Member.ToString()!) || IsOfOneDatabase(shown.Type.FullName!));

        Assert.Empty(shown);
    }

    [Theory]
    [InlineData("select name\nfrom zone", true)]
    [InlineData("SELECT 1 FROM zone", true)]
    [InlineData("insert or replace into zone (id) values (1)", true)]
    [InlineData("with recursive up (id) as (", true)]
    [InlineData("pragma journal_mode = wal", true)]
    [InlineData("\n    where entity_id = ", true)]
    [InlineData(" and so on\norder by name_key", true)]
    [InlineData("The document says where it is from; select one.", false)]
    [InlineData("update the list", false)]
    [InlineData("Where a source is late, create an issue.", false)]
    public void A_statement_is_known_when_it_is_seen(string text, bool isStatement) => Assert.Equal(isStatement, Statement().IsMatch(text));

    private static bool IsDatabase(string assembly) =>
        assembly is "Dapper" || assembly.StartsWith("Microsoft.Data.", StringComparison.Ordinal) || assembly.StartsWith("SQLite", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfOneDatabase(string type) =>
        type.Contains("Microsoft.Data.", StringComparison.Ordinal) || type.Contains("SQLitePCL.", StringComparison.Ordinal)
        || type.Contains("Registry.Store.Sqlite.", StringComparison.Ordinal) || type.Contains("Registry.Store.SqlServer.", StringComparison.Ordinal);

    [GeneratedRegex(
        """
        ^\s*(
            select\s.*?\sfrom\s+\w
            | insert\s+(or\s+\w+\s+)?into\s+\w+\s*\(
            | update\s+\w+\s+set\s+\w+\s*=
            | delete\s+from\s+\w
            | (create|alter|drop)\s+(unique\s+)?(table|index|view|trigger|procedure)\s+\w
            | with\s+(recursive\s+)?\w+\s*(\([^)]*\)\s*)?as\s*\(
            | pragma\s+\w+
            | where\s+[\w.]+\s*(=|<|>|in\s*\(|is\s+null)
            | (order|group)\s+by\s+[\w.]+
            | begin\s+(immediate|transaction)
        )
        """, RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Statement();
}
