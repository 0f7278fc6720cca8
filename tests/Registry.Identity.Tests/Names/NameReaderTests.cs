using Registry.Identity.Names;

namespace Registry.Identity.Tests.Names;

public sealed class NameReaderTests
{
    public static TheoryData<string[]> Written => [.. Cases.Rows("names.tsv", 9)];

    [Theory, MemberData(nameof(Written))]
    public void A_name_is_cut_into_its_parts(string[] row)
    {
        var name = NameReader.Read(row[0]);
        string[] cells =
        [
            name.Place?.Key ?? "", name.Brand, name.Trade, name.FormClass, name.Kind, name.Brackets, name.Part?.Whole.Written ?? "", name.Part?.Predicate ?? "",
        ];
        Assert.Equal<IEnumerable<string>>(row[1..], cells);
    }

    [Theory]
    [InlineData("山东省聊城市长丰钢管有限责任公司", "聊城长丰钢管有限公司")]
    [InlineData("第十二建筑工程有限公司", "第12建筑工程有限公司")]
    public void Names_that_say_the_same_share_a_key(string one, string other) => Assert.Equal(NameReader.Read(one).Key, NameReader.Read(other).Key);

    [Theory]
    [InlineData("高新区")]
    [InlineData("有限公司")]
    [InlineData("")]
    public void A_name_that_says_only_its_kind_has_no_key(string name) => Assert.Empty(NameReader.Read(name).Key);

    [Fact]
    public void A_word_that_a_table_lists_twice_is_named() =>
        Assert.Equal("forms.txt line 2: found \"大学 大学 university\"; a word not listed before and 2 for what it means would be right.",
            Assert.Throws<FormatException>(() => WordList.Parse("forms.txt", "大学 大学 university\n大学 大学 university", 2)).Message);
}
