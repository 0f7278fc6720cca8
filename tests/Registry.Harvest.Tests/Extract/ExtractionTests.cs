using System.Text.Json.Nodes;
using Registry.Harvest.Extract;
using Registry.Harvest.Extract.Rows;
using Registry.Harvest.Tests.Support;

namespace Registry.Harvest.Tests.Extract;

public sealed class ExtractionTests
{
    private static readonly Extractor Extractor = new(Bundled.Places);

    public static TheoryData<string> Texts => [.. Directory.GetFiles(Folder, "*.txt").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Extract", "Texts");

    /// <summary>Beside each text stands what must be read from it, and behind a ! what must not.</summary>
    [Theory, MemberData(nameof(Texts))]
    public void A_text_gives_the_rows_that_are_written_beside_it(string file)
    {
        HashSet<string> given = [.. Read(file).Select(Brief.Of)];

        string[] expected = File.ReadAllLines(Path.Combine(Folder, Path.ChangeExtension(file, ".expected")));
        Assert.DoesNotContain(expected, line => line.Length > 0 && line[0] is not ('#' or '!') && !given.Contains(line));
        Assert.DoesNotContain(expected, line => line.StartsWith('!') && given.Contains(line[1..].Trim()));
    }

    [Theory, MemberData(nameof(Texts))]
    public void Every_row_has_a_quote_that_the_text_prints_where_the_row_says(string file)
    {
        string text = File.ReadAllText(Path.Combine(Folder, file));
        foreach (Row row in Read(file))
        {
            string[] quotes = row.Fields["quote"] is JsonArray parts ? [.. parts.Select(part => part!.GetValue<string>())] : [row.Fields["quote"]!.GetValue<string>()];
            int start = row.Fields["offset"]![0]!.GetValue<int>(), end = row.Fields["offset"]![1]!.GetValue<int>();

            Assert.NotEmpty(quotes);
            Assert.All(quotes, quote => Assert.Contains(quote, text, StringComparison.Ordinal));
            Assert.Contains(quotes[0], text[start..end], StringComparison.Ordinal);
            Assert.Contains(quotes[^1], text[start..end], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_markup_of_a_page_and_what_stands_around_its_article_are_no_part_of_it()
    {
        const string page = """
            <!DOCTYPE html><html><head><title>某某</title><script>var a = "新增孵化器9家";</script></head>
            <body><div class="nav">首页 &gt; 新闻 &gt; 正文</div>
            <p>2022年,江阴高新区新增<b>国家</b>高新技术企业68家,&nbsp;总数达到268家。</p><p>责任编辑:某某</p></body></html>
            """;

        List<string> given = [.. Extractor.Extract(page, TestContext.Current.CancellationToken).Select(Brief.Of)];

        Assert.Contains("observation 江阴高新区 | hte_added | exact 68家 | 2022", given);
        Assert.Contains("observation 江阴高新区 | hte_total | exact 268家 | asof:2022-12", given);
        Assert.DoesNotContain(given, line => line.Contains("孵化器", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sentence_that_a_page_break_cuts_is_read_whole_and_quoted_in_its_parts()
    {
        const string text = "今年以来,江阴高新区坚持创新驱动发展战略,不断完善科技服务体系,全区国家高新技术企\n\n业达到268家,科技型中小企业达到420家。";

        Row row = Extractor.Extract(text, TestContext.Current.CancellationToken).Single(r => Brief.Of(r).Contains("hte_total", StringComparison.Ordinal));

        Assert.Equal("268", row.Fields["value"]!.ToString());
        Assert.Contains("国家高新技术企\n\n业达到268家", row.Fields["quote"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("江阴高新区绩效评估得分高达877分,评估等级为A级。", "87.7")]
    [InlineData("江阴高新区绩效评估得分87.7分,评估等级为A级。", null)]
    [InlineData("江阴高新区在千分制考核中得分877分。", null)]
    [InlineData("江阴高新区管辖面积278平方公里。", null)]
    public void A_figure_is_doubted_with_a_proposal_when_it_cannot_be_and_never_when_it_can(string text, string? proposal)
    {
        Row row = Assert.Single(Extractor.Extract(text, TestContext.Current.CancellationToken), r => r.Kind == "observation");

        Assert.Equal(proposal, row.Fields["proposal"]?.ToString());
        Assert.Equal(proposal is not null, row.Fields["flags"] is not null);
        Assert.Equal(proposal is not null, row.Fields["reason"] is not null);
    }

    [Theory]
    [InlineData("2022年,江阴高新区拥有国家级孵化器2个(青禾科技企业孵化器、蓝湾科技企业孵化器、云杉科技企业孵化器)。", "2 are counted and 3 are named: 青禾科技企业孵化器、蓝湾科技企业孵化器、云杉科技企业孵化器.")]
    [InlineData("2022年,江阴高新区拥有国家级孵化器2个(青禾科技企业孵化器、蓝湾科技企业孵化器)。", null)]
    [InlineData("2022年,江阴高新区拥有国家级孵化器3个(青禾科技企业孵化器、蓝湾科技企业孵化器等)。", null)]
    [InlineData("2022年,江阴高新区拥有国家级孵化器3个(青禾科技企业孵化器、蓝湾科技企业孵化器和云杉科技企业孵化器)。", null)]
    [InlineData("2022年,江阴高新区拥有国家级孵化器5个(其中青禾科技企业孵化器为新增)。", null)]
    public void A_count_is_held_against_the_list_behind_it(string text, string? reason)
    {
        Row row = Assert.Single(Extractor.Extract(text, TestContext.Current.CancellationToken), r => r.Kind == "observation");

        Assert.Equal(reason, row.Fields["reason"]?.ToString());
        Assert.Equal(reason is null ? null : "[\"COUNT_MISMATCH\"]", row.Fields["flags"]?.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n \n")]
    [InlineData("1234567890 %%% 《》《 (((( ””““ 、、、 等等等企业")]
    [InlineData("<html><body></body></html>")]
    public void A_text_that_says_nothing_gives_no_row(string text) => Assert.Empty(Extractor.Extract(text, TestContext.Current.CancellationToken));

    private static IReadOnlyList<Row> Read(string file) => Extractor.Extract(File.ReadAllText(Path.Combine(Folder, file)), TestContext.Current.CancellationToken);
}
