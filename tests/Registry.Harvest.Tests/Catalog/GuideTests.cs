using System.Text.Json;
using System.Text.RegularExpressions;
using Registry.Harvest.Catalog;
using Registry.Harvest.Map;
using Registry.Harvest.Read;
using Registry.Harvest.Tests.Support;
using Registry.Store;
using Row = Registry.Harvest.Map.Row;

namespace Registry.Harvest.Tests.Catalog;

/// <summary>docs/adding-a-source.md says what the code does.</summary>
public sealed partial class GuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(ForeignData.Repository(), "docs", "adding-a-source.md"));

    public static TheoryData<string, string, string> Examples()
    {
        TheoryData<string, string, string> examples = [];
        foreach (Match match in Example().Matches(Guide))
        {
            examples.Add(match.Groups["record"].Value, match.Groups["value"].Value, match.Groups["gives"].Value.Replace("\\|", "|", StringComparison.Ordinal));
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_example_of_a_function_gives_what_the_guide_says(string record, string value, string gives)
    {
        Faults faults = new("docs/adding-a-source.md");
        Value read = new ValueSyntax(Lookups(faults), Vocabulary.Current.IdentifierSchemes.Select(s => s.Name).ToHashSet(), faults)
            .Read(Yaml.Read(value, faults.At), "the value")!;
        Assert.Equal([], faults.All);

        string[][] cells = [.. record.Split("; ").Select(cell => cell.Split('=', 2))];
        Layout layout = new("", [.. cells.Select((cell, i) => new LayoutColumn(cell[0], "row ", $" col {i + 1}"))]);
        Issues issues = new();
        Row row = new(new HashSet<string>(), issues);
        row.Take(new(layout, 2, [.. cells.Select(cell => cell[1])]), new Dictionary<string, CellPatch>?[cells.Length]);
        List<Piece> pieces = [];
        Taking.Of(read, new Binding(layout, new Places(Bundled.Places))).Take(row, pieces);

        Assert.Equal(gives, Told(pieces, issues.Take()));
    }

    [Fact]
    public void The_guide_explains_every_function_and_no_other()
    {
        IEnumerable<string> explained = Heading().Matches(Guide[Guide.IndexOf("## Functions", StringComparison.Ordinal)..]).SelectMany(m => Name().Matches(m.Value)).Select(m => m.Groups["name"].Value);
        Assert.Equal(
            FunctionSyntax.Names.Concat(["column", "constant", "first", "join"]).Order(StringComparer.Ordinal),
            explained.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_worked_example_is_the_sample_that_the_tests_harvest()
    {
        string example = WholeExample().Match(Guide).Groups["yaml"].Value;
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "cn", "universities", "source.yml")), example);
    }

    [Fact]
    public void The_example_of_a_source_of_prose_is_one()
    {
        string root = Directory.CreateTempSubdirectory("registry-guide-").FullName;
        try
        {
            string folder = Directory.CreateDirectory(Path.Combine(root, "cn", "news")).FullName;
            File.WriteAllText(Path.Combine(folder, SourceCatalog.FileName), ProseExample().Match(Guide).Groups["yaml"].Value.Replace("after: [cn/divisions]", "", StringComparison.Ordinal));
            SourceCatalog catalog = SourceCatalog.Load(root);
            Assert.Equal([], catalog.Faults);
            Assert.Equal((ReadForm.Press, 0.6), (Assert.Single(catalog.Sources).Read.Form, catalog.Sources[0].Read.Threshold));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void The_example_of_a_crawl_is_one()
    {
        Faults faults = new("docs/adding-a-source.md");
        Section example = Section.Of(Yaml.Read(CrawlExample().Match(Guide).Groups["yaml"].Value, faults.At), "the example", faults)!;
        CrawlOptions crawl = new CrawlSyntax(faults).Read(example.OptionalSection("crawl"), new Uri(example.RequiredText("address")!))!;
        Assert.Equal([], faults.All);
        Assert.Equal((2, 60, 2), (crawl.Pages!.From, crawl.Pages.Most, crawl.Follow.Count));
        Assert.Equal(["公告标题", "频道"], crawl.Carried);
    }

    [Fact]
    public void The_schema_for_editors_has_every_key_of_a_source()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(ForeignData.Repository(), "schema", "source.schema.json")));
        string[] keys = [.. schema.RootElement.GetProperty("properties").EnumerateObject().Select(p => p.Name)];
        foreach (string key in keys)
        {
            Assert.Contains($"`{key}", Guide, StringComparison.Ordinal);
        }

        Faults faults = new("");
        new SourceSyntax(".", "cn/none", faults, Vocabulary.Current).Read("nothing: here");
        string named = Assert.Single(faults.All, f => f.Message.Contains("has no key", StringComparison.Ordinal)).Message;
        Assert.Equal(keys.Order(StringComparer.Ordinal), Known().Match(named).Groups["keys"].Value.Split(new[] { ", ", " or " }, StringSplitOptions.None).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_bundled_source_has_a_fault() => Assert.Equal([], Bundled.Catalog.Faults);

    private static Dictionary<string, Lookup> Lookups(Faults faults)
    {
        Section section = Section.Of(Yaml.Read(LookupExample().Match(Guide).Groups["yaml"].Value, faults.At), "lookups", faults)!;
        return section.Entries().ToDictionary(e => e.Key.Text, e => SourceSyntax.ReadLookup(Section.Of(e.Value, e.Key.Text, faults)!, e.Key.Text), StringComparer.Ordinal);
    }

    private static string Told(List<Piece> pieces, IReadOnlyList<StagedIssue> issues)
    {
        if (issues.Count > 0)
        {
            return $"! {issues[0].Code} {string.Join(" | ", pieces.Select(p => p.Text))}".TrimEnd();
        }

        return pieces.Count == 0 ? "nothing" : string.Join(" | ", pieces.Select(p => p.Text));
    }

    [GeneratedRegex(@"^\| `(?<record>[^`]*=[^`]*)` \| `(?<value>[^`]+)` \| `(?<gives>[^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("^### `.*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("`(?<name>[a-zA-Z]+)`(?=,|$)", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex("```yaml\n(?<yaml>title:.*?)```", RegexOptions.Singleline)]
    private static partial Regex WholeExample();

    [GeneratedRegex("```yaml prose\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ProseExample();

    [GeneratedRegex("```yaml\n(?<yaml>address:.*?)```", RegexOptions.Singleline)]
    private static partial Regex CrawlExample();

    [GeneratedRegex("```yaml\n(?<yaml>kinds:.*?)```", RegexOptions.Singleline)]
    private static partial Regex LookupExample();

    [GeneratedRegex("; (?<keys>.*) would be right$")]
    private static partial Regex Known();
}
