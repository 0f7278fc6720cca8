using System.Globalization;
using Registry.Store.Text;

namespace Registry.Store.Tests.Text;

public sealed class FoldedNameTests
{
    public static TheoryData<string, string> Names => Rows.Of("folded-names.tsv");

    [Theory, MemberData(nameof(Names))]
    public void A_written_name_folds_to_its_key(string written, string key) =>
        Assert.Equal(key, FoldedName.Of(written));

    [Theory, MemberData(nameof(Names))]
    public void A_key_folds_to_itself(string written, string key)
    {
        Assert.Equal(key, FoldedName.Of(key));
        Assert.Equal(FoldedName.Of(written), FoldedName.Of(FoldedName.Of(written)));
    }

    [Fact]
    public void Every_character_of_the_basic_plane_folds_to_something_that_folds_to_itself()
    {
        for (var code = 0; code <= char.MaxValue; code++)
        {
            var folded = FoldedName.Of("a" + (char)code + "b");
            Assert.Equal(folded, FoldedName.Of(folded));
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_folds_to_the_replacement_character() =>
        Assert.Equal("a\ufffdb", FoldedName.Of("a\ud83db"));

    [Fact]
    public void The_key_is_the_same_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal("institute", FoldedName.Of("INSTITUTE"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
