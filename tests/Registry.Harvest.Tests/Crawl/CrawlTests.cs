using Microsoft.AspNetCore.Http;
using Registry.Harvest.Catalog;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests.Crawl;

/// <summary>Ways from an address to its documents, and what becomes of those that are not there; on a publisher on loopback.</summary>
public sealed class CrawlTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static string Rows(params string[] names) => $"企业名称\n{string.Join('\n', names)}\n";

    private static string Links(params string[] addresses) => $"<html><body><ul>{string.Concat(addresses.Select(a => $"<li><a href='{a}' title='第{a}号'>…</a></li>"))}</ul></body></html>";

    [Fact]
    public async Task Pages_end_with_the_one_that_is_not_there()
    {
        await using Crawled crawled = await Crawled.Start(
            "pages: {next: 'list_{page}.csv'}",
            new() { ["list.csv"] = Rows("甲公司"), ["list_2.csv"] = Rows("乙公司"), ["list_3.csv"] = Rows("丙公司") });
        HarvestResult result = await crawled.Harvest();
        Assert.Equal((RunState.Published, 3L, null), (result.State, result.Records, result.Message));
        Assert.Equal(["/list.csv", "/list_2.csv", "/list_3.csv", "/list_4.csv"], crawled.Asked);
    }

    [Fact]
    public async Task Pages_end_with_the_one_before_them_once_more()
    {
        await using Crawled crawled = await Crawled.Start(
            "pages: {next: '?page={page}'}",
            new() { ["list.csv"] = Rows("甲公司"), ["list.csv?page=2"] = Rows("乙公司"), ["list.csv?page=3"] = Rows("乙公司"), ["list.csv?page=4"] = Rows("乙公司") });
        HarvestResult result = await crawled.Harvest();
        Assert.Equal((RunState.Published, 2L), (result.State, result.Records));
        Assert.Equal(3, crawled.Asked.Count);
    }

    [Fact]
    public async Task A_page_that_is_counted_and_missing_ends_the_run_of_a_whole_list()
    {
        await using Crawled crawled = await Crawled.Start(
            "{pages: {next: 'list_{page}.html', from: 1, count: 'createPageHTML\\((?<count>[0-9]+)'}, follow: [{link: a}]}",
            new() { ["list.html"] = Links("a.csv") + "<script>createPageHTML(3,0)</script>", ["list_1.html"] = Links("b.csv"), ["a.csv"] = Rows("甲公司"), ["b.csv"] = Rows("乙公司") },
            "list.html");
        HarvestResult result = await crawled.Harvest();
        Assert.Equal((RunState.Failed, $"{crawled.Address}list_2.html answers 404 Not Found; 200 would be right"), (result.State, result.Message));
    }

    [Fact]
    public async Task The_number_of_pages_must_be_stated_where_the_source_says_so()
    {
        await using Crawled crawled = await Crawled.Start("pages: {next: 'list_{page}.csv', count: '(?<count>[0-9]+)页'}", new() { ["list.csv"] = Rows("甲公司") });
        HarvestResult result = await crawled.Harvest();
        Assert.Equal((RunState.Failed, $"{crawled.Address}list.csv: the number of pages is not stated: nothing matches (?<count>[0-9]+)页; mend crawl: pages: count"), (result.State, result.Message));
    }

    [Theory]
    [InlineData("full", RunState.Failed, "list_2.csv is page 2 and there may be more; raise crawl: pages: most, since the list must be whole")]
    [InlineData("flow", RunState.Published, null)]
    public async Task A_list_that_goes_on_behind_the_last_page_that_is_asked_for_is_not_whole(string coverage, RunState state, string? message)
    {
        await using Crawled crawled = await Crawled.Start(
            "pages: {next: 'list_{page}.csv', most: 2}",
            new() { ["list.csv"] = Rows("甲公司"), ["list_2.csv"] = Rows("乙公司"), ["list_3.csv"] = Rows("丙公司") },
            coverage: coverage);
        HarvestResult result = await crawled.Harvest();
        Assert.Equal((state, message is null ? null : crawled.Address + message), (result.State, result.Message));
    }

    [Fact]
    public async Task A_document_that_two_pages_lead_to_is_asked_for_once_and_circles_end()
    {
        await using Crawled crawled = await Crawled.Start(
            "{pages: {link: a.next}, follow: [{item: li, link: a}]}",
            new() { ["list.html"] = Links("a.csv", "a.csv#x") + "<a class=next href='two.html'>", ["two.html"] = Links("b.csv", "./a.csv"), ["a.csv"] = Rows("甲公司"), ["b.csv"] = Rows("乙公司") },
            "list.html");
        HarvestResult result = await crawled.Harvest();
        Assert.Equal((RunState.Published, 2L), (result.State, result.Records));
        Assert.Equal(["/list.html", "/a.csv", "/two.html", "/b.csv"], crawled.Asked);
    }

    [Fact]
    public async Task What_a_listing_announces_and_does_not_have_is_an_issue_and_the_rest_is_published()
    {
        await using Crawled crawled = await Crawled.Start(
            "{follow: [{item: li, link: a}]}",
            new() { ["list.html"] = Links("a.csv", "gone.csv", "javascript:open()"), ["a.csv"] = Rows("甲公司") },
            "list.html",
            "flow");
        HarvestResult result = await crawled.Harvest();
        Assert.Equal((RunState.Published, 1L), (result.State, result.Records));
        Assert.Equal(
            [$"FETCH_REFUSED {crawled.Address}gone.csv answers 404 Not Found; 200 would be right", $"FETCH_NO_ADDRESS {crawled.Address}list.html: «第javascript:open()号» stands without a link that leads anywhere"],
            crawled.Query("select code || ' ' || message from issue order by issue_id"));
        Assert.Equal(["第a.csv号"], crawled.Query("select title from document where url like '%a.csv'"));
    }

    [Theory]
    [InlineData("report", RunState.Failed, "list.html has no link a.att; otherwise: keep would read the page itself")]
    [InlineData("nothing", RunState.Failed, "nothing was published: 0 records; at least 1 were expected")]
    public async Task A_page_without_the_link_that_is_followed_is_reported_unless_the_source_says_otherwise(string otherwise, RunState state, string message)
    {
        await using Crawled crawled = await Crawled.Start($"{{follow: [{{link: a.att, otherwise: {otherwise}}}]}}", new() { ["list.html"] = Links("a.csv") }, "list.html");
        HarvestResult result = await crawled.Harvest();
        Assert.Equal((state, true), (result.State, result.Message!.EndsWith(message, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_notice_without_an_attachment_may_hold_the_table_itself()
    {
        const string Table = "<table><tr><td>企业名称</td><td>x</td></tr><tr><td>乙公司</td><td></td></tr></table>";
        await using Crawled crawled = await Crawled.Start(
            "{follow: [{item: li, link: a}, {link: a.att, otherwise: keep}]}",
            new() { ["list.html"] = Links("one.html", "two.html"), ["one.html"] = "<a class=att href=a.csv>附件</a>", ["a.csv"] = Rows("甲公司"), ["two.html"] = Table },
            "list.html",
            form: "[csv, html]");
        HarvestResult result = await crawled.Harvest();
        Assert.Equal((RunState.Published, 2L, null), (result.State, result.Records, result.Message));
    }

    [Fact]
    public async Task A_publisher_that_begins_to_block_is_left_alone_at_once()
    {
        await using Crawled crawled = await Crawled.Start(
            "{follow: [{item: li, link: a}]}",
            new() { ["list.html"] = Links("a.csv", "403", "b.csv"), ["a.csv"] = Rows("甲公司"), ["b.csv"] = Rows("乙公司") },
            "list.html",
            "flow");
        HarvestResult result = await crawled.Harvest();
        Assert.Equal(RunState.Failed, result.State);
        Assert.DoesNotContain("/b.csv", crawled.Asked);
        Assert.Equal(["FETCH_BLOCKED"], crawled.Query("select code from issue"));
    }

    [Fact]
    public async Task Of_a_whole_list_a_document_that_nobody_reads_fails_the_run_and_is_kept()
    {
        await using Crawled crawled = await Crawled.Start(
            "{follow: [{item: li, link: a}]}",
            new() { ["list.html"] = Links("a.csv", "b.rar"), ["a.csv"] = Rows("甲公司"), ["b.rar"] = "Rar!\u001a\u0007" },
            "list.html");
        HarvestResult result = await crawled.Harvest();
        Assert.Equal((RunState.Failed, $"{crawled.Address}b.rar: found a RAR archive, which is not read; unpack it and import its files by hand; the document is kept"), (result.State, result.Message));
        Assert.Equal(["UNSUPPORTED_FORMAT"], crawled.Query("select code from issue"));
        Assert.Equal(["1"], crawled.Query("select cast(count(*) as text) from sighting g join document d on d.document_id = g.document_id where d.url like '%b.rar'"));
    }

    [Fact]
    public async Task The_number_that_a_notice_states_is_held_against_the_rows_of_its_attachments()
    {
        await using Crawled crawled = await Crawled.Start(
            "{follow: [{item: li, link: a, carry: {标题: a@title}}]}",
            new() { ["list.html"] = "<ul><li><a href='a.csv' title='关于甲公司等3家企业的公告'>…</a></li></ul>", ["a.csv"] = Rows("甲公司", "乙公司") },
            "list.html",
            read: ", total: '等(?<count>[0-9]+)家'");
        HarvestResult result = await crawled.Harvest();
        Assert.Equal((RunState.Failed, $"nothing was published: {crawled.Address}list.html item 1 a@title states 3 («等3家»), but 2 records were read under it"), (result.State, result.Message));
    }

    /// <summary>A source whose documents a publisher gives; an address that is a number answers with that status.</summary>
    private sealed class Crawled : IAsyncDisposable
    {
        private readonly Publisher publisher;
        private readonly SourceFolder folder;
        private readonly Rig rig = new();

        private Crawled(Publisher publisher, SourceFolder folder) => (this.publisher, this.folder) = (publisher, folder);

        public Uri Address => publisher.Address;

        public List<string> Asked { get; private init; } = [];

        public static async Task<Crawled> Start(string crawl, Dictionary<string, string> pages, string start = "list.csv", string coverage = "full", string form = "csv", string read = "")
        {
            List<string> asked = [];
            Publisher publisher = await Publisher.Start(context =>
            {
                string path = context.Request.Path.Value![1..] + context.Request.QueryString.Value;
                lock (asked)
                {
                    asked.Add($"/{path}");
                }

                context.Response.StatusCode = pages.ContainsKey(path) ? 200 : int.TryParse(path, out int status) ? status : 404;
                return context.Response.WriteAsync(pages.GetValueOrDefault(path, ""));
            });
            string way = crawl.StartsWith('{') ? crawl : string.Concat("{", crawl, "}");
            SourceFolder folder = new(
                $$"""
                address: {{publisher.Address}}{{start}}
                schedule: "0 30 3 ? * MON"
                fetch: {private: true}
                crawl: {{way}}
                read: { form: {{form}}{{read}} }
                map: { firm: { type: Enterprise, name: 企业名称 } }
                ignore: [标题, x]
                expect: { records: { min: 1 } }
                """,
                "企业名称\n");
            string file = Path.Combine(folder.Folder, "source.yml");
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("coverage: full", $"coverage: {coverage}", StringComparison.Ordinal));
            return new(publisher, folder) { Asked = asked };
        }

        public Task<HarvestResult> Harvest() => rig.Harvest(folder.Load(), RunKind.Live, cancellationToken: Now);

        public List<string> Query(string sql) => rig.Query(sql);

        public async ValueTask DisposeAsync()
        {
            rig.Dispose();
            folder.Dispose();
            await publisher.DisposeAsync();
        }
    }
}
