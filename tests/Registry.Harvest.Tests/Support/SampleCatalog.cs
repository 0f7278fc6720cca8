using Registry.Harvest.Catalog;

namespace Registry.Harvest.Tests.Support;

/// <summary>The guide's worked example beside the bundled divisions, which it comes after.</summary>
sealed class SampleCatalog : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("registry-sample-").FullName;

    public SampleCatalog()
    {
        Copy(Path.Combine(AppContext.BaseDirectory, "Samples", "cn", "universities"), "universities");
        Copy(Path.Combine(ForeignData.Repository(), "sources", "cn", "divisions"), "divisions");
        SourceCatalog catalog = SourceCatalog.Load(root);
        Assert.Equal([], catalog.Faults);
        Sources = catalog.Sources;
    }

    public IReadOnlyList<SourceDefinition> Sources { get; }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Copy(string from, string name)
    {
        string to = Directory.CreateDirectory(Path.Combine(root, "cn", name)).FullName;
        foreach (string file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
