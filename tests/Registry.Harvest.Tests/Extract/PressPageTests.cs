using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Registry.Harvest.Extract;
using Registry.Harvest.Extract.Layout;
using Registry.Harvest.Extract.Rows;
using Registry.Harvest.Extract.Sections;
using Registry.Harvest.Tests.Support;

namespace Registry.Harvest.Tests.Extract;

/// <summary>docs/press.md shows what each stage makes of one paragraph.</summary>
public sealed class PressPageTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string Page = File.ReadAllText(Path.Combine(ForeignData.Repository(), "docs", "press.md"));

    [Fact]
    public void The_page_shows_the_cleaned_text() =>
        Assert.Equal(Block("text clean"), PageLayout.Clean(Block("text page")).Text.TrimEnd('\n'));

    [Fact]
    public void The_page_shows_the_sentences_with_their_offsets()
    {
        CleanText clean = PageLayout.Clean(Block("text page"));

        IEnumerable<string> sentences = Document.Read(clean).Sentences.Select(s => $"{clean.Offset(s.Span).Start}-{clean.Offset(s.Span).End} {(s.IsHeading ? "heading" : "sentence")} {clean[s.Span]}");

        Assert.Equal(Block("text sentences"), string.Join('\n', sentences));
    }

    [Theory]
    [InlineData("entity")]
    [InlineData("relation")]
    [InlineData("observation")]
    [InlineData("target")]
    public void The_page_shows_the_rows_of_each_kind(string kind) =>
        Assert.Equal(Block($"jsonl {kind}"), Rows(Block("text page"), kind));

    [Fact]
    public void The_page_shows_a_doubted_figure() => Assert.Equal(Block("jsonl doubt"), Rows(Block("text doubt"), "observation"));

    private static string Rows(string text, string kind) =>
        string.Join('\n', new Extractor(Bundled.Places).Extract(text).Where(row => row.Kind == kind).Select(Line));

    private static string Line(Row row) => row.Fields.ToJsonString(Readable);

    private static string Block(string name) =>
        Regex.Match(Page, $"^```{name}\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
}
