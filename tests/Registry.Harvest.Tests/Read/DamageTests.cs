using System.Text;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Harvest.Tests.Support;

namespace Registry.Harvest.Tests.Read;

/// <summary>Documents that are not what they should be: each is one clear failure, and none hangs or crashes.</summary>
public sealed class DamageTests
{
    private static readonly byte[] Workbook = Xlsx.Of(Xlsx.Row(1, "名称") + Xlsx.Row(2, "甲"));

    [Theory]
    [InlineData("<table><tr><th>名称</th><th>地区</th></tr><tr><td>甲</td><td>重庆</td></tr><tr><td>乙</td>", "the document: table 1 is never closed, its last row is «乙»; fetch it again: the page was cut before </table>")]
    [InlineData("<div><p>没有名单</p></div>", "the document: no table of more than one row and column among 0; name one of them under read: table, by its number or by words of its header")]
    [InlineData("<table><tr><th>名称", "the document: no whole table of more than one row and column; a table that opens is never closed; fetch it again: the page was cut before </table>")]
    public void A_page_that_was_cut_is_told_from_one_without_a_list(string page, string message) =>
        Assert.Equal(message, Fault(ReadForm.Html, Encoding.UTF8.GetBytes(page)).Message);

    [Fact]
    public void A_comment_or_script_that_speaks_of_tables_is_none() =>
        Assert.Single(Reads.Lines(new() { Form = ReadForm.Html }, "<!-- <table> --><script>var t = '<table>';</script><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"));

    [Fact]
    public void A_wrong_extension_is_told_by_what_the_bytes_are()
    {
        Assert.Equal("the document: found an HTML or XML page; form xls was expected; change read: form if the publisher has changed it", Fault(ReadForm.Xls, "<html><table></table></html>"u8.ToArray()).Message);
        Assert.Equal("the document: found a zip archive (.xlsx, .docx); form csv was expected; change read: form if the publisher has changed it", Fault(ReadForm.Csv, Workbook).Message);
        Assert.Equal("the document: found a PDF; form html was expected; change read: form if the publisher has changed it", Fault(ReadForm.Html, "%PDF-1.7 "u8.ToArray()).Message);
        Assert.Equal("the document: the document is empty (2 bytes); form json was expected", Fault(ReadForm.Json, "\r\n"u8.ToArray()).Message);
    }

    [Theory]
    [InlineData(100, UnreadableReason.Corrupt, "the workbook is damaged (")]
    [InlineData(2000, UnreadableReason.Truncated, "the compound file ends after 2000 bytes")]
    [InlineData(20000, UnreadableReason.Truncated, "the compound file ends after 20000 bytes")]
    public void A_workbook_that_was_cut_is_a_failure(int length, UnreadableReason reason, string found)
    {
        byte[] xls = File.ReadAllBytes(Path.Combine(ForeignData.Repository(), "sources", "cn", "universities", "edition-2025-06-20.xls"));
        UnreadableException fault = Fault(ReadForm.Xls, xls[..length]);
        Assert.Equal(reason, fault.Reason);
        Assert.StartsWith($"the document: {found}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_of_which_only_the_end_was_cut_is_a_failure()
    {
        byte[] xls = File.ReadAllBytes(Path.Combine(ForeignData.Repository(), "sources", "cn", "universities", "edition-2025-06-20.xls"));
        UnreadableException fault = Fault(ReadForm.Xls, xls[..^1024]);
        Assert.Equal(UnreadableReason.Truncated, fault.Reason);
        Assert.Matches(@"^the document: the compound file ends after \d+ bytes, and its table of sectors goes on to one at \d+; fetch it again: a whole one has all its sectors$", fault.Message);
    }

    [Theory]
    [InlineData("", "[{\"a\":\"1\"}]\n[{\"a\":\"2\"}]", "the document: behind the end of the JSON begins an array, at byte 13; one whole value was expected; fetch it again")]
    [InlineData("/list", "{\"list\":[{\"a\":\"1\"}],\"n\":1}{\"list\":[]}", "the document: behind the end of the JSON begins an object, at byte 27; one whole value was expected; fetch it again")]
    public void Json_behind_the_end_of_json_is_a_failure(string items, string text, string message) =>
        Assert.Equal(message, Assert.Throws<UnreadableException>(() => Reads.All(new() { Form = ReadForm.Json, Items = items }, Encoding.UTF8.GetBytes(text))).Message);

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_read()
    {
        UnreadableException fault = Fault(ReadForm.Xlsx, Xlsx.Zip("xl/worksheets/sheet1.xml", new byte[64 * 1024 * 1024]));
        Assert.Equal(UnreadableReason.TooLarge, fault.Reason);
    }

    [Fact]
    public void Elements_nested_without_end_are_refused_before_they_are_parsed()
    {
        string page = $"<table><tr><td>a</td><td>{string.Concat(Enumerable.Repeat("<b>", 100_000))}</td></tr></table>";
        Assert.Equal(UnreadableReason.TooLarge, Fault(ReadForm.Html, Encoding.UTF8.GetBytes(page)).Reason);
    }

    [Theory]
    [InlineData("[{\"a\":1},{\"a\":", UnreadableReason.Corrupt)]
    [InlineData("[{\"a\":1}", UnreadableReason.Corrupt)]
    [InlineData("{\"list\":{}}", UnreadableReason.PartMissing)]
    public void Json_that_is_cut_or_holds_no_array_is_a_failure(string text, UnreadableReason reason) =>
        Assert.Equal(reason, Assert.Throws<UnreadableException>(() => Reads.All(new() { Form = ReadForm.Json, Items = text.StartsWith('{') ? "/list" : "" }, Encoding.UTF8.GetBytes(text))).Reason);

    [Theory]
    [InlineData(ReadForm.Xls, "qijiang-carriers/edition-2023-12-31.xls", 60)]
    [InlineData(ReadForm.Xlsx, "qijiang-enterprises/edition-2022-12-31.xlsx", 60)]
    [InlineData(ReadForm.Html, "rongchang-carriers/edition-2022-06-30.html", 40)]
    [InlineData(ReadForm.Csv, "qijiang-departments/edition-2023-12-31.csv", 40)]
    public void Mutated_documents_are_read_or_refused_and_nothing_else(ReadForm form, string edition, int mutants)
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(ForeignData.Repository(), "sources", "cn", edition));
        Random random = new(20240501);
        for (int i = 0; i < mutants; i++)
        {
            byte[] mutant = i % 3 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int flips = i % 3; flips > 0 && mutant.Length > 0; flips--)
            {
                mutant[random.Next(mutant.Length)] ^= (byte)(1 << random.Next(8));
            }

            try
            {
                Reads.All(new() { Form = form, TitleRows = 1 }, mutant);
            }
            catch (UnreadableException fault)
            {
                Assert.StartsWith("the document: ", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    private static UnreadableException Fault(ReadForm form, byte[] bytes) =>
        Assert.Throws<UnreadableException>(() => Reads.All(new() { Form = form }, bytes));
}
