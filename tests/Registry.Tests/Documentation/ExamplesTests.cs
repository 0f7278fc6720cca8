using System.Text.Json;
using System.Text.Json.Nodes;
using Registry.Tests.Program;

namespace Registry.Tests.Documentation;

public sealed class ExamplesTests(ServingRegistry registry)
{
    public static TheoryData<string> Examples => [.. Example.All().Select(example => example.ToString())];

    [Theory, MemberData(nameof(Examples))]
    public async Task A_question_in_the_documentation_gets_the_answer_printed_below_it(string at)
    {
        var example = Example.All().Single(candidate => candidate.ToString() == at);

        var answer = await registry.Ask(example.Query, example.VariablesAsJson());

        if (example.Answer is null)
            Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        else
            AssertSame(example.Answer, answer);
    }

    public static TheoryData<string> Subscriptions => [.. Example.Subscriptions().Select(example => example.ToString())];

    [Theory, MemberData(nameof(Subscriptions))]
    public async Task A_subscription_in_the_documentation_is_valid_and_wants_a_stream(string at)
    {
        var example = Example.Subscriptions().Single(candidate => candidate.ToString() == at);

        var answer = await registry.Ask(example.Query);

        // What is not valid is refused for that before its kind is looked at.
        var code = Assert.Single(answer.GetProperty("errors").EnumerateArray()).GetProperty("extensions").GetProperty("code").GetString();
        Assert.Equal("OPERATION_NOT_ALLOWED", code);
    }

    [Fact]
    public void The_readme_and_the_page_on_GraphQL_show_questions_with_answers()
    {
        var pages = Example.All().Where(example => example.Answer is not null).Select(example => example.Page).ToHashSet();

        Assert.Contains("README.md", pages);
        Assert.Contains("README.zh-CN.md", pages);
        Assert.Contains(Path.Combine("docs", "graphql.md"), pages);
    }

    private static void AssertSame(string printed, JsonElement given)
    {
        var expected = JsonNode.Parse(printed);
        var actual = JsonNode.Parse(given.GetRawText());
        Assert.True(JsonNode.DeepEquals(expected, actual), $"printed:\n{expected}\n\nanswered:\n{actual}");
    }
}
