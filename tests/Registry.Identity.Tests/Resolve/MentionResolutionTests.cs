using Registry.Store;

namespace Registry.Identity.Tests.Resolve;

public sealed class MentionResolutionTests : IDisposable
{
    readonly TemporaryStore store = new();

    public static TheoryData<string, string, string, string> Pairs
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var cells in Cases.Rows("pairs.tsv", 4))
                data.Add(cells[0], cells[1], cells[2], cells[3]);
            return data;
        }
    }

    public void Dispose() => store.Dispose();

    [Theory, MemberData(nameof(Pairs))]
    public void A_mention_is_judged_against_the_body_that_is_there(string first, string second, string verdict, string rule)
    {
        store.Publish("a", Said.Parse(first));
        store.Publish("b", Said.Parse(second));
        Assert.Equal(verdict == "SAME" ? 1 : 2, store.Bodies().Count);
        var judged = store.Judgements().Where(judgement => judgement.Rule != "FOUNDING").ToList();
        Assert.Equal(verdict == "-" ? [] : [(verdict, rule)], judged.Select(judgement => (judgement.Verdict, judgement.Rule)));
        Assert.All(judged, judgement => Assert.False(string.IsNullOrEmpty(judgement.Reason)));
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Two_mentions_are_one_body_or_two_whichever_comes_first(string first, string second, string verdict, string rule)
    {
        store.Publish("b", Said.Parse(second));
        store.Publish("a", Said.Parse(first));
        Assert.Equal(verdict == "SAME" ? 1 : 2, store.Bodies().Count);
        Assert.Equal(verdict == "-" ? [] : [(verdict, rule)],
            store.Judgements().Where(judgement => judgement.Rule != "FOUNDING").Select(judgement => (judgement.Verdict, judgement.Rule)));
    }

    [Fact]
    public void A_judgement_says_in_words_what_was_compared()
    {
        store.Publish("a", Said.Parse("Zone|重庆荣昌高新技术产业开发区|500153||荣昌高新区"), Said.Parse("Enterprise|甲科技有限公司|500153|USCC=91350100M000100Y43|"));
        store.Publish("b", Said.Parse("Zone|荣昌高新区|500000||"), Said.Parse("Enterprise|乙科技有限公司|500153|USCC=91350100M000100Y43|"), Said.Parse("Enterprise|甲科技有限公司|500153|USCC=11500000009276281J|"));
        Assert.Equal(
            [
                "Same name \"荣昌高新区\", type Zone and place (500000 beside 500153).",
                "Same USCC 91350100M000100Y43.",
                "Same name \"甲科技有限公司\", but USCC 91350100M000100Y43 is not 11500000009276281J.",
            ],
            store.Judgements().Where(judgement => judgement.Rule != "FOUNDING").Select(judgement => judgement.Reason));
    }

    [Fact]
    public void Of_several_bodies_that_fit_the_one_at_the_very_place_is_taken()
    {
        store.Publish("a", Said.Parse("Incubator|三创中心|500110||"), Said.Parse("Incubator|三创中心|500153||"));
        store.Publish("b", Said.Parse("Incubator|三创中心|500153||"));
        Assert.Equal(2, store.Bodies().Count);
        Assert.Contains(store.Bodies(), body => body.Contains("a ", StringComparison.Ordinal) && body.Contains("b ", StringComparison.Ordinal) && body.Contains("|500153", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_several_bodies_fit_equally_the_mention_founds_one_and_each_is_unsure()
    {
        store.Publish("a", Said.Parse("Incubator|三创中心|500110||"), Said.Parse("Incubator|三创中心|500153||"));
        store.Publish("b", Said.Parse("Incubator|三创中心|500000||"));
        Assert.Equal(3, store.Bodies().Count);
        var unsure = store.Judgements().Where(judgement => judgement.Verdict == "UNSURE").ToList();
        Assert.Equal(["SEVERAL_CANDIDATES", "SEVERAL_CANDIDATES"], unsure.Select(judgement => judgement.Rule));
        Assert.Equal("Same name \"三创中心\", type Incubator and place (500000 beside 500110). 2 bodies fit.", unsure[0].Reason);
        Assert.Equal(["No body fits.", "No body fits.", "It is not certain that another body is meant."],
            store.Judgements().Where(judgement => judgement.Rule == "FOUNDING").Select(judgement => judgement.Reason));
    }

    [Fact]
    public void An_identifier_decides_before_a_name()
    {
        store.Publish("a", Said.Parse("Enterprise|甲科技有限公司|500153|USCC=91350100M000100Y43|"), Said.Parse("Enterprise|乙科技有限公司|500153|USCC=11500000009276281J|"));
        store.Publish("b", Said.Parse("Enterprise|乙科技有限公司|500153|USCC=91350100M000100Y43|"));
        Assert.Contains(store.Bodies(), body => body == "a 9 USCC:91350100M000100Y43 + b 9 USCC:91350100M000100Y43");
    }

    [Fact]
    public void A_mention_that_may_only_join_is_reported_until_its_body_comes()
    {
        var link = Said.Parse("Zone|荣昌高新区|500153||") with { LinkOnly = true };
        Assert.Equal(1, store.Publish("a", link).Issues);
        Assert.Empty(store.Bodies());
        Assert.Equal(["UNMATCHED: \"荣昌高新区\" (Zone in 500153) may only join a body, and the registry holds none of this name, type and place."], store.Issues());

        store.Publish("b", Said.Parse("Zone|重庆荣昌高新技术产业开发区|500153||荣昌高新区"));
        Assert.Single(store.Bodies());
        Assert.Empty(store.Issues());
    }

    [Fact]
    public void A_mention_that_may_only_join_and_fits_several_is_reported_with_them_once()
    {
        store.Publish("a", Said.Parse("Incubator|三创中心|500110||"), Said.Parse("Incubator|三创中心|500153||"));
        store.Publish("b", Said.Parse("Incubator|三创中心|500000||") with { LinkOnly = true });
        store.Publish("c", Said.Parse("Incubator|别的中心|500153||"));
        Assert.StartsWith("UNMATCHED: \"三创中心\" (Incubator in 500000) may only join a body, and it is not certain which: Same name \"三创中心\"", Assert.Single(store.Issues()), StringComparison.Ordinal);
        Assert.Equal(2, store.Judgements().Count(judgement => judgement.Verdict == "UNSURE"));
    }

    [Fact]
    public void A_renamed_body_keeps_its_id()
    {
        store.Publish("a", Said.Parse("University|陕西工业职业技术学院|610400|SCHOOL_CODE=4161010828|"));
        store.Publish("a", Said.Parse("University|陕西工业职业技术大学|610400|SCHOOL_CODE=4161010828|"));
        store.Publish("b", Said.Parse("University|陕西工业职业技术大学|610000||"));
        Assert.Equal("a 11 SCHOOL_CODE:4161010828 + b 11 陕西工业职业技术大学|610000", Assert.Single(store.Bodies()));
    }

    [Fact]
    public void A_mention_of_no_type_founds_an_organisation()
    {
        store.Publish("a", Said.Parse("-|多次元|500153||"));
        Assert.StartsWith("org-", Assert.Single(store.Judgements()).Entity, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parent_named_in_a_row_before_its_own_has_the_place_and_the_identifiers_of_its_own()
    {
        store.Publish("moe", Said.Parse("University|南京大学|320100|SCHOOL_CODE=4132010284|"));
        store.Publish("ror",
            Said.Parse("University|南京大学||ROR=https://ror.org/01rxvg760|"),
            Said.Parse("University|南京大学|320100|ROR=https://ror.org/01rxvg760,WIKIDATA=Q209842|"));
        store.Publish("wiki", Said.Parse("University|Nanjing University||WIKIDATA=Q209842|"));
        Assert.Equal(
            "moe 11 SCHOOL_CODE:4132010284 + ror 11 ROR:https://ror.org/01rxvg760 + wiki 11 WIKIDATA:Q209842",
            Assert.Single(store.Bodies()));
    }

    [Fact]
    public void A_body_that_moved_is_met_by_its_name_at_both_places()
    {
        store.Publish("a",
            Said.Parse("Enterprise|甲科技有限公司|500153|USCC=91350100M000100Y43|"),
            Said.Parse("Enterprise|乙科技有限公司|500153||"));
        store.Publish("b", Said.Parse("Enterprise|甲科技有限公司|610113|USCC=91350100M000100Y43|"));
        store.Publish("c", Said.Parse("Enterprise|甲科技有限公司|610113||"));
        Assert.Equal(2, store.Bodies().Count);
    }

    [Fact]
    public void Many_bodies_of_one_name_stay_apart_by_their_places()
    {
        var hospitals = Enumerable.Range(0, 2_000).Select(i => Said.Parse($"Organization|人民医院|{110101 + i % 50 * 10_000 + i / 50 * 10}||")).ToArray();
        store.Publish("a", hospitals);
        store.Publish("b", hospitals);
        Assert.Equal(2_000, store.Bodies().Count);
        Assert.All(store.Bodies(), body => Assert.Contains(" + ", body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_order_in_which_lists_arrive_decides_nothing(int seed)
    {
        Said[] mentions =
        [
            .. new[] { "聊城市长丰钢管有限公司", "山东省聊城长丰钢管有限责任公司", "聊城 长丰钢管（有限公司）", "聊城長豐鋼管有限公司", "聊城长丰钢管厂", "临沂长丰钢管有限公司", "聊城市长丰钢管有限公司东昌府分公司" }
                .Select(name => Said.Parse($"Enterprise|{name}|371500||")),
            Said.Parse("Zone|聊城高新区|371500||"), Said.Parse("Zone|聊城国家高新技术产业开发区|371500||"), Said.Parse("Zone|聊城经济技术开发区|371500||"),
            Said.Parse("Enterprise|长丰钢管集团|371500|USCC=91350100M000100Y43|"), Said.Parse("Enterprise|聊城长丰管业有限公司|371500|USCC=91350100M000100Y43|"),
        ];
        var partitions = new[] { 0, seed, seed + 100 }.Select(shuffle => Partition(mentions, shuffle)).ToList();
        Assert.All(partitions, partition => Assert.Equal(partitions[0], partition));
    }

    // Each mention comes in a list of its own.
    static IReadOnlyList<string> Partition(Said[] mentions, int seed)
    {
        using var store = new TemporaryStore();
        var order = Enumerable.Range(0, mentions.Length).ToArray();
        if (seed > 0)
            new Random(seed).Shuffle(order);
        foreach (var at in order)
            store.Publish($"cn/list{at}", mentions[at]);
        return store.Bodies();
    }

    [Fact]
    public void The_order_of_arrival_in_a_list_decides_nothing()
    {
        var mentions = Cases.Rows("pairs.tsv", 4).SelectMany(cells => new[] { Said.Parse(cells[0]), Said.Parse(cells[1]) })
            .DistinctBy(said => (said.Type, said.Key)).ToArray();
        store.Publish("list", mentions);
        for (var seed = 1; seed <= 20; seed++)
        {
            using var other = new TemporaryStore();
            var shuffled = mentions.ToArray();
            new Random(seed).Shuffle(shuffled);
            other.Publish("list", shuffled);
            Assert.Equal(store.Bodies(), other.Bodies());
        }
    }
}
