using Registry.Harvest.Catalog;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests;

/// <summary>A recognition through the notices of its programme: proposed, listed, renamed, moved, revoked, each a flow of its own, and the end of its term.</summary>
public sealed class RecognitionLifecycleTests : IDisposable
{
    private const string Old = "重庆示例甲网络有限公司";
    private const string New = "重庆示例甲数字科技有限公司";
    private const string Certified = "企业名称,证书编号,发证日期";

    private readonly string root = Directory.CreateTempSubdirectory("registry-catalog-").FullName;
    private readonly SetClock clock = new(new(2024, 6, 1, 4, 0, 0, TimeSpan.Zero));
    private readonly Rig rig;

    public RecognitionLifecycleTests() => rig = new(clock);

    public void Dispose()
    {
        rig.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_renamed_enterprise_keeps_id_and_certificate_and_a_revoked_certificate_is_the_one_that_was_listed()
    {
        Write("listed", "2022-12-01", Certified, "LISTED", $"{Old},GR202251100011,2022年10月12日");
        Write("renamed", "2023-05-01", "企业名称,证书编号,发证日期,原企业名称", null, $"{New},GR202251100011,2022年10月12日,{Old}");
        Write("revoked", "2024-05-01", Certified, "REVOKED", $"{New},GR202251100011,2022年10月12日");

        await Harvest("listed");
        List<string> first = Standing();
        Assert.Equal([Old, "LISTED GR202251100011 2022-10-12"], first[1..3]);

        await Harvest("renamed");
        Assert.Equal([first[0], New, first[2], first[3]], Standing());
        Assert.Equal([Old], rig.Query("select value from name where kind = 'FORMER'"));

        await Harvest("revoked");
        Assert.Equal([first[0], New, "REVOKED GR202251100011 2022-10-12", first[3]], Standing());
        AssertSound();
    }

    [Theory]
    [InlineData("proposed", "listed", "revoked")]
    [InlineData("listed", "revoked", "proposed")]
    [InlineData("revoked", "proposed", "listed")]
    public async Task A_proposal_without_a_number_its_listing_with_it_and_a_revocation_without_are_one_recognition_in_any_order(params string[] order)
    {
        Write("proposed", "2022-10-20", "企业名称", "PROPOSED", Old);
        Write("listed", "2023-01-05", Certified, "LISTED", $"{Old},GR202251100011,2022年10月12日");
        Write("revoked", "2024-05-01", "企业名称", "REVOKED", Old);

        foreach (string list in order)
        {
            await Harvest(list);
        }

        Assert.Equal(["REVOKED GR202251100011 2022-10-12"], Recognitions());
        Assert.Equal(["LISTED cn/listed", "PROPOSED cn/proposed", "REVOKED cn/revoked"], Steps());
        AssertSound();
    }

    [Fact]
    public async Task A_proposal_moves_on_to_listed_under_one_id()
    {
        Write("proposed", "2022-10-20", "企业名称", "PROPOSED", Old);
        Write("listed", "2023-01-05", Certified, "LISTED", $"{Old},GR202251100011,2022年10月12日");
        await Harvest("proposed");
        string id = Assert.Single(rig.Query("select id from recognition"));
        Assert.Equal(["PROPOSED - -"], Recognitions());

        await Harvest("listed");

        Assert.Equal(id, Assert.Single(rig.Query("select id from recognition")));
        Assert.Equal(["LISTED GR202251100011 2022-10-12"], Recognitions());
        Assert.Equal(["Same holder and scheme \"高新技术企业\", of 2022 (said in 2022)."], rig.Query("select reason from judgement where rule = 'SAME_OCCASION'"));
    }

    [Fact]
    public async Task A_proposal_three_years_on_is_of_another_recognition()
    {
        Write("listed", "2020-12-05", Certified, "LISTED", $"{Old},GR202051100011,2020年10月12日");
        Write("proposed", "2023-10-20", "企业名称", "PROPOSED", Old);
        Write("again", "2024-01-05", Certified, "LISTED", $"{Old},GR202351100099,2023年10月16日");
        await Harvest("listed");
        await Harvest("proposed");
        Assert.Equal(["EXPIRED GR202051100011 2020-10-12", "PROPOSED - -"], Recognitions());

        await Harvest("again");
        Assert.Equal(["EXPIRED GR202051100011 2020-10-12", "LISTED GR202351100099 2023-10-16"], Recognitions());
        AssertSound();
    }

    [Theory]
    [InlineData("Incubator", "国家级科技企业孵化器")]
    [InlineData("MakerSpace", "国家备案众创空间")]
    public async Task A_carrier_without_a_number_is_recognised_once_by_the_batches_of_two_sources(string type, string scheme)
    {
        Write("proposed", "2020-12-30", "企业名称,批次", "PROPOSED", "綦江三创中心,2020年度第一批", type, scheme);
        Write("listed", "2021-02-22", "企业名称,批次", "LISTED", "綦江三创中心,2020年第1批", type, scheme);
        Write("second", "2021-06-22", "企业名称,批次", "LISTED", "綦江三创中心,2020年第二批", type, scheme);
        await Harvest("listed");
        await Harvest("proposed");
        Assert.Equal(["LISTED - -"], Recognitions());

        await Harvest("second");
        Assert.Equal(2, Recognitions().Count);
        AssertSound();
    }

    [Fact]
    public async Task A_certificate_is_expired_from_the_day_after_its_third_anniversary_and_again_in_force_when_it_is_renewed()
    {
        clock.Now = new(2026, 11, 29, 15, 59, 0, TimeSpan.Zero);
        Write("listed", "2024-01-05", Certified, "LISTED", "北京图迅丰达信息技术有限公司,GR202311004043,2023年11月30日");
        await Harvest("listed");
        Assert.Equal(["LISTED 2026-11-30"], Terms());
        Assert.Equal(["validTo 2026-11-30 国科发火〔2016〕32号, article 9: three years from issuedOn 2023年11月30日"], Derived());

        clock.Now = new(2026, 11, 30, 15, 59, 0, TimeSpan.Zero);
        Assert.Equal(0, rig.Store.TurnDay(TestContext.Current.CancellationToken));
        Assert.Equal(["LISTED 2026-11-30"], Terms());

        // Midnight in China.
        clock.Now = new(2026, 11, 30, 16, 0, 0, TimeSpan.Zero);
        long release = rig.Store.Release(TestContext.Current.CancellationToken);
        Assert.Equal(1, rig.Store.TurnDay(TestContext.Current.CancellationToken));
        Assert.Equal(["EXPIRED 2026-11-30"], Terms());
        Assert.Equal(["LISTED 0", "EXPIRED 1"], rig.Query("select value || ' ' || chosen from property where attribute = 'state' order by chosen"));
        Assert.Equal(release + 1, rig.Store.Release(TestContext.Current.CancellationToken));
        Assert.Equal(0, rig.Store.TurnDay(TestContext.Current.CancellationToken));
        Assert.Equal(release + 1, rig.Store.Release(TestContext.Current.CancellationToken));
        AssertSound();

        Write("renewed", "2026-12-05", "企业名称,证书编号,有效期至", "RENEWED", "北京图迅丰达信息技术有限公司,GR202311004043,2029年11月30日");
        await Harvest("renewed");
        Assert.Equal(["RENEWED 2029-11-30"], rig.Query("select state || ' ' || valid_to from recognition"));
        AssertSound();
    }

    [Fact]
    public async Task A_publication_turns_the_day_too_and_a_term_given_by_its_year_ends_with_the_year()
    {
        Write("listed", "2024-01-05", "企业名称,证书编号,有效期至", "LISTED", $"{Old},GR202151100011,2024年");
        Write("other", "2025-01-05", "企业名称", "PROPOSED", "重庆示例乙有限公司");
        await Harvest("listed");
        Assert.Equal(["LISTED 2024"], Terms());

        clock.Now = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await Harvest("other");
        Assert.Equal(["EXPIRED 2024"], Terms());
        AssertSound();
    }

    [Fact]
    public async Task An_enterprise_that_moved_keeps_id_and_certificate_and_its_old_place_stays_known()
    {
        Write("divisions");
        Write("listed", "2022-12-01", $"{Certified},所在地", "LISTED", $"{Old},GR202251100011,2022年10月12日,重庆市綦江区");
        Write("moved", "2023-08-01", $"{Certified},迁入地,所在地", null, $"{Old},GR202251100011,2022年10月12日,陕西省西安市,陕西省西安市");
        await Harvest("divisions");
        await Harvest("listed");
        List<string> first = Standing();
        Assert.Equal(["500110"], rig.Query("select place from enterprise"));

        await Harvest("moved");

        Assert.Equal(first, Standing());
        Assert.Equal(["610100"], rig.Query("select place from enterprise"));
        Assert.Equal(["610000", "610100"], rig.Query("select code from within_division w join enterprise e on e.entity_id = w.entity_id order by code"));
        Assert.Equal(["locatedIn 610100 ACTIVE", "locatedIn 500110 ENDED", "movedTo 610100 ACTIVE"], rig.Query($"""
            select case r.predicate when 1 then 'locatedIn ' else 'movedTo ' end || i.value || ' ' || r.status
            from relation r
            join enterprise e on e.entity_id = r.entity_id
            join identifier i on i.entity_id = r.other_id
            where r.predicate in (1, 5)
            order by r.predicate, r.status
            """));
        Assert.Equal(["500110 2022-12-01", "610100 2023-08-01"], rig.Query("""
            select m.place || ' ' || d.edition_date
            from mention m
            join claim c on c.mention_id = m.mention_id
            join record r on r.record_id = c.record_id
            join layout l on l.layout_id = r.layout_id
            join document d on d.document_id = l.document_id
            join enterprise e on e.entity_id = m.entity_id
            group by m.mention_id
            order by d.edition_date
            """));
        AssertSound();
    }

    [Fact]
    public async Task A_whole_list_that_prints_another_place_says_that_the_body_lies_there()
    {
        Write("listed", "2022-12-01", $"{Certified},所在地", "LISTED", $"{Old},GR202251100011,2022年10月12日,重庆市綦江区", coverage: "full");
        await Harvest("listed");
        List<string> first = Standing();
        Write("listed", "2023-12-01", $"{Certified},所在地", "LISTED", $"{Old},GR202251100011,2022年10月12日,陕西省西安市", coverage: "full");

        await Harvest("listed");

        Assert.Equal(first, Standing());
        Assert.Equal(["610100"], rig.Query("select place from enterprise"));
        Assert.Equal(["610000", "610100"], rig.Query("select code from within_division w join enterprise e on e.entity_id = w.entity_id order by code"));
        AssertSound();
    }

    // The enterprise's id and name, what its one recognition says, and the recognition's id.
    private List<string> Standing() => [.. rig.Query("select id from enterprise"), .. rig.Query("select name from enterprise"), .. Recognitions(), .. rig.Query("select id from recognition")];

    private List<string> Recognitions() => rig.Query("select state || ' ' || coalesce(certificate_no, '-') || ' ' || coalesce(issued_on, '-') from recognition order by coalesce(issued_on, '9')");

    private List<string> Terms() => rig.Query("select state || ' ' || valid_to from recognition where valid_to is not null");

    private List<string> Steps() => rig.Query("""
        select p.value || ' ' || s.path
        from property p
        join claim c on c.claim_id = p.fact_id
        join mention m on m.mention_id = c.mention_id
        join source s on s.source_id = m.source_id
        where p.attribute = 'state' and p.rule is null
        order by 1
        """);

    private List<string> Derived() => rig.Query("""
        select p.attribute || ' ' || p.value || ' ' || p.rule || ' ' || e.quote
        from property p
        join claim_evidence e on e.claim_id = p.fact_id
        where p.rule is not null
        """);

    private void AssertSound() => Assert.Empty(rig.Store.Examine(TestContext.Current.CancellationToken));

    private async Task Harvest(string list)
    {
        SourceCatalog catalog = SourceCatalog.Load(root);
        Assert.Equal([], catalog.Faults);
        SourceDefinition source = catalog.Sources.Single(known => known.Id == $"cn/{list}");
        Assert.Equal(RunState.Published, (await rig.Harvest(source, cancellationToken: TestContext.Current.CancellationToken)).State);
    }

    // The divisions of the tests, as their list gives them.
    private void Write(string list)
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, "cn", list)).FullName;
        File.WriteAllText(Path.Combine(folder, "edition.csv"), "名称,代码\n綦江区,500110\n西安市,610100\n");
        File.WriteAllText(Path.Combine(folder, "source.yml"), """
            title: {zh: 名单, en: List}
            publisher: {zh: 某局, en: A bureau}
            licence: Facts
            attribution: 某局, 名单
            coverage: full
            editions:
              - {file: edition.csv, title: 名单, url: 'https://bureau.example/divisions', date: 2022-01-01, origin: Made for a test., restated: true}
            read: {form: csv}
            map:
              division: {type: AdministrativeDivision, name: 名称, place: 代码, identifiers: [{scheme: GB2260, value: 代码}]}
            expect: {records: 2}
            """);
    }

    private void Write(string list, string date, string columns, string? state, string row, string type = "Enterprise", string scheme = "高新技术企业", string coverage = "flow")
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, "cn", list)).FullName;
        File.WriteAllText(Path.Combine(folder, "edition.csv"), $"{columns}\n{row}\n");
        string[] recognition =
        [
            $"scheme: {{constant: {scheme}}}",
            .. Where("证书编号", "certificateNo: 证书编号"), .. Where("批次", "batch: 批次"), .. Where("发证日期", "issuedOn: [发证日期, date]"), .. Where("有效期至", "validTo: [有效期至, date]"),
            .. state is null ? [] : new[] { $"state: {{constant: {state}}}" },
        ];
        File.WriteAllText(Path.Combine(folder, "source.yml"), $$"""
            title: {zh: 名单, en: List}
            publisher: {zh: 某局, en: A bureau}
            licence: Facts
            attribution: 某局, 名单
            coverage: {{coverage}}
            editions:
              - {file: edition.csv, title: 名单, url: 'https://bureau.example/{{list}}', date: {{date}}, origin: Made for a test., restated: true}
            read: {form: csv}
            map:
              enterprise:
                type: {{type}}
                name: 企业名称
                {{(columns.Contains('原', StringComparison.Ordinal) ? "names: [{value: 原企业名称, kind: FORMER}]" : "")}}
                {{(columns.Contains("所在地", StringComparison.Ordinal) ? $"relations: [{{predicate: locatedIn, to: place}}{(columns.Contains("迁入地", StringComparison.Ordinal) ? ", {predicate: movedTo, to: place}" : "")}]" : "")}}
                place: {{(columns.Contains("所在地", StringComparison.Ordinal) ? "[所在地, place]" : "{constant: 500000}")}}
                {{(columns.Contains("证书编号", StringComparison.Ordinal) ? "identifiers: [{scheme: HTE_CERTIFICATE, value: 证书编号}]" : "")}}
                recognitions: [{{{string.Join(", ", recognition)}}}]
            expect: {records: 1}
            """);

        string[] Where(string column, string mapping) => columns.Contains(column, StringComparison.Ordinal) ? [mapping] : [];
    }
}
