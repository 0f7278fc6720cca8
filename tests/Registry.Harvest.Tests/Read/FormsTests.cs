using System.Text.RegularExpressions;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Harvest.Tests.Support;

namespace Registry.Harvest.Tests.Read;

public sealed class FormsTests
{
    [Fact]
    public void Rows_inherit_what_spans_them_and_a_cell_over_columns_stands_in_each()
    {
        const string Page = """
            <table>
              <tr><th rowspan="2">序号</th><th rowspan="2">地区</th><th colspan="2">孵化器</th></tr>
              <tr><th>名称</th><th>运营<br>主体</th></tr>
              <tr><td>1</td><td rowspan="3">重庆市</td><td>甲孵化器</td><td>甲公司</td></tr>
              <tr><td>2</td><td>乙孵化器</td><td rowspan="2">丙公司</td></tr>
              <tr><td>3</td><td>丁孵化器</td></tr>
              <tr><td>4</td><td>四川省</td><td colspan="2">戊  孵化器
                 有限公司</td></tr>
            </table>
            """;
        Assert.Equal(
            [
                "table 1 row 3 col 1: 序号=1; 地区=重庆市; 孵化器/名称=甲孵化器; 孵化器/运营主体=甲公司",
                "table 1 row 4 col 1: 序号=2; 地区=重庆市; 孵化器/名称=乙孵化器; 孵化器/运营主体=丙公司",
                "table 1 row 5 col 1: 序号=3; 地区=重庆市; 孵化器/名称=丁孵化器; 孵化器/运营主体=丙公司",
                "table 1 row 6 col 1: 序号=4; 地区=四川省; 孵化器/名称=戊 孵化器 有限公司; 孵化器/运营主体=戊 孵化器 有限公司",
            ],
            Reads.Lines(new() { Form = ReadForm.Html, HeaderRows = 2 }, Page));
    }

    [Fact]
    public void A_list_over_several_tables_is_told_from_the_furniture_of_the_page_by_words_of_its_header()
    {
        const string Page = """
            <table><tr><td>索引号</td><td>115000</td></tr><tr><td>文号</td><td>x</td></tr></table>
            <table><tr><th>序号</th><th>名称</th></tr><tr><td>1</td><td>甲</td></tr></table>
            <table><tr><th>序号</th><th>名 称</th></tr><tr><td>2</td><td>乙</td></tr><tr><td>序号</td><td>名称</td></tr><tr><td>3</td><td>丙</td></tr></table>
            """;
        Assert.Equal(
            ["table 2 row 2 col 1: 序号=1; 名称=甲", "table 3 row 2 col 1: 序号=2; 名称=乙", "table 3 row 4 col 1: 序号=3; 名称=丙"],
            Reads.Lines(new() { Form = ReadForm.Html, Table = new(null, ["序号", "名称"], false) }, Page));
    }

    [Theory]
    [InlineData("名称,所在地\n\"甲,乙\",重庆\n", null)]
    [InlineData("名称;所在地\n\"甲,乙\";重庆\n", null)]
    [InlineData("名称\t所在地\n\"甲,乙\"\t重庆\n", null)]
    [InlineData("名称|所在地\n\"甲,乙\"|重庆\n", null)]
    [InlineData("名称^所在地\n\"甲,乙\"^重庆\n", '^')]
    public void The_delimiter_is_found_or_stated(string text, char? delimiter) =>
        Assert.Equal(["row 2 col 1: 名称=甲,乙; 所在地=重庆"], Reads.Lines(new() { Form = ReadForm.Csv, Delimiter = delimiter }, text));

    [Fact]
    public void A_quote_in_the_middle_of_a_cell_is_text_and_an_open_one_is_a_failure()
    {
        Assert.Equal(["row 3 col 1: 名称=创\"E\"空间; 地区=重庆"], Reads.Lines(new() { Form = ReadForm.Csv }, "名称,地区\n\n创\"E\"空间,重庆\n"));
        UnreadableException fault = Assert.Throws<UnreadableException>(() => Reads.Lines(new() { Form = ReadForm.Csv }, "名称,地区\n甲,重庆\n\"乙,重庆\n丙,重庆\n"));
        Assert.Equal("the document: row 3: a quote opens and is never closed; a quote inside a quoted cell is doubled and every quote is closed; write quote: none where the publisher means quotes as text", fault.Message);
    }

    [Fact]
    public void Sections_are_carried_to_their_rows_and_counted()
    {
        ReadOptions options = new()
        {
            Form = ReadForm.Csv,
            TitleRows = 1,
            Total = new Regex("共(?<count>[0-9]+)所"),
            Section = new Regex("^(?<省份>\\S+?)（(?<count>[0-9]+)所）$"),
            Skip = new Regex("^合计"),
        };
        (List<Registry.Harvest.Read.Record> records, Findings findings) = Reads.All(options, "名单（共3所）,,\n序号,名称,\n北京市（2所）,,\n1,北大,\n2,清华,\n重庆市（2所）,,\n3,重大,\n合计,3,\n"u8.ToArray());
        Assert.Equal(["北京市", "北京市", "重庆市"], records.Select(r => r.Cells[2]));
        Assert.Equal("row 3 for row 4", Locators.Cell(records[0].Layout, records[0].Position, 2));
        Assert.Equal(["共3所 3 3", "北京市（2所） 2 2", "重庆市（2所） 2 1"], findings.Counts.Select(c => $"{c.Text} {c.Stated} {c.Counted}"));
    }

    [Fact]
    public void Workbooks_give_values_of_formulas_days_codes_and_what_merged_cells_cover()
    {
        string rows = Xlsx.Row(1, "企业名录") + Xlsx.Row(2, "序号", "企业\n名称", "地区", "日期", "代码", "数量")
            + """<row r="3"><c r="A3"><v>1</v></c><c r="B3" t="str"><f>CONCAT("甲","公司")</f><v>甲公司</v></c><c r="C3" t="inlineStr"><is><t>綦江</t></is></c><c r="D3" s="1"><v>45260</v></c><c r="E3" s="2"><v>1234</v></c><c r="F3"><v>12.5</v></c></row>"""
            + """<row r="5"><c r="A5"><v>4111010001</v></c><c r="B5" t="inlineStr"><is><t>乙公司</t></is></c></row>""";
        Assert.Equal(
            ["名录!A3: 序号=1; 企业名称=甲公司; 地区=綦江; 日期=2023-11-30; 代码=001234; 数量=12.5", "名录!C4: 地区=綦江", "名录!A5: 序号=4111010001; 企业名称=乙公司; 地区=綦江"],
            Reads.Lines(new() { Form = ReadForm.Xlsx, TitleRows = 1 }, Xlsx.Of(rows, "A1:F1", "C3:C5")));
    }

    [Fact]
    public void Sixteen_thousand_empty_columns_are_no_columns_and_text_in_one_of_them_is_reported()
    {
        string rows = Xlsx.Row(1, "名称") + """<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c><c r="XFD2" t="inlineStr"><is><t>stray</t></is></c></row>""";
        (List<Registry.Harvest.Read.Record> records, Findings findings) = Reads.All(new() { Form = ReadForm.Xlsx }, Xlsx.Of(rows));
        Assert.Equal("甲", Assert.Single(Assert.Single(records).Cells));
        Assert.Equal("column 16384 has no header but holds text in 1 rows, first at 名录!XFD2", Assert.Single(findings.Remarks).Message);
    }

    [Fact]
    public void Sheets_of_one_header_are_one_list_and_another_one_is_reported()
    {
        byte[] book = Xlsx.Of(("一", Xlsx.Row(1, "名称") + Xlsx.Row(2, "甲"), []), ("说明", Xlsx.Row(1, "注") + Xlsx.Row(2, "x"), []), ("二", Xlsx.Row(1, "名称") + Xlsx.Row(2, "乙"), []));
        (List<Registry.Harvest.Read.Record> records, Findings findings) = Reads.All(new() { Form = ReadForm.Xlsx, Sheet = new(null, null, true) }, book);
        Assert.Equal(["甲", "乙"], records.Select(r => r.Cells[0]));
        Assert.Equal("sheet 说明 has another header (注) than 一 (名称) and was not read", Assert.Single(findings.Remarks).Message);
    }

    [Theory]
    [InlineData("universities/moe_2017-05-31_普通高等学校名单.xls", 2631)]
    [InlineData("universities/moe_2025-06-20_普通高等学校名单.xls", 2919)]
    public void The_ministry_of_education_s_lists_are_read_whole(string file, int rows)
    {
        byte[] bytes = File.ReadAllBytes(ForeignData.At(Path.Combine("data", file)));
        (List<Registry.Harvest.Read.Record> records, Findings findings) = Reads.All(
            new() { Form = ReadForm.Xls, HeaderWith = ["学校名称", "学校标识码"], Section = new Regex("^(?<省份>\\S+?)（(?<count>[0-9]+)所）$") }, bytes);
        Assert.Equal(rows, records.Count);
        Assert.Equal(31, findings.Sections);
        Assert.All(findings.Counts, c => Assert.Equal(c.Stated, c.Counted));
    }

    [Fact]
    public void Json_is_flattened_to_columns_by_pointer_and_each_text_keeps_its_place()
    {
        const string Text = """{"list":[{"id":1,"names":[{"v":"甲"},{"v":"乙"}],"open":true,"none":null},{"id":2,"a/b":{"c":"x"},"tags":["p","q"]}]}""";
        Assert.Equal(
            ["/list/0/id: id=1; names/0/v=甲; names/1/v=乙; open=true", "/list/1/id: id=2; a~1b/c=x; tags/0=p; tags/1=q"],
            Reads.Lines(new() { Form = ReadForm.Json, Items = "/list" }, Text));
    }

    [Fact]
    public void Lines_of_json_are_items() =>
        Assert.Equal(["/0/n: n=甲", "/1/n: n=乙"], Reads.Lines(new() { Form = ReadForm.Json }, "{\"n\":\"甲\"}\n{\"n\":\"乙\"}\n"));
}
