using System.Text.Json;
using Registry.Tests.Program;

namespace Registry.Tests.Documentation;

/// <summary>The questions that the page for browsers opens with.</summary>
public sealed class PageExamplesTests(ServingRegistry registry)
{
    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Checkout.PathTo("ui", "examples"), "*.graphql").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Examples))]
    public async Task A_question_that_the_page_opens_with_finds_something_in_the_bundled_sources(string example)
    {
        var query = Text(example + ".graphql");
        var variables = JsonSerializer.Deserialize<JsonElement>(Text(example + ".json"));

        var data = await registry.Data(query, variables);

        Assert.Contains("\"nodes\":[{", data.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"nodes\":[]", data.GetRawText(), StringComparison.Ordinal);
    }

    private static string Text(string file) => File.ReadAllText(Checkout.PathTo("ui", "examples", file));
}
