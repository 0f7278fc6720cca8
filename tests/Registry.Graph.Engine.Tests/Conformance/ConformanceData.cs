using System.Text.Json;

namespace Registry.Graph.Engine.Tests.Conformance;

/// <summary>The conformance cases that others wrote; tests of them are skipped where the folder is missing.</summary>
internal static class ConformanceData
{
    private static string? Folder { get; } = Find();

    public static IEnumerable<JsonElement> Rows(string file)
    {
        foreach (var line in File.ReadLines(Require(file)))
        {
            using var row = JsonDocument.Parse(line);
            yield return row.RootElement.Clone();
        }
    }

    public static Dictionary<string, string> Schemas()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Require("schemas.json")));
        return file.RootElement.EnumerateObject().ToDictionary(schema => schema.Name, schema => schema.Value.GetString()!);
    }

    private static string Require(string file)
    {
        if (Folder is null)
        {
            Assert.Skip("The conformance cases are missing: REGISTRY_TEST_DATA names no folder with `conformance` in it, nor does ../shared stand beside the repository.");
        }

        return Path.Combine(Folder, file);
    }

    private static string? Find()
    {
        var root = Environment.GetEnvironmentVariable("REGISTRY_TEST_DATA") ?? BesideTheRepository();
        var folder = root is null ? null : Path.Combine(root, "conformance");
        return Directory.Exists(folder) ? folder : null;
    }

    private static string? BesideTheRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Registry.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.Parent is null ? null : Path.Combine(folder.Parent.FullName, "shared");
    }
}
