using System.Text.Json;

namespace Registry.Tests.Program;

/// <summary>
/// The ministry's list of universities of 2017 and, eight years later, of 2025: what left the list, what came, and what is
/// called otherwise now. The figures are those of the two files compared by school code.
/// </summary>
public sealed class ListLifecycleTests : IDisposable
{
    private const int In2017 = 2631;
    private const int In2025 = 2919;
    private const int Renamed = 267;
    private const int Came = 332;
    private const int Left = 44;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Between_two_editions_a_renamed_body_keeps_its_id_and_answers_by_its_former_name()
    {
        Copy("cn/divisions");
        Define("2017-05-31");
        await Harvest();
        var before = await Ids();
        Assert.Equal(In2017, before.Count);

        Define("2017-05-31", "2025-06-20");
        await Harvest();

        using var registry = await EmptyRegistry.Serve(folder.Path, []);
        Assert.Equal(In2017 + Came, await Total(registry, "{}"));
        Assert.Equal(Left, await Total(registry, "{ status: { eq: INACTIVE } }"));
        // 18 more names differ by white space alone: a body is called the same with and without it.
        Assert.Equal(Renamed, await Total(registry, "{ names: { some: { kind: { eq: FORMER } } } }"));
        var now = await Ids(registry);
        Assert.Equal(In2025, now.Count(university => university.Value.Status != "INACTIVE"));
        foreach (var (code, university) in before)
            Assert.Equal(university.Id, now[code].Id);
        await AssertMatch(await AssertFormerNamesAnswer(registry));
        using var doctor = await RegistryProcess.Run(folder.Path, "doctor");
        Assert.Equal(0, doctor.ExitCode);
    }

    private static async Task<List<(string Former, string Present)>> AssertFormerNamesAnswer(EmptyRegistry registry)
    {
        var renamed = (await Data(registry, """
            { universities(first: 20, where: { names: { some: { kind: { eq: FORMER } } } }) {
              nodes { id name names { value kind evidence { seenAt document { title } } } } } }
            """)).GetProperty("universities").GetProperty("nodes");
        List<(string, string)> names = [];
        foreach (var university in renamed.EnumerateArray())
        {
            var former = university.GetProperty("names").EnumerateArray().Single(name => name.GetProperty("kind").GetString() == "FORMER");
            var evidence = former.GetProperty("evidence").EnumerateArray().Single();
            Assert.Equal("2017-05-31", evidence.GetProperty("seenAt").GetString());
            var found = (await Data(registry, "query($name: String!) { search(text: $name, first: 10) { edges { node { id } matched { value kind } } } }", new { name = former.GetProperty("value").GetString() }))
                .GetProperty("search").GetProperty("edges").EnumerateArray()
                .Single(edge => edge.GetProperty("node").GetProperty("id").GetString() == university.GetProperty("id").GetString());
            Assert.Equal(former.GetProperty("value").GetString(), found.GetProperty("matched").GetProperty("value").GetString());
            names.Add((former.GetProperty("value").GetString()!, university.GetProperty("name").GetString()!));
        }
        return names;
    }

    private async Task AssertMatch(List<(string Former, string Present)> names)
    {
        File.WriteAllLines(Path.Combine(folder.Path, "pairs.csv"), ["name_a,name_b", .. names.Select(pair => $"{pair.Former},{pair.Present}")]);

        using var match = await RegistryProcess.Run(folder.Path, "match", "--pairs", "pairs.csv");

        Assert.True(match.ExitCode == 0, match.Errors);
        Assert.All(match.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Zip(names), row =>
            Assert.StartsWith($"{row.Second.Former},{row.Second.Present},SAME,", row.First, StringComparison.Ordinal));
    }

    private void Copy(string source)
    {
        Directory.CreateDirectory(PathTo(source));
        foreach (var file in Directory.GetFiles(Checkout.PathTo("sources", source)))
            File.Copy(file, Path.Combine(PathTo(source), Path.GetFileName(file)));
    }

    // The product's own definition of the list, with these editions of it.
    private void Define(params string[] days)
    {
        Directory.CreateDirectory(PathTo("cn/universities"));
        var definition = File.ReadAllText(Checkout.PathTo("sources", "cn", "universities", "source.yml"));
        var (before, after) = (definition[..definition.IndexOf("editions:", StringComparison.Ordinal)], definition[definition.IndexOf("read:", StringComparison.Ordinal)..]);
        var editions = string.Concat(days.Select(day => $"  - {{file: {day}.xls, title: 全国普通高等学校名单（{day}）, url: 'http://www.moe.gov.cn/{day}', date: {day}, origin: The list of the ministry., restated: true}}\n"));
        File.WriteAllText(Path.Combine(PathTo("cn/universities"), "source.yml"),
            $"{before}editions:\n{editions}\n{after.Replace("records: {min: 2800, max: 3100}", "records: {min: 2600, max: 3100}", StringComparison.Ordinal)}");
        foreach (var day in days)
            File.Copy(ForeignData.At($"data/universities/moe_{day}_普通高等学校名单.xls"), Path.Combine(PathTo("cn/universities"), $"{day}.xls"), overwrite: true);
    }

    private async Task Harvest()
    {
        using var harvest = await RegistryProcess.Run(folder.Path, "--catalog", PathTo(""), "harvest");
        Assert.True(harvest.ExitCode == 0, harvest.Errors + harvest.Output);
    }

    private async Task<Dictionary<string, (string Id, string? Status)>> Ids()
    {
        using var registry = await EmptyRegistry.Serve(folder.Path, []);
        return await Ids(registry);
    }

    private static async Task<Dictionary<string, (string Id, string? Status)>> Ids(EmptyRegistry registry)
    {
        Dictionary<string, (string, string?)> ids = new(StringComparer.Ordinal);
        for (string? after = null; ;)
        {
            var page = (await Data(registry, "query($after: String) { universities(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { id schoolCode status } } }", new { after })).GetProperty("universities");
            foreach (var node in page.GetProperty("nodes").EnumerateArray())
                ids.Add(node.GetProperty("schoolCode").GetString()!, (node.GetProperty("id").GetString()!, node.GetProperty("status").GetString()));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
                return ids;
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
    }

    private static async Task<int> Total(EmptyRegistry registry, string where) =>
        (await Data(registry, $"{{ universities(where: {where}) {{ totalCount }} }}")).GetProperty("universities").GetProperty("totalCount").GetInt32();

    private static async Task<JsonElement> Data(EmptyRegistry registry, string query, object? variables = null)
    {
        var answer = await registry.Ask(new { query, variables });
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    private string PathTo(string source) => Path.Combine(folder.Path, "sources", source);
}
