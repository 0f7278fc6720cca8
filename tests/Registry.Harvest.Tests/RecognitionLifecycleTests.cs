using Registry.Harvest.Catalog;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests;

/// <summary>A recognition through the notices of its programme: listed, renamed, revoked, each a flow of its own.</summary>
public sealed class RecognitionLifecycleTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("registry-catalog-").FullName;
    private readonly Rig rig = new();

    public void Dispose()
    {
        rig.Dispose();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_renamed_enterprise_keeps_id_and_certificate_and_a_revoked_certificate_is_the_one_that_was_listed()
    {
        Write("listed", "企业名称", "LISTED", "重庆示例甲网络有限公司");
        Write("renamed", "企业名称,原企业名称", null, "重庆示例甲数字科技有限公司,重庆示例甲网络有限公司");
        Write("revoked", "企业名称", "REVOKED", "重庆示例甲数字科技有限公司");

        await Harvest("listed");
        List<string> first = Standing();
        Assert.Equal(["重庆示例甲网络有限公司", "LISTED GR202251100011 2022-10-12"], first[1..3]);

        await Harvest("renamed");
        Assert.Equal([first[0], "重庆示例甲数字科技有限公司", first[2], first[3]], Standing());
        Assert.Equal(["重庆示例甲网络有限公司"], rig.Query("select value from name where kind = 'FORMER'"));

        await Harvest("revoked");
        Assert.Equal([first[0], "重庆示例甲数字科技有限公司", "REVOKED GR202251100011 2022-10-12", first[3]], Standing());
        Assert.Empty(rig.Store.Examine(TestContext.Current.CancellationToken));
    }

    // The enterprise's id and name, what its one recognition says, and the recognition's id.
    private List<string> Standing() => [.. rig.Query("select id from enterprise"), .. rig.Query("select name from enterprise"), .. rig.Query("select state || ' ' || certificate_no || ' ' || issued_on from recognition"), .. rig.Query("select id from recognition")];

    private async Task Harvest(string list)
    {
        SourceCatalog catalog = SourceCatalog.Load(root);
        Assert.Equal([], catalog.Faults);
        SourceDefinition source = catalog.Sources.Single(known => known.Id == $"cn/{list}");
        Assert.Equal(RunState.Published, (await rig.Harvest(source, cancellationToken: TestContext.Current.CancellationToken)).State);
    }

    private void Write(string list, string columns, string? state, string row)
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, "cn", list)).FullName;
        File.WriteAllText(Path.Combine(folder, "edition.csv"), $"{columns},证书编号,发证日期\n{row},GR202251100011,2022年10月12日\n");
        File.WriteAllText(Path.Combine(folder, "source.yml"), $$"""
            title: {zh: 名单, en: List}
            publisher: {zh: 某局, en: A bureau}
            licence: Facts
            attribution: 某局, 名单
            coverage: flow
            editions:
              - {file: edition.csv, title: 名单, url: 'https://bureau.example/{{list}}', date: 2024-05-01, origin: Made for a test., restated: true}
            read: {form: csv}
            map:
              enterprise:
                type: Enterprise
                name: 企业名称
                {{(columns.Contains('原', StringComparison.Ordinal) ? "names: [{value: 原企业名称, kind: FORMER}]" : "")}}
                identifiers: [{scheme: HTE_CERTIFICATE, value: 证书编号}]
                recognitions: [{scheme: {constant: 高新技术企业}, certificateNo: 证书编号, issuedOn: [发证日期, date]{{(state is null ? "" : $", state: {{constant: {state}}}")}}}]
            expect: {records: 1}
            """);
    }
}
