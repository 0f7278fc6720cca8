using System.Globalization;
using System.Text;
using Registry.Harvest.Catalog;
using Registry.Harvest.Crawl;
using Registry.Harvest.Fetch;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests.Forms;

/// <summary>
/// Each form in which a list is published has a folder: <c>source.yml</c> with the real address, <c>site</c> as the publisher's site is built, and
/// <c>expected.txt</c>. The site stands on loopback; the list is crawled from it into a store.
/// </summary>
public sealed class PublishedFormTests
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Forms", "Cases");

    // The month that has ended last when the monthly feed is asked for.
    private static readonly DateTimeOffset Today = new(2024, 4, 15, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static readonly SourceCatalog Catalog = SourceCatalog.Load(Cases);

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Cases).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Fact]
    public void No_published_form_needs_more_than_its_folder() => Assert.Equal([], Catalog.Faults);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_published_form_is_crawled_and_gives_exactly_its_rows(string name)
    {
        string folder = Path.Combine(Cases, name);
        SourceDefinition source = Catalog.Sources.Single(known => known.Id == name);
        if (source.Read.Form == ReadForm.Pdf && !Poppler.IsInstalled)
        {
            Assert.Skip("pdftotext is missing: install poppler-utils and poppler-data.");
        }

        await using Publisher publisher = await Site.Start(Path.Combine(folder, "site"));
        using Rig rig = new();
        HarvestResult result = await Harvest(rig, source, publisher);
        string told = Told(rig, result).Replace(publisher.Address.AbsoluteUri, "/", StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, "expected.txt"), Now), told, ignoreLineEndingDifferences: true);

        HarvestResult again = await Harvest(rig, source, publisher);
        Assert.Equal((RunState.Unchanged, 0L), (again.State, again.Claims));
    }

    private static async Task<HarvestResult> Harvest(Rig rig, SourceDefinition source, Publisher publisher)
    {
        SourceDefinition moved = source with
        {
            Address = new Uri(publisher.Address, source.Address!.PathAndQuery),
            Fetch = source.Fetch with { AllowPrivate = true },
        };
        using Fetcher fetcher = new(rig.Clock);
        return await rig.Harvester.Harvest(moved, new CrawledDocuments(moved, new LivePages(moved, fetcher, rig.Store, rig.Clock), RunKind.Live, new Standing(Today)), cancellationToken: Now);
    }

    private static string Told(Rig rig, HarvestResult result)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{result.State} {result.Records} records {result.Claims} claims {result.Entities} entities {result.Message}\n");
        Add("documents", """
            select d.url || ' | ' || coalesce(d.title, '') || ' | ' || coalesce(d.published_on, '')
            from document d
            order by d.document_id
            """);
        Add("issues", "select code || ' ' || message from issue order by issue_id");
        Add("mentions", """
            select m.name || ' | ' || m.key || coalesce((
                select group_concat(said, '') from (
                    select ' | ' || p.name || '=' || coalesce(c.value, (select o.name from mention o where o.mention_id = c.object_id)) as said
                    from claim c
                    join predicate p on p.predicate_id = c.predicate_id
                    where c.mention_id = m.mention_id and p.name <> 'type' and p.name <> 'name:LEGAL'
                    order by c.claim_id)), '')
            from mention m
            order by m.mention_id
            """);
        return text.ToString();

        void Add(string heading, string sql)
        {
            text.Append(heading).Append('\n');
            foreach (string line in rig.Query(sql))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }
    }

    private sealed class Standing(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
