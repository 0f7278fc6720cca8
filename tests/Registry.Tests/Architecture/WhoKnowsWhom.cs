using System.Xml.Linq;

namespace Registry.Tests.Architecture;

/// <summary>Holds the reference directions between the projects: Harvest and Graph never meet, Engine and Store know nothing of ours.</summary>
public sealed class WhoKnowsWhom
{
    public static TheoryData<string, string[]> Allowed => new()
    {
        { "Registry.Graph.Engine", [] },
        { "Registry.Store", [] },
        { "Registry.Identity", ["Registry.Store"] },
        { "Registry.Harvest", ["Registry.Identity", "Registry.Store"] },
        { "Registry.Graph", ["Registry.Graph.Engine", "Registry.Identity", "Registry.Store"] },
        { "Registry", ["Registry.Graph", "Registry.Harvest", "Registry.Identity", "Registry.Store"] },
    };

    [Theory, MemberData(nameof(Allowed))]
    public void A_project_references_only_what_it_may_know(string project, string[] mayKnow)
    {
        var known = References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

        Assert.Empty(known.Except(mayKnow, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_below_src_stands_in_the_list()
    {
        var projects = Directory.GetDirectories(Checkout.PathTo("src")).Select(Path.GetFileName);

        Assert.Equal(
            Allowed.Select(row => row.Data.Item1).Order(StringComparer.Ordinal),
            projects.Order(StringComparer.Ordinal)!);
    }

    [Theory]
    [InlineData("Registry.Graph.Engine")]
    [InlineData("Registry.Identity")]
    [InlineData("Registry.Harvest")]
    [InlineData("Registry.Graph")]
    [InlineData("Registry")]
    public void Only_the_store_references_a_database(string project)
    {
        var packages = References(project, "PackageReference");

        Assert.DoesNotContain(packages, name => name.Contains("Sqlite", StringComparison.OrdinalIgnoreCase)
            || name.Contains("SqlClient", StringComparison.Ordinal)
            || name == "Dapper");
    }

    [Fact]
    public void The_engine_references_no_package_and_no_web_framework()
    {
        Assert.Empty(References("Registry.Graph.Engine", "PackageReference"));
        Assert.Empty(References("Registry.Graph.Engine", "FrameworkReference"));
    }

    private static List<string> References(string project, string element) =>
        [.. XDocument.Load(Checkout.PathTo("src", project, project + ".csproj"))
            .Descendants(element)
            .Select(reference => reference.Attribute("Include")!.Value)];
}
