using Registry.Identity.Places;

namespace Registry.Identity.Tests.Places;

public sealed class DivisionCodeTests
{
    public static TheoryData<string, string, string, string> Codes
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var cells in Cases.Rows("codes.tsv", 4))
                data.Add(cells[0], cells[1], cells[2], cells[3]);
            return data;
        }
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_code_tells_its_rank_and_the_code_above(string code, string rank, string parent, string direct)
    {
        Assert.Equal(rank, DivisionCode.Rank(code).ToString());
        Assert.Equal(parent, DivisionCode.Parent(code) ?? "-");
        Assert.Equal(direct == "yes", DivisionCode.IsDirectlyAdministered(code));
    }

    [Theory]
    [InlineData("500000", "500153", true)]
    [InlineData("500153", "500153", true)]
    [InlineData("500153", "500000", false)]
    [InlineData("610100", "610113", true)]
    [InlineData("610100", "610213", false)]
    [InlineData("420000", "429004", true)]
    [InlineData("460100", "469021", false)]
    public void A_division_contains_those_of_its_code(string outer, string inner, bool contains) =>
        Assert.Equal(contains, DivisionCode.Contains(outer, inner));

    [Fact]
    public void Two_places_agree_when_one_contains_the_other()
    {
        Assert.True(DivisionCode.Agree("500153", "500000"));
        Assert.True(DivisionCode.Agree("500000", "500153"));
        Assert.False(DivisionCode.Agree("500153", "500110"));
    }

    [Fact]
    public void What_is_no_code_is_a_fault_of_the_caller() =>
        Assert.Equal("\"50015\" is no division code; six digits would be right. (Parameter 'code')",
            Assert.Throws<ArgumentException>(() => DivisionCode.Rank("50015")).Message);
}
