using System.Text;
using System.Text.RegularExpressions;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Harvest.Tests.Support;

namespace Registry.Harvest.Tests.Read;

/// <summary>Tables of .docx and of PDFs, and the forms that nobody reads.</summary>
public sealed class DocumentTests
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Forms", "Cases");

    [Fact]
    public void Cells_of_a_document_that_span_columns_or_go_on_from_above_carry_their_text()
    {
        byte[] document = Docx.Of(
            Docx.P("附件") + Docx.Table(
                Docx.Row(Docx.Cell("序号", merge: "restart"), Docx.Cell("孵化器", span: 2)),
                Docx.Row(Docx.Cell("", merge: "continue"), Docx.Cell("名称"), Docx.Cell("运营\n主体")),
                Docx.Row(Docx.Cell("1"), Docx.Cell("甲", merge: "restart"), Docx.Cell("甲公司")),
                Docx.Row(Docx.Cell("2"), Docx.Cell("", merge: "continue"), Docx.Cell("乙公司")),
                Docx.Row(Docx.Cell("3"), Docx.Cell("丙"), Docx.Cell(""))));
        Assert.Equal(
            ["table 1 row 3 col 1: 序号=1; 孵化器/名称=甲; 孵化器/运营主体=甲公司", "table 1 row 4 col 1: 序号=2; 孵化器/名称=甲; 孵化器/运营主体=乙公司", "table 1 row 5 col 1: 序号=3; 孵化器/名称=丙"],
            Reads.Lines(new() { Form = ReadForm.Docx, HeaderRows = 2 }, document));
    }

    [Fact]
    public void A_total_above_the_table_of_a_document_is_asserted_and_the_table_found_by_its_words()
    {
        byte[] document = Docx.Of(
            Docx.Table(Docx.Row(Docx.Cell("单位"), Docx.Cell("日期")), Docx.Row(Docx.Cell("某局"), Docx.Cell("5月")))
            + Docx.P("2022年度名单（共3家）")
            + Docx.Table(Docx.Row(Docx.Cell("名单", span: 2)), Docx.Row(Docx.Cell("序号"), Docx.Cell("名称")), Docx.Row(Docx.Cell("1"), Docx.Cell("甲")), Docx.Row(Docx.Cell("2"), Docx.Cell("乙")))
            + Docx.Table(Docx.Row(Docx.Cell("3"), Docx.Cell("丙"))));
        ReadOptions options = new() { Form = ReadForm.Docx, HeaderWith = ["序号", "名称"], Total = new Regex("共(?<count>\\d+)家") };
        (List<Registry.Harvest.Read.Record> records, Findings findings) = Reads.All(options, document);
        Assert.Equal(["甲", "乙"], records.Select(r => r.Cells[1]));
        Assert.Equal([(3L, 2L)], findings.Counts.Select(c => (c.Stated, c.Counted)));
    }

    [Fact]
    public void Tables_that_go_on_over_pages_have_their_header_once()
    {
        const string Page = "<table><tr><th>序号</th><th>名称</th></tr><tr><td>1</td><td>甲</td></tr></table><p>2</p><table><tr><td>2</td><td>乙</td></tr><tr><td>3</td><td>丙</td></tr></table>";
        Assert.Equal(
            ["table 1 row 2 col 1: 序号=1; 名称=甲", "table 2 row 1 col 1: 序号=2; 名称=乙", "table 2 row 2 col 1: 序号=3; 名称=丙"],
            Reads.Lines(new() { Form = ReadForm.Html, HeaderOnce = true }, Page));
    }

    [Fact]
    public void A_section_goes_on_over_the_pages_of_a_list()
    {
        const string Page = "<table><tr><th>序号</th><th>名称</th></tr><tr><td colspan=2>北京市（2家）</td></tr><tr><td>1</td><td>甲</td></tr></table><table><tr><td>2</td><td>乙</td></tr></table>";
        ReadOptions options = new() { Form = ReadForm.Html, HeaderOnce = true, Section = new Regex("^(?<地区>\\S+)（(?<count>\\d+)家）$") };
        (List<Registry.Harvest.Read.Record> records, Findings findings) = Reads.All(options, Encoding.UTF8.GetBytes(Page));
        Assert.Equal(["北京市", "北京市"], records.Select(r => r.Cells[2]));
        Assert.Equal([(2L, 2L)], findings.Counts.Select(c => (c.Stated, c.Counted)));
        Assert.Equal("table 1 row 2 for row 1", Locators.Cell(records[1].Layout, records[1].Position, 2));
    }

    [Fact]
    public void A_blank_of_the_yearbook_is_not_a_zero()
    {
        ReadOptions options = new() { Form = ReadForm.Html, HeaderRows = 2 };
        (List<Registry.Harvest.Read.Record> records, _) = Reads.All(options, File.ReadAllBytes(Path.Combine(Cases, "f11-torch-statistics", "site", "kjb", "tjnb", "8-1.html")));
        Assert.Equal(["天津市", "1", null, "100", null], records[2].Cells.ToList());
        Assert.Equal(["河北省", "0", "0", null, "0"], records[3].Cells.ToList());
    }

    [Fact]
    public void A_row_of_a_pdf_is_made_of_the_lines_around_its_number_and_pages_go_on()
    {
        Poppler.MustBeInstalled();
        byte[] pdf = File.ReadAllBytes(Path.Combine(Cases, "f1-hte-notices", "site", "gqrdw", "c101433", "202411", "a1", "files", "3f01.pdf"));
        (List<Registry.Harvest.Read.Record> records, Findings findings) = Reads.All(new() { Form = ReadForm.Pdf, HeaderWith = ["序号", "企业名称"] }, pdf);
        Assert.Equal(
            [
                "page 1 row 4 col 2 重庆示例甲科技有限公司 GR202451100001",
                "page 1 row 5 col 2 重庆示例乙新能源汽车动力电池材料研究开发有限责任公司 GR202451100002",
                "page 1 row 6 col 2 重庆示例丙软件有限公司 GR202451100003",
                "page 2 row 1 col 2 重庆示例丁机械（集团）有限公司 GR202451100004",
                "page 2 row 2 col 2 ABB示例变压器（重庆）有限公司 GR202451100005",
            ],
            records.Select(r => $"{Locators.Cell(r.Layout, r.Position, 1)} {r.Cells[1]} {r.Cells[2]}"));
        Assert.Equal([], findings.Remarks);
    }

    // Names that differ by a figure only, cells of up to three lines, a running head, the header and a number on each page.
    [Fact]
    public void A_list_in_a_pdf_is_told_from_what_is_printed_on_every_page()
    {
        Poppler.MustBeInstalled();
        (List<Registry.Harvest.Read.Record> records, Findings findings) = Reads.All(
            new() { Form = ReadForm.Pdf, HeaderWith = ["序号", "企业名称"] }, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Read", "Cases", "wrapped.pdf")));
        Assert.Equal(
            Enumerable.Range(1, 45).Select(i => $"{i} 重庆示例{i}{(i % 4 == 0 ? "新能源汽车动力电池材料研究开发" : "")}{(i % 7 == 0 ? "（集团）" : "")}有限责任公司 GR2023511{i:00000} 2023-11-{1 + (i % 28):00}"),
            records.Select(r => string.Join(' ', r.Cells)));
        Assert.Equal([], findings.Remarks);
    }

    [Fact]
    public void Without_the_program_that_reads_pdfs_the_message_says_what_to_install()
    {
        UnreadableException fault = Assert.Throws<UnreadableException>(() => PdfText.Words(new Content("list.pdf", "%PDF-1.4"u8.ToArray()), TestContext.Current.CancellationToken, "pdftotext-that-is-not-there"));
        Assert.Equal(
            (UnreadableReason.UnsupportedForm, "list.pdf: found a PDF, and there is no pdftotext-that-is-not-there to read it; install poppler-utils and poppler-data, then replay the source; the document is kept"),
            (fault.Reason, fault.Message));
    }

    [Fact]
    public void A_scanned_pdf_is_of_a_form_that_nobody_reads()
    {
        Poppler.MustBeInstalled();
        const string Scan = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\ntrailer << /Size 4 /Root 1 0 R >>\n%%EOF\n";
        UnreadableException fault = Assert.Throws<UnreadableException>(() => Reads.All(new() { Form = ReadForm.Pdf, HeaderWith = ["序号"] }, Encoding.ASCII.GetBytes(Scan)));
        Assert.Equal(
            (UnreadableReason.UnsupportedForm, "the document: found a PDF without text, as a scanner makes it; ask the publisher for the text, or write the table down and import it by hand; the document is kept"),
            (fault.Reason, fault.Message));
    }

    [Theory]
    [InlineData("doc", "found a Word 97-2003 document (.doc), which is not read; ask the publisher for .docx, or save it as .docx and import that by hand; the document is kept")]
    [InlineData("rar", "found a RAR archive, which is not read; unpack it and import its files by hand; the document is kept")]
    [InlineData("png", "found a picture, which is not read; ask the publisher for the text, or write the table down and import it by hand; the document is kept")]
    public void A_form_that_nobody_reads_is_told_from_one_that_the_source_did_not_name(string form, string message)
    {
        byte[] bytes = form switch
        {
            "doc" => File.ReadAllBytes(Path.Combine(Cases, "f3-incubators-docx", "site", "tztg", "P020201230_3.doc")),
            "rar" => "Rar!\u001a\u0007\u0000"u8.ToArray(),
            _ => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
        };
        UnreadableException fault = Assert.Throws<UnreadableException>(() => Reads.All(new() { Form = ReadForm.Xls }, bytes));
        Assert.Equal((UnreadableReason.UnsupportedForm, $"the document: {message}"), (fault.Reason, fault.Message));
    }

    [Fact]
    public void A_list_that_comes_in_several_forms_is_read_in_the_one_it_has()
    {
        ReadOptions options = new() { Form = ReadForm.Xls, OtherForms = [ReadForm.Xlsx, ReadForm.Html] };
        Assert.Equal(["名录!A2: 名称=甲"], Reads.Lines(options, Xlsx.Of(Xlsx.Row(1, "名称") + Xlsx.Row(2, "甲"))));
        Assert.Equal(["table 1 row 2 col 1: 名称=甲; 地区=重庆"], Reads.Lines(options, "<table><tr><td>名称</td><td>地区</td></tr><tr><td>甲</td><td>重庆</td></tr></table>"));
        Assert.Equal(
            "the document: found a Word document (.docx); form xls was expected; change read: form if the publisher has changed it",
            Assert.Throws<UnreadableException>(() => Reads.Lines(options, Docx.Of(""))).Message);
    }

    [Theory]
    [InlineData("""<input id="d" value='[{&quot;n&quot;:&quot;甲&quot;}]'>""", "#d@value", "#d@value /0/n: n=甲")]
    [InlineData("""<script id="d" type="application/json">[{"n":"甲"}]</script>""", "script#d", "script#d /0/n: n=甲")]
    public void Json_is_taken_out_of_an_element_of_a_page(string element, string within, string line)
    {
        string[] parts = within.Split('@');
        ReadOptions options = new() { Form = ReadForm.Json, Within = new(parts[0], parts.Length > 1 ? parts[1] : null) };
        Assert.Equal([line], Reads.Lines(options, $"<html><body>{element}</body></html>"));
    }

    [Fact]
    public void Spans_that_cover_more_places_than_a_list_has_are_refused()
    {
        string page = "<table><tr>" + string.Concat(Enumerable.Repeat("<td rowspan=0 colspan=1000>a</td>", 20)) + "</tr>" + string.Concat(Enumerable.Repeat("<tr>", 100_000)) + "</table>";
        UnreadableException fault = Assert.Throws<UnreadableException>(() => Reads.Lines(new() { Form = ReadForm.Html }, page));
        Assert.Equal(UnreadableReason.TooLarge, fault.Reason);
    }
}
