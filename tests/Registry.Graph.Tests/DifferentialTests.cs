using System.Text.RegularExpressions;
using Registry.Graph.Engine;
using Registry.Testing;

namespace Registry.Graph.Tests;

/// <summary>The two databases give the same answers, byte for byte, and what is asked of the one can be asked of the other.</summary>
public sealed partial class DifferentialTests : IDisposable
{
    private const int Questions = 500;

    private readonly AskedStore _file = new(Chongqing.Rows(), onServer: false);

    [Fact]
    public async Task Made_questions_are_answered_and_each_statement_is_t_sql()
    {
        var made = new MadeQuestions(20261122);
        for (var i = 0; i < Questions; i++)
        {
            var question = made.Next();
            var answer = await Answer(_file, question);
            Assert.False(answer.Contains("\"errors\"", StringComparison.Ordinal), $"{question}\n{answer}");
        }

        Assert.True(_file.Prepared.Count > 100, $"{_file.Prepared.Count} statements were prepared.");
        Assert.Equal("", string.Join("\n\n", _file.Prepared.Distinct(StringComparer.Ordinal).SelectMany(Parser.FaultsOf)));
    }

    [Fact]
    public async Task Made_questions_are_answered_byte_for_byte_alike_by_both_databases()
    {
        ServerDatabases.SkipUnlessServer();
        using var server = new AskedStore(Chongqing.Rows(), onServer: true);
        var made = new MadeQuestions(42);
        for (var i = 0; i < Questions; i++)
        {
            var question = made.Next();
            var expected = await Answer(_file, question);
            Assert.Equal((question, expected), (question, await Answer(server, question)));
            if (Further(question, expected) is { } further)
            {
                Assert.Equal((further, await Answer(_file, further)), (further, await Answer(server, further)));
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static async Task<string> Answer(AskedStore store, string question)
    {
        using var response = await store.Engine.Execute(GraphQLRequest.Of(question), TestContext.Current.CancellationToken);
        var answer = await response.ToJson();
        Assert.True(store.Unexpected.Count == 0, $"{question}\n{string.Join('\n', store.Unexpected)}");
        return answer;
    }

    // The same list behind or before the first cursor of its page.
    private static string? Further(string question, string answer) => Cursor().Match(answer) is { Success: true } cursor
        ? First().Replace(question, $"($1{(question.Contains("(first", StringComparison.Ordinal) ? "after" : "before")}: \"{cursor.Groups[1].Value}\", $2: ", 1)
        : null;

    [GeneratedRegex("\"cursor\":\"([^\"]+)\"")]
    private static partial Regex Cursor();

    [GeneratedRegex(@"\((text: ""[^""]*"", )?(first|last): ")]
    private static partial Regex First();
}
