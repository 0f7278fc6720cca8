using System.Text;
using Registry.Harvest.Check;
using Registry.Harvest.Fetch;
using Registry.Harvest.Read;

namespace Registry.Harvest.Tests.Fetch;

/// <summary>What a publisher sends is looked at before it is read: whatever it is, looking ends and breaks nothing.</summary>
public sealed class HostileTests
{
    private static readonly string[] Pieces =
    [
        "<", ">", "</", "<!--", "-->", "<script>", "</script>", "<style", "<div id=", " class=", "\"", "'", " ", "\n", "=", "*", "$", "%", "%e", "%e5%90", "#", ":",
        "User-agent: *", "User-agent: Registry", "Disallow: /", "Allow: /a*b$", "Crawl-delay: 1e9", "document.cookie", "location", "验证码", "\uFEFF", "\0",
    ];

    [Fact]
    public void No_mixture_of_marks_breaks_the_look_at_a_page_or_at_robots_txt()
    {
        Random random = new(20261122);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Pieces[random.Next(Pieces.Length)])));
            byte[] cut = bytes[..random.Next(bytes.Length + 1)];
            Challenge.Of(cut);
            Outline.Read(new Content("page", cut), new(StringComparer.Ordinal));
            Robots.Read(cut, Fetcher.Name).Allows(new Uri("http://bureau.example/a%25b/%E5%90?x=*$"));
        }
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<script")]
    [InlineData("<!--")]
    [InlineData("<div class=\"")]
    [InlineData("</script ")]
    [InlineData("location ")]
    public void A_page_of_one_mark_repeated_is_looked_at_in_a_moment(string mark)
    {
        byte[] page = Encoding.UTF8.GetBytes("<" + string.Concat(Enumerable.Repeat(mark, (Challenge.MostBytes / mark.Length) - 1)));
        SortedSet<string> kinds = new(StringComparer.Ordinal);
        Challenge.Of(page);
        Outline.Read(new Content("page", page), kinds);
        Assert.InRange(kinds.Count, 0, 300);
    }

    [Fact]
    public void A_robots_txt_full_of_wildcards_is_matched_in_a_moment()
    {
        string rules = "User-agent: *\n" + string.Concat(Enumerable.Repeat("Disallow: /*a*a*a*a*a*a*a*a*b$\n", 15_000));
        Assert.True(Robots.Read(Encoding.UTF8.GetBytes(rules), Fetcher.Name).Allows(new Uri("http://bureau.example/" + new string('a', 1000))));
    }
}
