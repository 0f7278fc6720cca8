using System.Globalization;
using System.Text;
using ExcelDataReader;
using Registry.Harvest.Catalog;
using Registry.Harvest.Check;
using Registry.Harvest.Fetch;
using Registry.Harvest.Read;
using Registry.Harvest.Tests.Support;
using Registry.Store;

namespace Registry.Harvest.Tests.Check;

/// <summary>A document is held against the bytes in which it was last published: what says the same is not published again, what was damaged is not published at all.</summary>
public sealed class RevisionTests : IDisposable
{
    private const string Source = """
        read: {form: csv}
        map: {firm: {type: Enterprise, name: 企业名称, properties: {industry: 证书编号}}}
        ignore: [序号]
        expect: {records: {min: 1}}
        """;

    private const string List = "序号,企业名称,证书编号\n1,重庆示例甲科技有限公司,KJ202451100001\n2,重庆示例乙软件有限公司,KJ202451100002\n3,重庆示例丙机械有限公司,KJ202451100003\n4,重庆示例丁材料有限公司,KJ202451100004\n";

    private const string SaidBefore = "other bytes, and records that say the same as those last published";

    private readonly Rig rig = new();
    private readonly SourceFolder folder = new(Source, List);

    public static TheoryData<string, string, string, string> Changes()
    {
        TheoryData<string, string, string, string> changes = [];
        foreach (string[] cells in Cases.Rows("Check/Cases/changes.tsv", 4))
        {
            changes.Add(cells[0], cells[1], cells[2], cells[3]);
        }

        return changes;
    }

    public void Dispose()
    {
        folder.Dispose();
        rig.Dispose();
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_text_that_nobody_writes_is_told_from_one_that_was_written_anew(string charset, string before, string after, string reason) =>
        Assert.Equal(reason, new Garbling(Encoding.GetEncoding(charset)).Reason(before, after) ?? "");

    [Fact]
    public async Task A_damaged_cell_keeps_the_list_from_being_published_and_the_old_one_stands()
    {
        await Import(List);
        HarvestResult result = await Import(List.Replace("示例乙软件", "示例乙轮件", StringComparison.Ordinal).Replace("KJ202451100004", "KJ2024511", StringComparison.Ordinal));
        Assert.Equal(
            (RunState.Failed, "list.csv: row 3 col 2 was «重庆示例乙软件有限公司» and is «重庆示例乙轮件有限公司»: they differ by one bit of utf-8, AF and AE; "
                + "row 5 col 3 was «KJ202451100004» and is «KJ2024511»: in column 证书编号 4 of 4 were built like the old one, and none like the new one; "
                + "no publisher changes a text so: fetch it again, or write the new text under expect: meant if the publisher means it"),
            (result.State, result.Message));
        Assert.Equal(["UNREADABLE_DAMAGED"], rig.Query("select code from issue"));
        Assert.Equal(1, rig.Store.Release(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_looks_damaged_and_is_meant_is_published()
    {
        await Import(List);
        folder.Write(Source.Replace("{min: 1}}", "{min: 1}, meant: [重庆示例乙轮件有限公司]}", StringComparison.Ordinal));
        Assert.Equal((RunState.Published, null), State(await Import(List.Replace("示例乙软件", "示例乙轮件", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_dry_run_tells_damage_as_well()
    {
        await Import(List);
        HarvestResult result = await Import(List.Replace("示例乙软件", "示例乙轮件", StringComparison.Ordinal), dryRun: true);
        Assert.Equal(RunState.Failed, result.State);
        Assert.Contains("they differ by one bit", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_bytes_that_say_the_same_are_not_published_again()
    {
        await Import(List);
        Assert.Equal((RunState.Unchanged, SaidBefore), State(await Import(List.ReplaceLineEndings("\r\n"))));
        Assert.Equal(1, rig.Store.Release(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_row_that_was_renamed_added_or_taken_out_is_published()
    {
        await Import(List);
        Assert.Equal((RunState.Published, null), State(await Import(List.Replace("示例乙软件", "新示例信息技术", StringComparison.Ordinal))));
        Assert.Equal((RunState.Published, null), State(await Import(List + "5,重庆示例戊能源有限公司,KJ202451100005\n")));
        Assert.Equal((RunState.Published, null), State(await Import(List[..List.IndexOf("4,", StringComparison.Ordinal)])));
    }

    [Fact]
    public async Task A_row_that_is_gone_leaves_its_place_to_another_which_is_no_damage_to_it()
    {
        folder.Write(Source.Replace("{industry: 证书编号}", "{industry: 行业}", StringComparison.Ordinal));
        const string list = "企业名称,行业\n甲公司,软件\n优公司,软件\n伸公司,机械\n";
        await Import(list);
        Assert.Equal((RunState.Published, null), State(await Import(list.Replace("优公司,软件\n", "", StringComparison.Ordinal))));
        Assert.Equal((RunState.Published, null), State(await Import(list + "己公司,电力\n")));
    }

    [Fact]
    public async Task Another_edition_is_not_held_against_the_rows_that_stood_there_before()
    {
        string[] names = [.. Enumerable.Range(0, 200).Select(i => $"第{i}示例公司")];
        await Import(Of(names));
        Assert.Equal((RunState.Published, null), State(await Import(Of([.. names.Select((name, i) => i % 10 == 0 ? name.Replace("示例", "禓俐", StringComparison.Ordinal) : name)]))));

        static string Of(string[] names) => "序号,企业名称,证书编号\n" + string.Concat(names.Select((name, i) => $"{i + 1},{name},\n"));
    }

    [Fact]
    public async Task A_list_that_says_something_else_only_where_its_source_does_not_look_is_not_published_again()
    {
        await Import(List);
        Assert.Equal((RunState.Unchanged, SaidBefore), State(await Import(List.Replace("2,重庆示例乙", "22,重庆示例乙", StringComparison.Ordinal))));
        Assert.Equal(1, rig.Store.Release(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("2,重庆示例乙软件", "22,重庆示例乙应用", "row 3 col 1 was «2» and is «22»: column 序号 counted the records from 1 to 4, and does no more")]
    [InlineData("KJ202451100003", "KJ202411100003", "row 4 col 3 was «KJ202451100003» and is «KJ202411100003»: in column 证书编号 others begin with KJ20245 and none with KJ20241")]
    [InlineData("3,重庆示例丙机械有限公司,KJ202451100003", "3,沪杭电力有限公司,KJ202451100003,机械有限公司", "row 4 col 2 was «重庆示例丙机械有限公司» and is «沪杭电力有限公司»: column 4 has no header but holds text in 1 rows, first at row 4 col 4, and none when it was last published")]
    [InlineData("100004\n", "1000", "row 5 col 3 was «KJ202451100004» and is «KJ2024511000»: in column 证书编号 4 of 4 were built like the old one, and none like the new one")]
    public async Task A_row_out_of_joint_is_told(string what, string becomes, string message)
    {
        await Import(List);
        HarvestResult result = await Import(List.Replace(what, becomes, StringComparison.Ordinal));
        Assert.Equal(RunState.Failed, result.State);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("甲科技有限公司", "甲科技有公司", "it was a name that ended in 有限公司 and has no such ending")]
    [InlineData("重庆示例乙软件", "重夭示例乙软件", "in column 企业名称 others hold «重庆» and «庆示», none holds «重夭» and «夭示»")]
    [InlineData("重庆示例乙软件", "重庆示例癸软件", null)]
    [InlineData("重庆示例丙机械", "重庆示例丙电子机械", null)]
    [InlineData("璧山区", "璃山区", "row 3 col 3 was «璧山区» and is «璃山区»: it was a division of GB/T 2260 and is none")]
    [InlineData("璧山区", "璧山区t", "row 3 col 3 was «璧山区» and is «璧山区t»: it was a division of GB/T 2260 and is none")]
    [InlineData("璧山区", "璧璧山区", "row 3 col 3 was «璧山区» and is «璧璧山区»: it was a division of GB/T 2260 and is none")]
    [InlineData("璧山区", "山区", "row 3 col 3 was «璧山区» and is «山区»: it was a division of GB/T 2260 and is none")]
    [InlineData("璧山区", "厍焓衸", "row 3 col 3 was «璧山区» and is «厍焓衸»: it was a division of GB/T 2260 and is none")]
    [InlineData("璧山区", "璧山", null)]
    [InlineData("璧山区", "两江新区", null)]
    [InlineData("璧山区", "璧山县", null)]
    [InlineData("璧山区", "铜梁区", null)]
    [InlineData("500110", "504110", "row 4 col 3 was «500110» and is «504110»: it was a division of GB/T 2260 and is none")]
    [InlineData("500110", "500112", "row 4 col 3 was «500110» and is «500112»: the code of another differs from it by one bit, and nothing else in its row has changed")]
    [InlineData("500110", "500113", null)]
    [InlineData("丙机械有限公司,500110", "丙电子机械有限公司,500112", null)]
    [InlineData("重庆示例丙机械有限公司,500110", "3,重庆示例丙机械有限公司", "what it said stands at row 4 col 3 now, the row has slipped")]
    public async Task A_word_or_a_place_that_lost_its_meaning_by_one_letter_is_told(string what, string becomes, string? message)
    {
        folder.Write(Source.Replace("properties: {industry: 证书编号}", "place: 所在地", StringComparison.Ordinal));
        string list = List.Replace("证书编号", "所在地", StringComparison.Ordinal).Replace("KJ202451100002", "璧山区", StringComparison.Ordinal).Replace("KJ202451100003", "500110", StringComparison.Ordinal).Replace("KJ20245110000", "璧山区", StringComparison.Ordinal);
        await Import(list);
        HarvestResult result = await Import(list.Replace(what, becomes, StringComparison.Ordinal));
        Assert.Equal(message is null ? RunState.Published : RunState.Failed, result.State);
        Assert.Contains(message ?? "", result.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HaiDianQu", "HaiDiajQu", "in column 拼音 others hold «an» and «nQ», none holds «aj» and «jQ», and the letters differ by one bit")]
    [InlineData("HaiDianQu", "HeiDianQu", null)]
    public async Task A_letter_that_became_another_is_told_where_no_other_word_is_spelt_so(string what, string becomes, string? message)
    {
        folder.Write(Source.Replace("证书编号", "拼音", StringComparison.Ordinal));
        string list = "序号,企业名称,拼音\n1,海淀区,HaiDianQu\n2,海安县,HaiAnXian\n3,栾川县,LuanChuanXian\n4,黑山县,HeiShanXian\n5,安泽县,AnZeXian\n6,延边区,YanBianQu\n";
        await Import(list);
        HarvestResult result = await Import(list.Replace(what, becomes, StringComparison.Ordinal));
        Assert.Equal(message is null ? RunState.Published : RunState.Failed, result.State);
        Assert.Contains(message ?? "", result.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KJ", "GR", "row 2 col 3 was «GR202451100001» and is «GR202451100011»: the code of another differs from it by one bit, and nothing else in its row has changed")]
    [InlineData("KJ", "KJ", null)]
    public async Task A_certificate_that_differs_by_one_bit_is_told(string letters, string same, string? message)
    {
        string list = List.Replace(letters, same, StringComparison.Ordinal);
        await Import(list);
        HarvestResult result = await Import(list.Replace("51100001", "51100011", StringComparison.Ordinal));
        Assert.Equal(message is null ? RunState.Published : RunState.Failed, result.State);
        Assert.Contains(message ?? "", result.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "a column came in that has no name")]
    [InlineData("行业&quot", "a column «行业&quot» came in: it holds a piece of markup, &quot")]
    [InlineData("彍", "a column «彍» came in, which is not written in GB 2312")]
    [InlineData("行业代码", null)]
    public async Task A_column_that_came_in_with_no_name_or_none_that_anybody_writes_is_told(string column, string? message)
    {
        folder.Write("""
            read: {form: json, items: /rows}
            map: {firm: {type: Enterprise, name: 企业名称, properties: {industry: 行业}}}
            expect: {records: {min: 1}}
            """);
        const string list = """{"rows": [{"企业名称": "示例甲公司", "行业": "软件"}, {"企业名称": "示例乙公司", "行业": "机械"}]}""";
        await Import(list);
        HarvestResult result = await Import(list.Replace(", \"行业\": \"软件\"", $", \"{column}\": \"软件\", \"行业\": \"软件\"", StringComparison.Ordinal));
        Assert.Equal((message is null ? RunState.Published : RunState.Failed, result.Message), (result.State, result.Message));
        Assert.Contains(message ?? "", result.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_went_to_the_next_column_while_another_took_its_place_is_told()
    {
        folder.Write(Source.Replace("[序号]", "[序号, 曾用名]", StringComparison.Ordinal));
        const string list = "序号,企业名称,曾用名,证书编号\n1,示例甲公司,,KJ202451100001\n2,示例乙公司,,KJ202451100002\n";
        await Import(list);
        HarvestResult result = await Import(list.Replace("示例乙公司,", "另一公司,示例乙公司", StringComparison.Ordinal));
        Assert.Equal(RunState.Failed, result.State);
        Assert.Contains("row 3 col 2 was «示例乙公司» and is «另一公司»: what it said stands at row 3 col 3 now, the row has slipped", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_last_text_that_lost_its_end_with_the_end_of_its_line_is_told()
    {
        folder.Write(Source.Replace("properties: {industry: 证书编号}", "properties: {industry: 备注}", StringComparison.Ordinal));
        string list = List.Replace("证书编号", "备注", StringComparison.Ordinal).Replace("KJ202451100004", "原名示例丁", StringComparison.Ordinal);
        await Import(list);
        HarvestResult result = await Import(list[..^2]);
        Assert.Equal(RunState.Failed, result.State);
        Assert.Contains("row 5 col 3 was «原名示例丁» and is «原名示例»: the document ends without the end of a line that it had", result.Message, StringComparison.Ordinal);
    }

    /// <summary>What the list of universities of 2017 says otherwise in 2025, 267 other names among it, row by row: what happens between two visits to a page.</summary>
    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public void No_university_that_was_renamed_is_taken_for_damaged(string charset)
    {
        Dictionary<string, string[]> later = Universities("2025-06-20").ToDictionary(row => row[2]);
        string[][] rows = [.. Universities("2017-05-31").Where(row => later.TryGetValue(row[2], out string[]? now) && !now.Skip(1).SequenceEqual(row.Skip(1)))];
        folder.Write("""
            read: {form: csv}
            map: {school: {type: University, name: 学校名称}}
            expect: {records: {min: 1}}
            """);
        Encoding encoding = Encoding.GetEncoding(charset);
        Content last = new("list.csv", encoding.GetBytes(Written(rows)));
        SourceDefinition source = folder.Load();
        List<string> refused = [];
        for (int i = 0; i < rows.Length; i++)
        {
            string[] row = rows[i];
            rows[i] = [row[0], .. later[row[2]][1..]];
            try
            {
                Assert.False(new Revision(source, last, new("list.csv", encoding.GetBytes(Written(rows))), Bundled.Places).SaysTheSame(TestContext.Current.CancellationToken));
            }
            catch (UnreadableException fault)
            {
                refused.Add(fault.Message);
            }

            rows[i] = row;
        }

        Assert.Equal([], refused);
        Assert.Equal(366, rows.Length);
    }

    /// <summary>In short lists, one school gone, one come, or one gone and one come, so that others stand in the places of those behind it.</summary>
    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public void No_list_in_which_rows_moved_is_taken_for_damaged(string charset)
    {
        folder.Write("""
            read: {form: csv}
            map: {school: {type: University, name: 学校名称}}
            expect: {records: {min: 1}}
            """);
        SourceDefinition source = folder.Load();
        Encoding encoding = Encoding.GetEncoding(charset);
        string[][] all = [.. Universities("2017-05-31")];
        List<string> refused = [];
        for (int from = 0; from + 14 < all.Length; from += 11)
        {
            string[][] rows = all[from..(from + 12)];
            string[][][] later = [[.. rows[..4], .. rows[5..]], [.. rows[..3], all[from + 12], .. rows[3..]], [.. rows[..2], .. rows[3..], all[from + 13]]];
            foreach (string[][] moved in later)
            {
                try
                {
                    Assert.False(new Revision(source, new("list.csv", encoding.GetBytes(Written(rows))), new("list.csv", encoding.GetBytes(Written(moved))), Bundled.Places).SaysTheSame(TestContext.Current.CancellationToken));
                }
                catch (UnreadableException fault)
                {
                    refused.Add(fault.Message);
                }
            }
        }

        Assert.Equal([], refused);
    }

    private static string Written(string[][] rows) => "序号,学校名称,学校标识码,主管部门,所在地,办学层次,备注\n" + string.Concat(rows.Select(row => string.Join(',', row.Select(cell => $"\"{cell}\"")) + "\n"));

    // 序号, 学校名称, 学校标识码, 主管部门, 所在地, 办学层次, 备注; only rows of schools have a number first.
    private static IEnumerable<string[]> Universities(string day)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using FileStream file = File.OpenRead(ForeignData.At($"data/universities/moe_{day}_普通高等学校名单.xls"));
        using IExcelDataReader sheet = ExcelReaderFactory.CreateReader(file);
        while (sheet.Read())
        {
            if (sheet.FieldCount > 6 && sheet.GetValue(0) is double && sheet.GetValue(2) is not null)
            {
                yield return [.. Enumerable.Range(0, 7).Select(i => Convert.ToString(sheet.GetValue(i), CultureInfo.InvariantCulture) ?? "")];
            }
        }
    }

    [Fact]
    public void The_cross_references_of_a_whole_pdf_lead_to_its_objects_and_those_of_a_damaged_one_do_not()
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Forms", "Cases", "f1-hte-notices", "site", "gqrdw", "c101433", "202411", "a1", "files", "3f01.pdf"));
        Assert.True(PdfReferences.Lead(new("list.pdf", whole)));
        Assert.False(PdfReferences.Lead(new("list.pdf", (byte[])[.. whole[..1000], .. whole[990..]])));
        Assert.False(PdfReferences.Lead(new("list.pdf", (byte[])[.. whole[..1000], .. whole[1010..]])));
        Assert.False(PdfReferences.Lead(new("list.pdf", whole.AsMemory(..1000))));
        Assert.True(PdfReferences.Lead(new("list.pdf", Encoding.ASCII.GetBytes("%PDF-1.5\n7 0 obj\n<< /Type /XRef >>\nstartxref\n9\n%%EOF\n"))));
    }

    private static (RunState, string?) State(HarvestResult result) => (result.State, result.Message);

    private async Task<HarvestResult> Import(string text, bool dryRun = false)
    {
        string path = Path.Combine(folder.Root, "list.csv");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return await rig.Harvester.Import(folder.Load(), new HandImport(path, Url: "https://bureau.example/list"), new Receipt(), dryRun, cancellationToken: TestContext.Current.CancellationToken);
    }
}
