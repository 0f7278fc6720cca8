using Registry.Identity.Compare;
using Registry.Identity.Names;
using Registry.Store;

namespace Registry.Identity.Tests.Compare;

public sealed class MatcherTests
{
    public static TheoryData<string[]> Pairs => [.. Cases.Rows("matches.tsv", 4)];

    [Theory, MemberData(nameof(Pairs))]
    public void Two_names_are_one_body_or_two_or_it_is_not_certain(string[] row)
    {
        var match = Matcher.Compare(NameReader.Read(row[0]), NameReader.Read(row[1]));
        Assert.Equal((row[2], row[3]), (Word(match.Verdict), match.Relation ?? ""));
    }

    [Theory, MemberData(nameof(Pairs))]
    public void The_order_of_the_names_decides_nothing(string[] row)
    {
        var (one, other) = (NameReader.Read(row[0]), NameReader.Read(row[1]));
        var (match, turned) = (Matcher.Compare(one, other), Matcher.Compare(other, one));
        Assert.Equal((match.Verdict, match.Score), (turned.Verdict, turned.Score));
    }

    [Fact]
    public void Every_comparison_says_what_it_found()
    {
        var match = Matcher.Compare(NameReader.Read("淄博博山润荣机械厂"), NameReader.Read("淄博市博山润容机械厂"));
        Assert.Equal("both of 博山; 润荣机械 and 润容机械 differ by one character; both 厂", match.Reason);
        Assert.Equal(0.886, match.Score);
    }

    [Fact]
    public void Identifiers_decide_before_names()
    {
        var one = Subject.Of("甲科技有限公司") with { Identifiers = [new Identifier("USCC", "91350100M000100Y43")] };
        var same = Subject.Of("乙丙重工集团") with { Identifiers = [new Identifier("USCC", "91350100M000100Y43")] };
        var other = Subject.Of("甲科技有限公司") with { Identifiers = [new Identifier("USCC", "11500000009276281J")] };
        Assert.Equal((Verdict.Same, "same USCC 91350100M000100Y43"), (Matcher.Compare(one, same).Verdict, Matcher.Compare(one, same).Reason));
        Assert.Equal((Verdict.NotSame, "USCC 91350100M000100Y43 is not 11500000009276281J"), (Matcher.Compare(one, other).Verdict, Matcher.Compare(one, other).Reason));
    }

    [Fact]
    public void A_seat_that_differs_parts_bodies_of_one_name()
    {
        var one = Subject.Of("人民医院") with { Place = 500153 };
        Assert.Equal(Verdict.NotSame, Matcher.Compare(one, one with { Place = 500110 }).Verdict);
        Assert.Equal(Verdict.Same, Matcher.Compare(one, one with { Place = 500000 }).Verdict);
    }

    static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Same => "SAME",
        Verdict.NotSame => "NOT_SAME",
        _ => "UNSURE",
    };
}
