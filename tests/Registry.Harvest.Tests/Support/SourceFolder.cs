using System.Text;
using Registry.Harvest.Catalog;

namespace Registry.Harvest.Tests.Support;

/// <summary>A catalog of one source, cn/list, in a temporary folder.</summary>
sealed class SourceFolder : IDisposable
{
    private const string About = """
        title: {zh: 名单, en: List}
        publisher: {zh: 某局, en: A bureau}
        licence: Facts
        attribution: 某局, 名单
        coverage: full
        """;

    public SourceFolder(string rest, byte[] edition, string extension = "csv")
    {
        Root = Directory.CreateTempSubdirectory("registry-catalog-").FullName;
        Folder = Directory.CreateDirectory(Path.Combine(Root, "cn", "list")).FullName;
        EditionPath = Path.Combine(Folder, $"edition.{extension}");
        File.WriteAllBytes(EditionPath, edition);
        Write(rest);
    }

    public SourceFolder(string rest, string edition, string extension = "csv")
        : this(rest, Encoding.UTF8.GetBytes(edition), extension)
    {
    }

    public string Root { get; }

    public string Folder { get; }

    public string EditionPath { get; }

    /// <summary>Writes source.yml anew.</summary>
    public void Write(string rest) => File.WriteAllText(Path.Combine(Folder, "source.yml"), $"""
        {About}
        editions:
          - file: {Path.GetFileName(EditionPath)}
            title: 名单
            url: https://bureau.example/list
            date: 2024-05-01
            origin: Made for a test.
            restated: true
        {rest}
        """);

    /// <summary>The source; its faults fail the test.</summary>
    public SourceDefinition Load()
    {
        SourceCatalog catalog = SourceCatalog.Load(Root);
        Assert.Equal([], catalog.Faults);
        return Assert.Single(catalog.Sources);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
