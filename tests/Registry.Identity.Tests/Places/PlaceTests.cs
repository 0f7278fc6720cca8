using System.Text.Json;
using Registry.Identity.Places;

namespace Registry.Identity.Tests.Places;

public sealed class PlaceTests
{
    public static TheoryData<string, string, string> Written => Cases.Triples("places.tsv");

    [Theory, MemberData(nameof(Written))]
    public void A_written_place_is_one_division_or_several_or_none(string written, string within, string expected)
    {
        var reading = Divisions.Gazetteer.Resolve(written, within.Length == 0 ? null : within);
        Assert.Equal(expected, reading switch
        {
            { IsFound: true } => reading.Code,
            { IsAmbiguous: true } => "?" + string.Join(' ', reading.Candidates),
            _ => "!",
        });
        Assert.Equal(reading.IsFound, reading.Reason is null);
    }

    [Theory]
    [InlineData("朝阳区", null, "it may be 北京市朝阳区 (110105), 吉林省长春市朝阳区 (220104); the place above it would tell.")]
    [InlineData("荣昌区", "610100", "西安市 has no division of this name; there is 重庆市荣昌区 (500153).")]
    [InlineData("荣昌县", null, "no division has this name; there is 重庆市荣昌区 (500153).")]
    [InlineData("大学城", null, "no division has this name.")]
    [InlineData("509999", null, "no division has the code 509999.")]
    [InlineData("50015", null, "no division has this name.")]
    [InlineData(" ", null, "found nothing; the name or code of a division would be right.")]
    public void What_is_no_certain_place_is_answered_with_the_reason(string written, string? within, string reason) =>
        Assert.Equal(reason, Divisions.Gazetteer.Resolve(written, within).Reason);

    [Fact]
    public void What_stands_behind_a_division_is_given_back() =>
        Assert.Equal("古南街道", Divisions.Gazetteer.Resolve("重庆市綦江区古南街道").Rest);

    [Theory]
    [InlineData("重庆荣昌高新技术产业开发区", "500153", "高新技术产业开发区")]
    [InlineData("武汉东湖新技术开发区", "420100", "东湖新技术开发区")]
    [InlineData("内蒙古大学", "150000", "大学")]
    public void A_name_begins_with_a_place(string name, string code, string rest)
    {
        var leading = Divisions.Gazetteer.Leading(name);
        Assert.Equal((code, rest), (leading?.Code, leading?.Rest));
    }

    [Fact]
    public void A_name_without_a_place_begins_with_none() =>
        Assert.Null(Divisions.Gazetteer.Leading("多次元"));

    [Fact]
    public void Every_division_is_found_by_its_name_within_the_one_above()
    {
        var gazetteer = Divisions.Gazetteer;
        var missed = Divisions.Rows()
            .Where(row => gazetteer.Resolve(row.Name, row.Parent).Code != row.Code)
            .Select(row => $"{row.Code} {row.Name}");
        Assert.Empty(missed);
    }

    [Fact]
    public void Every_division_is_found_by_its_full_path()
    {
        var gazetteer = Divisions.Gazetteer;
        var missed = Divisions.Rows()
            .Where(row => gazetteer.Resolve(Path(gazetteer, row.Code)).Code != row.Code)
            .Select(row => $"{row.Code} {Path(gazetteer, row.Code)}");
        Assert.Empty(missed);
    }

    [Fact]
    public void The_list_that_others_published_reads_the_same()
    {
        using var list = JsonDocument.Parse(File.ReadAllText(ForeignData.At("data/divisions/list.json")));
        var rows = list.RootElement.EnumerateObject().Select(row => new Division(row.Name, row.Value.GetString()!, null)).ToList();
        var gazetteer = new Gazetteer(rows);
        var missed = rows.Where(row => gazetteer.Resolve(row.Name, DivisionCode.Parent(row.Code)).Code != row.Code).Select(row => $"{row.Code} {row.Name}");
        Assert.Empty(missed);
    }

    static string Path(Gazetteer gazetteer, string code) =>
        (DivisionCode.Parent(code) is { } parent ? Path(gazetteer, parent) : "") + gazetteer.NameOf(code);
}
