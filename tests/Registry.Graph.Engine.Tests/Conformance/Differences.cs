using YamlDotNet.Serialization;

namespace Registry.Graph.Engine.Tests.Conformance;

/// <summary>The conformance cases that are answered differently on purpose, each with its reason: <c>differences.yml</c>.</summary>
internal static class Differences
{
    private static readonly List<Row> Rows = new DeserializerBuilder().Build()
        .Deserialize<List<Row>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Conformance", "differences.yml")));

    /// <summary>The names of the cases of a file.</summary>
    public static IEnumerable<string> Of(string file) => Rows.Where(row => row.File == file).Select(row => row.Test);

    internal sealed class Row
    {
        [YamlMember(Alias = "file")]
        public string File { get; set; } = "";

        [YamlMember(Alias = "test")]
        public string Test { get; set; } = "";

        [YamlMember(Alias = "reason")]
        public string Reason { get; set; } = "";
    }
}
