using System.Text.Json;
using System.Text.RegularExpressions;

namespace Registry.Tests.Documentation;

/// <summary>The questions that the pages show, each with the answer printed below it.</summary>
internal sealed partial record Example(string Page, int Line, string Query, string? Variables, string? Answer)
{
    public override string ToString() => $"{Page}:{Line}";

    /// <summary>Every fenced <c>graphql</c> block of the pages, with a <c>json variables</c> block and a <c>json</c> answer where they follow at once.</summary>
    public static IEnumerable<Example> All() =>
        Pages().SelectMany(page => InPage(Path.GetRelativePath(Checkout.Root, page), File.ReadAllText(page)));

    public static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Checkout.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Checkout.PathTo("docs"), "*.md"))
            .Order(StringComparer.Ordinal);

    public static IEnumerable<Example> InPage(string page, string text)
    {
        foreach (Match block in Block().Matches(text))
        {
            var line = text.AsSpan(0, block.Index).Count('\n') + 1;
            yield return new Example(page, line, block.Groups["query"].Value, Optional(block.Groups["variables"]), Optional(block.Groups["answer"]));
        }
    }

    /// <summary>Every fenced <c>graphql subscription</c> block of the pages.</summary>
    public static IEnumerable<Example> Subscriptions() =>
        from page in Pages()
        let text = File.ReadAllText(page)
        from block in SubscriptionBlock().Matches(text)
        select new Example(Path.GetRelativePath(Checkout.Root, page), text.AsSpan(0, block.Index).Count('\n') + 1, block.Groups["query"].Value, null, null);

    public JsonElement? VariablesAsJson() =>
        Variables is null ? null : JsonSerializer.Deserialize<JsonElement>(Variables);

    private static string? Optional(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex("""^```graphql\n(?<query>.*?)^```\n(?:\s*```json variables\n(?<variables>.*?)^```\n)?(?:\s*```json\n(?<answer>.*?)^```\n)?""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("""^```graphql subscription\n(?<query>.*?)^```\n""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SubscriptionBlock();
}
