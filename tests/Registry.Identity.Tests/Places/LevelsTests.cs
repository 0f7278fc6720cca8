using Registry.Identity.Places;

namespace Registry.Identity.Tests.Places;

public sealed class LevelsTests
{
    readonly Levels levels = new(Divisions.Gazetteer);

    public static TheoryData<string, string, string> Written => Cases.Triples("levels.tsv");

    [Theory, MemberData(nameof(Written))]
    public void A_level_is_that_of_the_rank_of_its_place(string written, string place, string expected)
    {
        var reading = levels.Read(written, place.Length == 0 ? null : place);
        Assert.Equal(expected, reading.Word ?? "!");
        Assert.Equal(written, reading.Written);
        Assert.Equal(reading.Level is null, reading.Reason is not null);
    }

    [Theory]
    [InlineData("市级", null, "\"市级\" is provincial in a municipality and a prefecture's elsewhere; the place would tell.")]
    [InlineData("市级", "320583", "\"市级\" in a county-level city (320583) may be its own level or that of the city above it.")]
    [InlineData("优秀", null, "found \"优秀\"; 国家级, 省级, 自治区级, 市级, 区级, 县级 or 乡镇级 would be right.")]
    public void A_level_that_is_not_certain_is_answered_with_the_reason(string written, string? place, string reason) =>
        Assert.Equal(reason, levels.Read(written, place).Reason);
}
