using System.Text;
using Registry.Harvest.Catalog;
using Registry.Harvest.Read;
using Registry.Harvest.Tests.Support;

namespace Registry.Harvest.Tests.Read;

public sealed class CharsetTests
{
    private const string Table = "<table><tr><th>序号</th><th>地区</th><th>众创空间名称</th></tr><tr><td>1</td><td>重庆市</td><td>大创谷·梦花园</td></tr><tr><td>2</td><td>重庆市</td><td>綦江“启迪”众创空间</td></tr></table>";

    private static readonly string[] Metas =
    [
        "",
        """<meta charset="utf-8">""",
        """<meta charset="gb2312">""",
        """<meta http-equiv="Content-Type" content="text/html; charset=gbk">""",
        """<meta charset="utf-8"><meta charset="gb2312">""",
        """<meta charset="gb18030"><meta charset="utf-8">""",
        """<meta charset="iso-8859-1">""",
        """<meta charset="big5-or-so">""",
    ];

    public static TheoryData<string, string, string?> Matrix()
    {
        TheoryData<string, string, string?> matrix = [];
        foreach (string charset in (string[])["utf-8", "gb2312", "gbk", "gb18030", "utf-16"])
        {
            foreach (string meta in Metas)
            {
                foreach (string? header in (string?[])[null, "text/html", "text/html; charset=utf-8", "text/html; charset=GB2312", "text/html; charset=ISO-8859-1"])
                {
                    matrix.Add(charset, meta, header);
                }
            }
        }

        return matrix;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public void The_same_table_gives_the_same_records_whatever_charset_it_is_in_and_whatever_is_said_of_it(string charset, string meta, string? header)
    {
        Assert.Equal(
            ["table 1 row 2 col 1: 序号=1; 地区=重庆市; 众创空间名称=大创谷·梦花园", "table 1 row 3 col 1: 序号=2; 地区=重庆市; 众创空间名称=綦江“启迪”众创空间"],
            Reads.Lines(new() { Form = ReadForm.Html }, Bytes(charset, $"<html><head>{meta}<title>名单</title></head><body>{Table}</body></html>"), header));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb2312")]
    [InlineData("gbk")]
    [InlineData("gb18030")]
    public void Csv_and_json_decode_as_pages_do(string charset)
    {
        Assert.Equal(["row 2 col 1: 名称=綦江齿轮传动有限公司; 所在地=重庆市"], Reads.Lines(new() { Form = ReadForm.Csv }, Bytes(charset, "名称,所在地\n綦江齿轮传动有限公司,重庆市\n")));
        Assert.Equal(["/0/名称: 名称=綦江齿轮传动有限公司"], Reads.Lines(new() { Form = ReadForm.Json }, Bytes(charset, """[{"名称":"綦江齿轮传动有限公司"}]""")));
    }

    [Fact]
    public void Characters_of_four_bytes_in_GB18030_are_decoded() =>
        Assert.Equal(["row 2 col 1: 名称=㐂𠮷堂"], Reads.Lines(new() { Form = ReadForm.Csv }, Bytes("gb18030", "名称\n㐂𠮷堂\n")));

    [Fact]
    public void Two_byte_sequences_that_are_valid_in_both_are_what_the_publisher_says()
    {
        // 联 and 铝 of GB2312 are valid UTF-8, as Arabic and Cyrillic letters.
        byte[] bytes = [.. "a\n"u8, 0xC4, 0xAA, 0xC2, 0xBD];
        Assert.Equal(["row 2 col 1: a=莫陆"], Reads.Lines(new() { Form = ReadForm.Csv }, bytes, "text/csv; charset=gb2312"));
    }

    [Fact]
    public void Bytes_that_are_valid_nowhere_are_a_failure_and_no_rows()
    {
        UnreadableException fault = Assert.Throws<UnreadableException>(() => Reads.All(new() { Form = ReadForm.Csv }, [.. "名称\n"u8, 0xFF, 0xFF, (byte)'\n']));
        Assert.Equal(UnreadableReason.Charset, fault.Reason);
        Assert.Equal("the document: the bytes are valid neither in UTF-8 nor in GB18030, nor in a charset that the document names; name the right one under read: charset", fault.Message);
    }

    [Fact]
    public void A_text_that_ends_inside_a_character_is_cut()
    {
        UnreadableException fault = Assert.Throws<UnreadableException>(() => Reads.All(new() { Form = ReadForm.Csv }, Encoding.UTF8.GetBytes("名称\n重庆大学")[..^1]));
        Assert.Equal(UnreadableReason.Truncated, fault.Reason);
    }

    private static byte[] Bytes(string charset, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding encoding = Encoding.GetEncoding(charset);
        return charset == "utf-16" ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);
    }
}
