using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Registry.Graph.Engine;

namespace Registry.Graph.Tests;

/// <summary>
/// The seven questions of the benches over a small store of the same shape: how many statements each takes, what it allocates, and how the database
/// runs the statements. What is approved stands in <c>Cases/questions.approved.txt</c>.
/// </summary>
public sealed class NationalQuestionTests(NationalQuestionTests.Nation nation) : IClassFixture<NationalQuestionTests.Nation>
{
    private const int Times = 50;
    private const double Tolerance = 0.05;

    public static TheoryData<string> Names => ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_question_takes_the_approved_statements_and_allocates_what_is_approved(string question)
    {
        Registry.Testing.ServerDatabases.SkipUnlessSqlite("what its handles allocate.");
        var request = await nation.Request(question);
        await Ask(request, Times);
        var (statements, bytes) = await Ask(request, Times);

        var approved = Approved().Single(line => line[0] == question);

        Assert.Equal(int.Parse(approved[1], CultureInfo.InvariantCulture), statements);
#if DEBUG
        var known = double.Parse(approved[2], CultureInfo.InvariantCulture);
        Assert.True(Math.Abs(bytes - known) <= known * Tolerance, $"{question} allocates {bytes} bytes; {approved[2]} are approved, 5 % more or less.");
#endif
    }

    [Theory]
    [InlineData("Q1")]
    [InlineData("Q2")]
    [InlineData("Q3")]
    [InlineData("Q4")]
    [InlineData("Q5")]
    public async Task No_table_is_read_from_end_to_end_for_a_question(string question)
    {
        Registry.Testing.ServerDatabases.SkipUnlessSqlite("how it runs a statement.");
        var texts = await nation.Store.StatementsOf(await nation.Request(question));
        Assert.All(texts, text => Assert.DoesNotContain(nation.Store.Explain(text), IsScan));
    }

    [Theory]
    [InlineData("业1", "NATIONAL", 20)]
    [InlineData("业1-1", "NATIONAL", 3)]
    [InlineData("-", "NATIONAL", 0)]
    [InlineData("企业", "DISTRICT", 1000)]
    [InlineData("企业", "PROVINCIAL", 20)]
    [InlineData("院校", "NATIONAL", 20)]
    public async Task What_is_found_in_names_that_stand_together_is_what_is_found_name_by_name(string text, string level, int first)
    {
        var zone = (await nation.Request("Q3")).Variables.GetProperty("zone").GetString();
        string Question(string name) => $$"""
            {
              enterprises(place: "{{zone}}", where: { level: { eq: {{level}} }, name: {{name}} }, order: [{ name: ASC }], first: {{first}}) {
                totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { name level } }
              }
            }
            """;

        var together = (await nation.Store.Ask(Question($$"""{ contains: "{{text}}" }"""))).GetProperty("enterprises");
        var alone = (await nation.Store.Ask(Question($$"""{ or: [{ contains: "{{text}}" }] }"""))).GetProperty("enterprises");

        // A cursor is of the very arguments that it was given for.
        Assert.Equal(Plain(alone), Plain(together));
    }

    [Theory]
    [InlineData("企业")]
    [InlineData("衍生")]
    [InlineData("衍生企业")]
    [InlineData("生衍")]
    [InlineData("企")]
    [InlineData("企业1-")]
    public async Task What_is_found_by_pairs_of_characters_is_what_is_found_name_by_name(string text)
    {
        static string Question(string name, string order) => $$"""
            { enterprises(where: { name: {{name}} }, {{order}} first: 7) { totalCount pageInfo { hasNextPage } nodes { name } } }
            """;

        foreach (var order in (string[])["", "order: [{ name: ASC }],", "order: [{ name: DESC }],"])
        {
            var posted = await nation.Store.Ask(Question($$"""{ contains: "{{text}}" }""", order));
            var alone = await nation.Store.Ask(Question($$"""{ or: [{ contains: "{{text}}" }] }""", order));

            Assert.Equal(alone.GetRawText(), posted.GetRawText());
        }
    }

    [Fact]
    public async Task A_rare_text_within_names_is_found_without_a_look_at_every_name()
    {
        Registry.Testing.ServerDatabases.SkipUnlessSqlite("how it runs a statement.");
        var texts = await nation.Store.StatementsOf(
            GraphQLRequest.Of("""{ enterprises(where: { name: { contains: "衍生" } }, order: [{ name: ASC }], first: 5) { totalCount nodes { id name } } }"""));

        Assert.Equal(3, texts.Count);
        Assert.All(texts.Skip(1), text => Assert.DoesNotContain(nation.Store.Explain(text), IsScan));
        Assert.All(texts.Skip(1), text => Assert.Contains("posting", text, StringComparison.Ordinal));
    }

    // Of all edges together, where they are no more than the pages would hold, or with the end of each page looked for.
    [Theory]
    [InlineData("incubators", "incubator", "incubates", "")]
    [InlineData("incubators", "incubator", "incubates", ", where: { type: { eq: ENTERPRISE } }")]
    [InlineData("incubators", "incubator", "incubates", ", where: { type: { eq: ZONE } }")]
    [InlineData("researchInstitutes", "researchInstitute", "spinOuts", "")]
    [InlineData("researchInstitutes", "researchInstitute", "spinOuts", ", where: { type: { eq: ENTERPRISE } }")]
    public async Task The_pages_of_many_are_the_pages_of_each(string list, string one, string way, string where)
    {
        foreach (var first in (int[])[1, 2, 3, 11, 12, 13, 50])
        {
            foreach (var more in (string[])["", "pageInfo { hasNextPage }", "pageInfo { hasNextPage } totalCount"])
            {
                var selected = $$"""id name {{way}}(first: {{first}}{{where}}) { {{more}} edges { relation { validFrom } node { id name } } }""";
                var together = (await nation.Store.Ask($"{{ {list}(first: 100) {{ nodes {{ {selected} }} }} }}")).GetProperty(list).GetProperty("nodes");
                Assert.True(together.GetArrayLength() >= 5);
                foreach (var node in together.EnumerateArray())
                {
                    var alone = await nation.Store.Ask($"{{ {one}(id: \"{node.GetProperty("id").GetString()}\") {{ {selected} }} }}");
                    Assert.Equal(alone.GetProperty(one).GetRawText(), node.GetRawText());
                }
            }
        }
    }

    private static string Plain(JsonElement answer) => System.Text.RegularExpressions.Regex.Replace(answer.GetRawText(), "\"(endCursor|cursor)\": ?\"[^\"]*\"", "\"$1\"");

    // Keys come as JSON, and the first rows of an index end with the page.
    private static bool IsScan(string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal)
        && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
        && step != "SCAN CONSTANT ROW"
        && !step.Contains("USING INDEX", StringComparison.Ordinal);

    private async Task<(long Statements, long Bytes)> Ask(GraphQLRequest request, int times)
    {
        var output = PipeWriter.Create(Stream.Null);
        var statements = nation.Store.Statements;
        var least = long.MaxValue;
        for (var i = 0; i < times; i++)
        {
            var from = GC.GetAllocatedBytesForCurrentThread();
            using (var response = await nation.Store.Engine.Execute(request, TestContext.Current.CancellationToken))
            {
                await response.WriteTo(output, TestContext.Current.CancellationToken);
            }

            await output.FlushAsync(TestContext.Current.CancellationToken);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - from);
        }

        return ((nation.Store.Statements - statements) / times, least);
    }

    private static IEnumerable<string[]> Approved([CallerFilePath] string here = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "Cases", "questions.approved.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Three zones with incubators and their enterprises, and a university with institutes and what was founded out of them.</summary>
    public sealed class Nation : IDisposable
    {
        public AskedStore Store { get; } = new(Rows(), EngineOptions.Default);

        public void Dispose() => Store.Dispose();

        public async Task<GraphQLRequest> Request(string question, [CallerFilePath] string here = "")
        {
            var document = await File.ReadAllBytesAsync(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "bench", "questions", question + ".graphql"));
            var variables = question switch
            {
                "Q1" => new { id = await Id("enterprises", "企业1-1-1") },
                "Q2" => new { id = await Id("zones", "高新区1") },
                "Q3" => new { zone = await Id("zones", "高新区1"), level = "NATIONAL", text = "业1" },
                "Q4" => new { ids = await Ids() },
                "Q5" => new { id = await Id("universities", "重庆大学") },
                _ => new object(),
            };
            return new GraphQLRequest(document) { Variables = JsonSerializer.SerializeToElement(variables) };
        }

        private async Task<string> Id(string list, string name) =>
            (await Store.Ask($$"""{ {{list}}(where: { name: { eq: "{{name}}" } }) { nodes { id } } }""")).GetProperty(list).GetProperty("nodes")[0].GetProperty("id").GetString()!;

        private async Task<string[]> Ids() =>
            [.. (await Store.Ask("{ enterprises(first: 50) { nodes { id } } }")).GetProperty("enterprises").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];

        private static IEnumerable<Listed> Rows()
        {
            for (var zone = 0; zone < 3; zone++)
            {
                yield return new Listed("Zone", $"高新区{zone}");
                for (var incubator = 0; incubator < 12; incubator++)
                {
                    yield return new Listed("Incubator", $"孵化器{zone}-{incubator}") { Relations = [("locatedIn", "Zone", $"高新区{zone}")] };
                    for (var enterprise = 0; enterprise < 12; enterprise++)
                    {
                        foreach (var row in Enterprise(zone, incubator, enterprise))
                        {
                            yield return row;
                        }
                    }
                }
            }

            yield return new Listed("University", "重庆大学");
            for (var institute = 0; institute < 5; institute++)
            {
                yield return new Listed("ResearchInstitute", $"研究院{institute}") { Relations = [("hostedBy", "University", "重庆大学")] };
                for (var spinOut = 0; spinOut < 3; spinOut++)
                {
                    yield return new Listed("Enterprise", $"衍生企业{institute}-{spinOut}")
                    {
                        Relations = [("spunOutOf", "ResearchInstitute", $"研究院{institute}"), ("incubatedAt", "Incubator", $"孵化器0-{spinOut}")],
                    };
                }
            }
        }

        private static IEnumerable<Listed> Enterprise(int zone, int incubator, int enterprise)
        {
            var certificate = $"GR{zone}{incubator:00}{enterprise:00}";
            yield return new Listed("Recognition", certificate) { Properties = [("scheme", "高新技术企业"), ("certificateNo", certificate), ("validTo", "2026-12-31")] };
            yield return new Listed("Enterprise", $"企业{zone}-{incubator}-{enterprise}")
            {
                Properties = [("level", enterprise % 2 == 0 ? "NATIONAL" : "DISTRICT"), ("industry", "软件"), ("foundedOn", "2019-05-01"), ("registeredCapital", "1000"), ("status", "ACTIVE")],
                Relations = [("locatedIn", "Zone", $"高新区{zone}"), ("incubatedAt", "Incubator", $"孵化器{zone}-{incubator}"), ("recognisedAs", "Recognition", certificate)],
            };
        }
    }
}
