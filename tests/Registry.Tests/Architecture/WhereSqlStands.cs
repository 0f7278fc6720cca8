using System.Text.RegularExpressions;

namespace Registry.Tests.Architecture;

/// <summary>SQL is written only in Registry.Store and below schema/sql.</summary>
public sealed partial class WhereSqlStands
{
    [Fact]
    public void No_source_file_outside_the_store_holds_a_statement()
    {
        var found = Directory.EnumerateFiles(Checkout.PathTo("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsOutput(file) && !file.Contains(Path.Combine("src", "Registry.Store"), StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Select((line, index) => (file, line, number: index + 1)))
            .Where(at => Statement().IsMatch(at.line))
            .Select(at => $"{Path.GetRelativePath(Checkout.Root, at.file)}:{at.number}: {at.line.Trim()}");

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("var sql = \"select name from zone\";", true)]
    [InlineData("\"insert into run(id) values (1)\"", true)]
    [InlineData("\"\"\"delete from lease", true)]
    [InlineData("    delete from lease", true)]
    [InlineData("    order by name_key, id", true)]
    [InlineData("// select the fields from the set", false)]
    [InlineData("        orderby name", false)]
    public void The_pattern_knows_a_statement_when_it_sees_one(string line, bool isStatement) =>
        Assert.Equal(isStatement, Statement().IsMatch(line));

    private static bool IsOutput(string file) =>
        file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        || file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    [GeneratedRegex("\"\\s*(select\\s.+\\sfrom|insert\\s+into|update\\s+\\w+\\s+set|delete\\s+from|create\\s+(table|index)|pragma)\\b|^\\s*(insert into|delete from|create table|create index|order by|group by)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();
}
