namespace Registry.Tests;

/// <summary>Lists that others published: in the folder of REGISTRY_TEST_DATA, else in ../shared beside the repository.</summary>
internal static class ForeignData
{
    /// <summary>The path of a file; the test is skipped where it is missing.</summary>
    public static string At(string relative)
    {
        var root = Environment.GetEnvironmentVariable("REGISTRY_TEST_DATA") is { Length: > 0 } stated ? stated : Checkout.PathTo("..", "shared");
        var path = Path.Combine(root, relative);
        if (!File.Exists(path))
            Assert.Skip($"{relative} is missing; REGISTRY_TEST_DATA or ../shared beside the repository should hold it.");
        return path;
    }
}
