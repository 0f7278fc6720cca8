using System.Globalization;
using Registry.Store.Text;

namespace Registry.Store.Tests.Text;

public sealed class PinyinTests
{
    public static TheoryData<string, string> Initials => Rows.Of("initials.tsv");

    [Theory, MemberData(nameof(Initials))]
    public void A_name_has_the_initials_of_its_pinyin(string name, string initials) =>
        Assert.Equal(initials, PinyinInitials.Of(name));

    [Fact]
    public void Keys_order_names_by_pinyin()
    {
        string[] names = ["重庆大学", "北京大学", "阿坝师范学院", "綦江区", "安徽大学", "中国地质大学（武汉）", "中国地质大学（北京）"];
        Array.Sort(names, (a, b) => PinyinOrder.Key(a).AsSpan().SequenceCompareTo(PinyinOrder.Key(b)));
        Assert.Equal(["阿坝师范学院", "安徽大学", "北京大学", "重庆大学", "綦江区", "中国地质大学（北京）", "中国地质大学（武汉）"], names);
    }

    [Fact]
    public void A_key_is_the_same_each_time_and_under_every_culture()
    {
        var key = PinyinOrder.Key("重庆大学");
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(key, PinyinOrder.Key("重庆大学"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Where_the_collation_orders_by_code_point_the_message_says_what_to_install()
    {
        Icu.Require();
        Assert.Equal(
            "The collation \"\" does not order Chinese by pinyin: ICU or its zh data is missing. "
            + "Install ICU (Debian and Ubuntu: libicu72 or a later libicu package; Alpine: icu-libs and icu-data-full; Red Hat: libicu) "
            + "and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.",
            Icu.FaultOf(CultureInfo.InvariantCulture.CompareInfo));
    }

    [Fact]
    public void A_line_of_the_table_that_lacks_a_letter_is_named()
    {
        var fault = Assert.Throws<FormatException>(() => Polyphones.Parse("# words\n长沙 c").ToList());
        Assert.Equal("polyphones.txt line 2: found \"长沙 c\"; a word, a blank and one letter for each of its characters would be right.", fault.Message);
    }
}
