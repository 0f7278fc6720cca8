using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Registry.Tests.Program;

/// <summary>From three texts of the press and of a district to its targets, the figures they are held against and the units that lead the tasks.</summary>
public sealed partial class TargetBoardTests : IDisposable
{
    private static readonly string[] Texts = ["000_43e763a2ad61612c.txt", "001_624a09dde6e6a7cd.txt", "004_d325b438e462f3a1.txt"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_a_district_promised_is_held_against_what_its_press_told_and_who_leads_is_two_steps_away()
    {
        string[] texts = [.. Texts.Select(text => ForeignData.At(Path.Combine("seeds", text)))];
        await Run(["harvest", "cn/divisions", "cn/qijiang-departments"]);
        await Run(["harvest", "cn/press-texts", .. texts.SelectMany(text => new[] { "--from", text })]);
        using var registry = await EmptyRegistry.Serve(folder.Path, []);

        await AssertBoard(registry, texts);
        await AssertLeads(registry);
        await AssertDoubts(registry);
        await AssertQueue(registry, texts);
    }

    private static async Task AssertBoard(EmptyRegistry registry, string[] texts)
    {
        var board = (await Data(registry, """
            { targetBoard(place: "500110", indicator: ["hte_total"], asOf: "2022-06") {
                target { value deadline definition subject { name } evidence { quote locator } }
                actual { period definition chosen { value evidence { quote locator } } } gap neededGrowth light warnings { code } } }
            """)).GetProperty("targetBoard").EnumerateArray().ToList();

        Assert.Equal(
            ["140 2022 CUMULATIVE 綦江区 17 13.8 AMBER", "200 2023 IN_FORCE 綦江区 77 27.5 AMBER DEFINITIONS_DIFFER", "300 2027 IN_FORCE 綦江区 177 16 AMBER DEFINITIONS_DIFFER"],
            board.Select(Line));
        foreach (var row in board)
        {
            var actual = row.GetProperty("actual");
            Assert.Equal(("asof:2021-12", "CUMULATIVE", 123), (Text(actual, "period"), Text(actual, "definition"), actual.GetProperty("chosen").GetProperty("value").GetInt32()));
            AssertQuoted(row.GetProperty("target").GetProperty("evidence")[0], texts);
            AssertQuoted(actual.GetProperty("chosen").GetProperty("evidence")[0], texts);
        }
    }

    private static async Task AssertLeads(EmptyRegistry registry)
    {
        var targets = (await Data(registry, """
            { indicator(code: "hte_total") { targets(where: { value: { eq: 300 } }) { nodes { tasks { nodes { number name leadUnit { nodes { name } } } } } } } }
            """)).GetProperty("indicator").GetProperty("targets").GetProperty("nodes");

        var tasks = Assert.Single(targets.EnumerateArray()).GetProperty("tasks").GetProperty("nodes").EnumerateArray();
        Assert.Contains("5 精准培育高新技术企业 綦江区科学技术局", tasks.Select(task =>
            $"{task.GetProperty("number")} {Text(task, "name")} {string.Join(' ', task.GetProperty("leadUnit").GetProperty("nodes").EnumerateArray().Select(unit => Text(unit, "name")))}"));
    }

    private static async Task AssertDoubts(EmptyRegistry registry)
    {
        var doubted = (await Data(registry, "{ observations(where: { suspect: { eq: true } }, order: [{ value: ASC }]) { nodes { valueWritten suspect { proposal } figure { reason } } } }"))
            .GetProperty("observations").GetProperty("nodes").EnumerateArray();

        Assert.Equal(
            ["952分 95.2 NONE_SURE", "288平方公里 28800000 NONE_SURE", "1999亿元 19990000000 NONE_SURE"],
            doubted.Select(one => $"{Text(one, "valueWritten")} {one.GetProperty("suspect").GetProperty("proposal")} {Text(one.GetProperty("figure"), "reason")}"));
    }

    private async Task AssertQueue(EmptyRegistry registry, string[] texts)
    {
        const string Waiting = "{ proposals(order: [{ score: DESC }], where: { state: { eq: WAITING } }) { totalCount nodes { number kind score quote locator source { id } document { title } } } }";
        var queue = (await Data(registry, Waiting)).GetProperty("proposals");
        Assert.All(queue.GetProperty("nodes").EnumerateArray(), waiting =>
        {
            AssertQuoted(waiting, texts);
            Assert.InRange(waiting.GetProperty("score").GetDouble(), 0, 0.6);
        });

        var number = queue.GetProperty("nodes")[0].GetProperty("number").GetInt32();
        await Run(["review", "reject", string.Create(CultureInfo.InvariantCulture, $"P{number}"), "--by", "somebody", "--reason", "not a figure"]);

        Assert.Equal(queue.GetProperty("totalCount").GetInt32() - 1, (await Data(registry, Waiting)).GetProperty("proposals").GetProperty("totalCount").GetInt32());
        var decided = (await Data(registry, "{ proposals(where: { state: { eq: REJECTED } }) { nodes { number decidedBy reason } } }")).GetProperty("proposals").GetProperty("nodes");
        Assert.Equal($$"""[{"number":{{number}},"decidedBy":"somebody","reason":"not a figure"}]""", decided.GetRawText());
    }

    // The locator cuts the quote out of the text as it was published.
    private static void AssertQuoted(JsonElement evidence, string[] texts)
    {
        var at = Locator().Match(Text(evidence, "locator"));
        Assert.True(at.Success, evidence.GetRawText());
        var (from, to) = (int.Parse(at.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(at.Groups[2].Value, CultureInfo.InvariantCulture));
        Assert.Contains(texts.Select(File.ReadAllText).Where(text => to <= text.Length), text => text[from..to] == Text(evidence, "quote"));
    }

    private static string Line(JsonElement row)
    {
        var target = row.GetProperty("target");
        var warnings = row.GetProperty("warnings").EnumerateArray().Select(warning => " " + Text(warning, "code"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{target.GetProperty("value")} {Text(target, "deadline")} {Text(target, "definition")} {Text(target.GetProperty("subject"), "name")} {row.GetProperty("gap")} {row.GetProperty("neededGrowth").GetDouble():0.#} {Text(row, "light")}{string.Concat(warnings)}");
    }

    private async Task Run(string[] arguments)
    {
        using var process = await RegistryProcess.Run(folder.Path, arguments);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)}\n{process.Output}\n{process.Errors}");
    }

    private static async Task<JsonElement> Data(EmptyRegistry registry, string query)
    {
        var answer = await registry.Ask(new { query });
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    private static string Text(JsonElement element, string field) => element.GetProperty(field).GetString()!;

    [GeneratedRegex(@"chars (\d+)-(\d+)")]
    private static partial Regex Locator();
}
