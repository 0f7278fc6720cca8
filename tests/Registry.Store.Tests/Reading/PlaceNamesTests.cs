using System.Text;
using Registry.Store.Reading;

namespace Registry.Store.Tests;

public sealed class PlaceNamesTests
{
    static readonly string[] names = ["丙丁科技", "云", "云云数据", "智能云", "智能装备", "重庆智能", "𠀀云智能"];

    static readonly Table enterprises = Registry.Store.Reading.ReadModel.Current["Enterprise"];

    [Theory]
    [InlineData("云")]
    [InlineData("智能")]
    [InlineData("智能云")]
    [InlineData("丙丁科技")]
    [InlineData("𠀀")]
    [InlineData("科技云")]
    [InlineData("云\u0000")]
    public void The_names_that_hold_a_text_are_counted_and_the_first_of_them_found(string text)
    {
        string[] holding = [.. names.Where(name => name.Contains(text, StringComparison.Ordinal))];
        var asked = Encoding.UTF8.GetBytes(text);
        foreach (var most in (int[])[0, 1, 2, 20])
        {
            foreach (var counts in (bool[])[true, false])
            {
                List<SqlValue> first = [];
                var count = PlaceNames.Look(asked, Encoding.UTF8.GetBytes(string.Join('\n', names[..3])), "10,11,12"u8, first, most, counts);
                count += PlaceNames.Look(asked, Encoding.UTF8.GetBytes(string.Join('\n', names[3..])), "1300,14,15,16"u8, first, most, counts);

                Assert.Equal(counts ? holding.Length : Math.Min(most, holding.Length), count);
                Assert.Equal(holding.Take(most).Select(Number), first.Select(key => key.Integer));
            }
        }
    }

    [Fact]
    public void A_level_and_a_text_within_names_in_the_order_of_names_is_what_a_block_answers()
    {
        Assert.Equal(new PlaceNames(7, 9, "NATIONAL", "智能"), PlaceNames.Of(Asked, forRows: true));
        Assert.Equal(new PlaceNames(7, 9, "NATIONAL", "智能"), PlaceNames.Of(Asked with { Order = [] }, forRows: false));
    }

    public static TheoryData<string> Others => [.. others.Keys];

    [Theory]
    [MemberData(nameof(Others))]
    public void Anything_else_is_not(string question) => Assert.Null(PlaceNames.Of(others[question], forRows: true));

    static readonly InPlace zone = new(enterprises.Key, new Place(IsDivision: false, 7, 7), [9]);

    static readonly Compared level = new(enterprises["level"], Comparator.Equal, SqlValue.Of("NATIONAL"));

    static RowQuery Asked => RowQuery.Of(enterprises) with
    {
        Place = zone,
        Where = new AllOf([new AllOf([level]), new AllOf([Holding("智能")])]),
        Order = [new SortKey(enterprises["name"])],
        Cut = new Cut(21),
    };

    static readonly Dictionary<string, RowQuery> others = new(StringComparer.Ordinal)
    {
        ["anywhere"] = Asked with { Place = null },
        ["in a division"] = Asked with { Place = zone with { Place = new Place(IsDivision: true, 500153, 3) } },
        ["of any level"] = Asked with { Where = Holding("智能") },
        ["of another level"] = Asked with { Where = new AllOf([new Not(level), Holding("智能")]) },
        ["with another condition"] = Asked with { Where = new AllOf([level, Holding("智能"), new Absent(enterprises["industry"])]) },
        ["one or the other"] = Asked with { Where = new AnyOf([level, Holding("智能")]) },
        ["at the start"] = Asked with { Where = new AllOf([level, new Holds(enterprises["name"], TextPosition.Start, "智能")]) },
        ["in another field"] = Asked with { Where = new AllOf([level, new Holds(enterprises["industry"], TextPosition.Anywhere, "智能")]) },
        ["every name"] = Asked with { Where = new AllOf([level, Holding("")]) },
        ["over two lines"] = Asked with { Where = new AllOf([level, Holding("能\n云")]) },
        ["in the order of entry"] = Asked with { Order = [] },
        ["backwards"] = Asked with { Order = [new SortKey(enterprises["name"], Descending: true)] },
        ["a later page"] = Asked with { Cut = new Cut(21, After: new Seat([SqlValue.Of("云"), SqlValue.Of(7)])) },
        ["the last page"] = Asked with { Cut = new Cut(21, Backward: true) },
    };

    static Holds Holding(string text) => new(enterprises["name"], TextPosition.Anywhere, text);

    static long Number(string name) => Array.IndexOf(names, name) switch { 3 => 1300, var at => 10 + at };
}
