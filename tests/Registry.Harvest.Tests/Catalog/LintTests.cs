using Registry.Harvest.Catalog;
using Registry.Harvest.Tests.Support;

namespace Registry.Harvest.Tests.Catalog;

/// <summary>What <c>registry sources lint</c> says, word for word.</summary>
public sealed class LintTests
{
    [Theory]
    [InlineData("faulty")]
    [InlineData("crawl")]
    public void Every_fault_of_a_file_is_named_at_once_with_its_place_and_what_would_be_right(string name)
    {
        string root = Directory.CreateTempSubdirectory("registry-lint-").FullName;
        try
        {
            string folder = Directory.CreateDirectory(Path.Combine(root, "cn", "faulty")).FullName;
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Catalog", "Cases", $"{name}.yml"), Path.Combine(folder, "source.yml"));
            SourceCatalog catalog = SourceCatalog.Load(root);

            Assert.Empty(catalog.Sources);
            Assert.Equal(
                File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Catalog", "Cases", $"{name}.txt")),
                catalog.Faults.Select(f => f.ToString()));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Theory]
    [InlineData("", "cn/list/source.yml:1:1: the file is empty; a source has at least title, publisher, licence, editions, read and map")]
    [InlineData("title: [a", "cn/list/source.yml:2:1: this is not YAML: While parsing a flow sequence, did not find expected ',' or ']'.")]
    [InlineData("- a", "cn/list/source.yml:1:1: the file is a list; a mapping of keys would be right")]
    public void A_file_that_is_no_mapping_of_keys_is_one_fault(string text, string fault)
    {
        using SourceFolder folder = new("", "");
        File.WriteAllText(Path.Combine(folder.Folder, "source.yml"), text);
        Assert.Equal(fault, Assert.Single(SourceCatalog.Load(folder.Root).Faults).ToString());
    }

    [Fact]
    public void A_fault_in_one_file_leaves_the_other_sources_standing()
    {
        using SourceFolder folder = new(Minimal, "名称\n甲\n");
        string other = Directory.CreateDirectory(Path.Combine(folder.Root, "cn", "broken")).FullName;
        File.WriteAllText(Path.Combine(other, "source.yml"), "title: x");
        SourceCatalog catalog = SourceCatalog.Load(folder.Root);

        Assert.Equal("cn/list", Assert.Single(catalog.Sources).Id);
        Assert.All(catalog.Faults, f => Assert.Equal("cn/broken/source.yml", f.File));
    }

    [Fact]
    public void Sources_stand_behind_those_they_come_after()
    {
        using SourceFolder folder = new(Minimal + "\nafter: [cn/zones]", "名称\n甲\n");
        string zones = Directory.CreateDirectory(Path.Combine(folder.Root, "cn", "zones")).FullName;
        foreach (string file in Directory.GetFiles(folder.Folder))
        {
            File.Copy(file, Path.Combine(zones, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(zones, "source.yml"), File.ReadAllText(Path.Combine(folder.Folder, "source.yml")).Replace("\nafter: [cn/zones]", "", StringComparison.Ordinal));
        Assert.Equal(["cn/zones", "cn/list"], SourceCatalog.Load(folder.Root).Sources.Select(s => s.Id));
    }

    [Fact]
    public void Words_about_a_source_do_not_change_its_definition_and_its_mapping_does()
    {
        using SourceFolder folder = new(Minimal, "名称\n甲\n");
        byte[] before = folder.Load().Definition;
        folder.Write(Minimal + "\ndescription: {zh: 说明, en: About}   # and a comment");
        Assert.Equal(before, folder.Load().Definition);
        folder.Write(Minimal + "\nignore: [备注]");
        Assert.NotEqual(before, folder.Load().Definition);
    }

    [Theory]
    [InlineData("0 30 3 ? * MON", null)]
    [InlineData("0 0/15 8-18 1,15 * ? 2026", null)]
    [InlineData("0 0 3 LW * ?", null)]
    [InlineData("0 0 3 ? * 6#3", null)]
    [InlineData("0 30 3 * *", "has 5 fields; six or seven would be right: seconds minutes hours day-of-month month day-of-week [year]")]
    [InlineData("0 30 3 * * MON", "must have ? as either day-of-month or day-of-week, and only as one of them")]
    [InlineData("0 61 3 ? * MON", "has \"61\" as minutes; 0 to 59, *, lists (1,2), ranges (1-5) or steps (0/15) would be right")]
    public void A_schedule_is_a_Quartz_cron_expression(string cron, string? fault) => Assert.Equal(fault, Cron.FaultOf(cron));

    private const string Minimal = """
        read: {form: csv}
        map: {body: {type: Organization, name: 名称}}
        expect: {records: {min: 1}}
        """;
}
