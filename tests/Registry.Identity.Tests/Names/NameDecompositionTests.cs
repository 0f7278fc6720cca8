using Registry.Identity.Names;
using Registry.Identity.Tests.Places;

namespace Registry.Identity.Tests.Names;

public sealed class NameDecompositionTests
{
    readonly NameDecomposition decomposition = new(Divisions.Gazetteer);

    public static TheoryData<string[]> Written => [.. Cases.Rows("names.tsv", 8)];

    [Theory, MemberData(nameof(Written))]
    public void A_name_is_cut_into_its_parts(string[] row)
    {
        var parts = decomposition.Decompose(row[0]);
        string[] cells =
        [
            string.Join(' ', parts.Places), parts.Brand, parts.Trade, parts.FormClass, string.Join(' ', parts.Brackets),
            parts.Part?.Whole ?? "", parts.Part?.Predicate ?? "",
        ];
        Assert.Equal<IEnumerable<string>>(row[1..], cells);
    }

    [Fact]
    public void A_word_that_a_table_lists_twice_is_named() =>
        Assert.Equal("forms.txt line 2: found \"大学 大学\"; a word not listed before, and at most one word for what it means, would be right.",
            Assert.Throws<FormatException>(() => WordList.Parse("forms.txt", "大学 大学\n大学 大学")).Message);
}
