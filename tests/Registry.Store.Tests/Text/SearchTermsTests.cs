using System.Text;
using Registry.Store.Text;

namespace Registry.Store.Tests.Text;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("重庆大学", "重庆大学")]
    [InlineData("重庆大学", "重庆")]
    [InlineData("重庆大学", "学")]
    [InlineData("重庆大学", "庆")]
    [InlineData("重庆大学", "cqdx")]
    [InlineData("重庆大学", "CQ")]
    [InlineData("重庆大学", "重庆 大学")]
    [InlineData("重庆理工大学", "重庆 大学")]
    [InlineData("重 庆 大 学", "重庆大学")]
    [InlineData("中国地质大学（北京）", "大学北京")]
    [InlineData("中国地质大学（北京）", "大学(北京)")]
    [InlineData("大创谷·梦花园", "大创谷梦花园")]
    [InlineData("SOLINK物联网产业链众创空间", "solink")]
    [InlineData("SOLINK物联网产业链众创空间", "sol")]
    [InlineData("SOLINK物联网产业链众创空间", "wlwcyl")]
    [InlineData("SOLINK物联网产业链众创空间", "solinkwlw")]
    [InlineData("SOLINK物联网产业链众创空间", "ＳＯＬＩＮＫ物联网")]
    [InlineData("East China Normal University", "china normal")]
    [InlineData("East China Normal University", "univ east")]
    [InlineData("创E+新一代信息技术产业孵化器", "孵化器")]
    [InlineData("𬭸科技", "𬭸")]
    [InlineData("科技𬭸", "𬭸")]
    [InlineData("科技𬭸", "技𬭸")]
    public void A_query_finds_the_name(string name, string query) =>
        Assert.True(Finds(query, name), Explain(query, name));

    [Theory]
    [InlineData("重庆大学", "大庆")]
    [InlineData("重庆大学", "重大")]
    [InlineData("重庆大学", "qdx")]
    [InlineData("East China Normal University", "ecnu")]
    [InlineData("CQDX有限公司", "重庆大学")]
    [InlineData("綦江区", "綦江高新区")]
    [InlineData("重庆大学", "")]
    [InlineData("重庆大学", "·（）")]
    public void A_query_does_not_find_the_name(string name, string query) =>
        Assert.False(Finds(query, name), Explain(query, name));

    [Fact]
    public void A_name_is_posted_under_its_pairs_its_last_character_and_its_initials()
    {
        var postings = SearchTerms.OfName("重庆大学").Select(term => term.Posting).Order(StringComparer.Ordinal);
        Assert.Equal(["g大学", "g学", "g庆大", "g重庆", "icqdx"], postings);
    }

    [Theory]
    [InlineData("重庆大学")]
    [InlineData("SOLINK物联网产业链众创空间")]
    [InlineData("科技𬭸（北京）East 2 号")]
    [InlineData("学")]
    [InlineData("重庆示例西部高新技术产业开发区研究院")]
    [InlineData("INTERNATIONALISATION 15letterswordss")]
    [InlineData("·（）")]
    public void What_is_posted_of_many_names_at_once_is_what_each_of_them_says(string name)
    {
        List<PackedTerm> packed = [];
        List<string> others = [];
        SearchTerms.OfName(name, packed, others);

        var posted = packed.Select(Text).Concat(others).ToHashSet();
        Assert.Equal(SearchTerms.OfName(name).Select(term => term.Posting).Order(StringComparer.Ordinal), posted.Order(StringComparer.Ordinal));
        Assert.Equal(packed.Order(), packed.OrderBy(term => Convert.ToHexString(Encoding.UTF8.GetBytes(Text(term))), StringComparer.Ordinal));
        Assert.All(others, other => Assert.True(Encoding.UTF8.GetByteCount(other) > PackedTerm.Length));

        static string Text(PackedTerm term) => Encoding.UTF8.GetString(term.Unpack(new byte[PackedTerm.Length]));
    }

    [Fact]
    public void A_word_and_initials_of_the_same_letters_are_posted_apart()
    {
        Assert.Contains(new SearchTerm(TermKind.Word, "cqdx"), SearchTerms.OfName("CQDX Ltd"));
        Assert.DoesNotContain(new SearchTerm(TermKind.Initials, "cqdx"), SearchTerms.OfName("CQDX Ltd"));
        Assert.NotEqual(new SearchTerm(TermKind.Word, "cqdx").Posting, new SearchTerm(TermKind.Initials, "cqdx").Posting);
    }

    [Fact]
    public void A_range_holds_what_begins_with_its_term_and_nothing_else()
    {
        var range = PostingRange.StartingWith(new SearchTerm(TermKind.Gram, "庆"));
        Assert.True(range.Contains("g庆"));
        Assert.True(range.Contains("g庆大"));
        Assert.False(range.Contains("g废"));
        Assert.False(range.Contains("i庆"));
        Assert.False(PostingRange.Exactly(new SearchTerm(TermKind.Gram, "庆")).Contains("g庆大"));
    }

    static bool Finds(string query, string name)
    {
        var terms = SearchTerms.OfName(name);
        var pieces = SearchTerms.OfQuery(query);
        return pieces.Count > 0 && pieces.All(piece => piece.IsMetBy(terms));
    }

    static string Explain(string query, string name) =>
        $"{name}: {string.Join(' ', SearchTerms.OfName(name).Select(term => term.Posting))}; {query}: "
        + string.Join(" and ", SearchTerms.OfQuery(query).Select(piece => string.Join(" or ", piece.Alternatives.Select(range => range.From))));
}
