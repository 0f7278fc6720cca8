namespace Registry.Harvest.Tests;

/// <summary>Lists that others published: in the folder of REGISTRY_TEST_DATA, else in ../shared beside the repository.</summary>
static class ForeignData
{
    /// <summary>The path of a file; the test is skipped where it is missing.</summary>
    public static string At(string relative)
    {
        var root = Environment.GetEnvironmentVariable("REGISTRY_TEST_DATA") is { Length: > 0 } stated
            ? stated
            : Path.Combine(Repository(), "..", "shared");
        var path = Path.Combine(root, relative);
        if (!File.Exists(path))
            Assert.Skip($"{relative} is missing; REGISTRY_TEST_DATA or ../shared beside the repository should hold it.");
        return path;
    }

    /// <summary>The folder that holds Registry.sln.</summary>
    public static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Registry.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Registry.sln.");
    }
}
