using System.Text;
using System.Text.Json;
using Registry.Graph.Engine;
using Registry.Identity.Resolve;
using Registry.Store;

namespace Registry.Graph.Tests;

/// <summary>What is asked of a source by whoever keeps it: how it stands, its runs with their counts, its issues with their age.</summary>
public sealed class SourceHealthTests
{
    private const string Question = """
        { source(id: "cn/made") {
            health dueAt openIssues lastListedAt
            issues(where: { settled: { eq: false } }, order: { since: ASC }) { nodes { code ageInDays since raisedAt settled } }
            runs(order: { startedAt: ASC }) { nodes { state kind documents records claimsAdded claimsChanged claimsClosed message } }
        } }
        """;

    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Fact]
    public async Task A_source_that_was_never_harvested_says_so() =>
        Assert.Equal("NEVER_RUN", (await Ask(store => store.Sources.Describe(Source()))).GetProperty("health").GetString());

    [Fact]
    public async Task A_source_whose_list_was_read_is_healthy_until_a_time_of_its_schedule_goes_by()
    {
        void Fill(Database store, int hours)
        {
            Publish(store, daysAgo: 2, "甲公司");
            store.Sources.Expect("cn/made", Now.AddHours(hours));
        }

        var healthy = await Ask(store => Fill(store, 5));
        Assert.Equal("HEALTHY", healthy.GetProperty("health").GetString());
        Assert.Equal(Now.AddHours(5), healthy.GetProperty("dueAt").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
        Assert.Equal("OVERDUE", (await Ask(store => Fill(store, -5))).GetProperty("health").GetString());
    }

    [Fact]
    public async Task An_issue_that_run_after_run_finds_is_as_old_as_its_first_finding()
    {
        var source = await Ask(store =>
        {
            Fail(store, daysAgo: 12, "FETCH_TIMED_OUT");
            Fail(store, daysAgo: 9, "FETCH_REFUSED");
            Fail(store, daysAgo: 5, "FETCH_REFUSED");
        });
        Assert.Equal(("FAILING", 1), (source.GetProperty("health").GetString(), source.GetProperty("openIssues").GetInt32()));
        var issue = Assert.Single(source.GetProperty("issues").GetProperty("nodes").EnumerateArray());
        Assert.Equal(("FETCH_REFUSED", 8), (issue.GetProperty("code").GetString(), issue.GetProperty("ageInDays").GetInt32()));
        Assert.Equal(4, (issue.GetProperty("raisedAt").GetDateTimeOffset() - issue.GetProperty("since").GetDateTimeOffset()).TotalDays);
    }

    [Theory]
    [InlineData("FETCH_BLOCKED")]
    [InlineData("FETCH_DISALLOWED")]
    public async Task A_source_whose_publisher_blocks_programs_is_told_from_one_that_fails(string code) =>
        Assert.Equal("BLOCKED", (await Ask(store => Fail(store, daysAgo: 1, code))).GetProperty("health").GetString());

    [Fact]
    public async Task What_kept_a_source_from_being_read_is_settled_when_it_is_read_again()
    {
        var source = await Ask(store =>
        {
            Publish(store, daysAgo: 9, "甲公司");
            Fail(store, daysAgo: 8, "FETCH_BLOCKED");
            Publish(store, daysAgo: 7, "甲公司", "乙公司");
        });
        Assert.Equal(("HEALTHY", 0), (source.GetProperty("health").GetString(), source.GetProperty("openIssues").GetInt32()));
    }

    [Fact]
    public async Task Runs_tell_what_they_fetched_read_added_changed_and_closed()
    {
        var source = await Ask(store =>
        {
            Publish(store, daysAgo: 9, "甲公司", "乙公司");
            Publish(store, daysAgo: 7, "甲公司/材料", "丙公司");
            Fail(store, daysAgo: 5, "FETCH_REFUSED");
        });
        string[] runs = [.. source.GetProperty("runs").GetProperty("nodes").EnumerateArray().Select(run => string.Join(' ', run.EnumerateObject().Select(count => count.Value)))];
        Assert.Equal(["PUBLISHED LIVE 1 2 6 0 0 ", "PUBLISHED LIVE 1 2 4 1 4 ", "FAILED LIVE 0 0 0 0 0 it failed"], runs);
    }

    [Fact]
    public async Task Sources_are_found_by_how_they_stand()
    {
        using var asked = new AskedStore(store => Fail(store, daysAgo: 1, "FETCH_BLOCKED"), EngineOptions.Default);
        var answer = await asked.Ask("""{ blocked: sources(where: { health: { in: [BLOCKED] } }) { totalCount } healthy: sources(where: { health: { eq: HEALTHY } }) { totalCount } }""");
        Assert.Equal((1, 0), (answer.GetProperty("blocked").GetProperty("totalCount").GetInt32(), answer.GetProperty("healthy").GetProperty("totalCount").GetInt32()));
    }

    private static async Task<JsonElement> Ask(Action<Database> fill)
    {
        using var asked = new AskedStore(fill, EngineOptions.Default with { MaxFieldCost = 1e9, MaxTypeCost = 1e9 });
        return (await asked.Ask(Question)).GetProperty("source").Clone();
    }

    private static Source Source() => new("cn/made", "A list made up", "A test", "CC0-1.0", Coverage.Full);

    private static void Fail(Database store, int daysAgo, string code)
    {
        using var then = Database.Open(store.Address, new Then(Now.AddDays(-daysAgo).AddHours(12)));
        using var run = then.Begin(Source(), RunKind.Live, new byte[] { 1 });
        run.Report([new StagedIssue(code, Severity.Error, $"{code} {daysAgo}")]);
        run.Fail("it failed");
    }

    // Each row is a firm with its industry: 甲公司/材料.
    private static void Publish(Database store, int daysAgo, params string[] rows)
    {
        using var then = Database.Open(store.Address, new Then(Now.AddDays(-daysAgo)));
        using var run = then.Begin(Source(), RunKind.Live, new byte[] { 1 });
        var document = run.Add(new Document("https://publisher.example/list", "The list"));
        var snapshot = run.Keep(document, Encoding.UTF8.GetBytes(string.Join('\n', rows)), new Sighting("list.csv", "text/csv"));
        var layout = run.Add(document, snapshot, new Layout("", [new LayoutColumn("企业名称", "row ", " col 1"), new LayoutColumn("行业", "row ", " col 2")]));
        run.Stage([.. rows.Select((row, i) => Staged(layout, i + 2, row.Split('/')))]);
        run.Publish(MentionResolution.Resolve);
    }

    private static StagedRecord Staged(long layout, long position, string[] cells) => new(
        layout, position, cells,
        [new StagedMention("Enterprise", cells[0], cells[0], cells[0])],
        [
            new StagedClaim(0, "type") { Value = "Enterprise", Cell = 0 },
            new StagedClaim(0, "name:LEGAL") { Value = cells[0], Cell = 0 },
            new StagedClaim(0, "prop:industry") { Value = cells.ElementAtOrDefault(1) ?? "软件" },
        ]);

    private sealed class Then(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
