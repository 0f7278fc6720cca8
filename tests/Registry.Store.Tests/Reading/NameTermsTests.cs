using Registry.Store.Reading;

namespace Registry.Store.Tests;

public sealed class NameTermsTests
{
    static readonly Table enterprises = Registry.Store.Reading.ReadModel.Current["Enterprise"];

    [Theory]
    [InlineData("智能", true)]
    [InlineData("機器人", true)]
    [InlineData("云", false)]
    [InlineData("", false)]
    [InlineData("ABC", false)]
    [InlineData("智能A", false)]
    [InlineData("大学（北京）", false)]
    [InlineData("智 能", false)]
    [InlineData("𠀀云", false)]
    public void A_text_of_ideographs_is_looked_for_by_its_pairs(string text, bool isPosted) =>
        Assert.Equal(isPosted, NameTerms.Of(Asked(new Holds(enterprises["name"], TextPosition.Anywhere, text)), 9) is not null);

    [Fact]
    public void One_condition_of_several_will_do_and_one_of_either_will_not()
    {
        var text = new Holds(enterprises["name"], TextPosition.Anywhere, "智能");
        var other = new Absent(enterprises["industry"]);

        Assert.NotNull(NameTerms.Of(Asked(new AllOf([other, new AllOf([text])])), 9));
        Assert.Null(NameTerms.Of(Asked(new AnyOf([other, text])), 9));
        Assert.Null(NameTerms.Of(Asked(new Not(text)), 9));
    }

    [Fact]
    public void Figures_are_not_posted_and_looked_through()
    {
        var observations = Registry.Store.Reading.ReadModel.Current["Observation"];
        var asked = RowQuery.Of(observations) with { Where = new Holds(observations["name"], TextPosition.Anywhere, "智能") };

        Assert.Null(NameTerms.Of(asked, Vocabulary.Current.Type("Observation")!.Number));
    }

    static RowQuery Asked(Condition where) => RowQuery.Of(enterprises) with { Where = where };
}
