using Registry.Store;

namespace Registry.Identity.Tests.Resolve;

/// <summary>Mentions made at random, from seeds that stay: names written in several ways, places of every rank, identifiers that join and contradict.</summary>
public sealed class OrderOfArrivalTests
{
    const int Seeds = 10;
    const int Mentions = 10;

    static readonly string?[] Types = ["Enterprise", "Enterprise", "Enterprise", "Organization", "ResearchInstitute", null];
    static readonly int?[] Places = [500110, 500153, 500000, 500100, 371502, 371500, 370000, null];
    static readonly string[] Names =
    [
        "綦江长丰钢管有限公司", "綦江長豐鋼管有限公司", "重庆綦江长丰钢管有限责任公司", "重庆市綦江区长丰钢管有限公司", "长丰钢管有限公司", "長豐鋼管有限公司", "长丰钢管（集团）有限公司",
        "长丰钢管", "聊城长丰钢管有限公司", "聊城市长丰钢管有限公司", "山东省聊城长丰钢管有限责任公司", "长丰钢管有限公司綦江分公司", "长丰钢管研究院", "长丰钢管研究院有限公司",
    ];

    static readonly string[] Identifiers =
    [
        "USCC=91350100M000100Y43", "USCC=11500000009276281J", "ROR=https://ror.org/023rhb549", "ROR=https://ror.org/01rxvg760", "HTE_CERTIFICATE=GR202011004043", "HTE_CERTIFICATE=GR202311004043",
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(1, Seeds)];

    [Theory, MemberData(nameof(Cases))]
    public void Lists_make_the_same_bodies_and_doubts_in_whatever_order_they_arrive(int seed)
    {
        var random = new Random(seed);
        var mentions = Made(random);
        var expected = Published(mentions, [.. Enumerable.Range(0, Mentions).Chunk(1)]);
        for (var turn = 0; turn < 2; turn++)
        {
            var order = Enumerable.Range(0, Mentions).ToArray();
            random.Shuffle(order);
            Assert.Equal(expected, Published(mentions, [.. order.Chunk(1)]));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Rows_of_two_lists_make_the_same_bodies_and_doubts_in_whatever_order_they_stand_and_runs_they_come(int seed)
    {
        var random = new Random(seed + 1000);
        var mentions = Made(random).DistinctBy(said => (said.Type, said.Key)).ToArray();
        var expected = Published(mentions, [Enumerable.Range(0, mentions.Length).ToArray()], at => at % 2);
        for (var turn = 0; turn < 3; turn++)
        {
            var order = Enumerable.Range(0, mentions.Length).ToArray();
            random.Shuffle(order);
            Assert.Equal(expected, Published(mentions, [.. order.Chunk(random.Next(2, 6))], at => at % 2));
        }
    }

    [Fact]
    public void What_a_mention_at_province_level_joined_it_leaves_when_a_namesake_of_another_prefecture_comes()
    {
        using var store = new TemporaryStore();
        store.Publish("a", Said.Parse("Incubator|三创中心|500110||"));
        store.Publish("b", Said.Parse("Incubator|三创中心|500000||"));
        var one = store.BodyOf("a", "三创中心");
        Assert.Equal(one, store.BodyOf("b", "三创中心"));

        store.Publish("c", Said.Parse("Incubator|三创中心|500153||"));

        Assert.Equal(["a 2 三创中心|500110", "b 2 三创中心|500000", "c 2 三创中心|500153"], store.Bodies());
        Assert.Equal(one, store.BodyOf("a", "三创中心"));
        Assert.Equal(
            ["Same name \"三创中心\", type Incubator and place (500000 beside 500110). 2 bodies fit.", "Same name \"三创中心\", type Incubator and place (500000 beside 500153). 2 bodies fit."],
            store.Judgements().Where(judgement => judgement is { Verdict: "UNSURE", IsStanding: true }).Select(judgement => judgement.Reason));
        Assert.Contains(store.Judgements(), judgement => judgement is { Source: "b", Verdict: "SAME", IsStanding: false });
        Assert.Empty(store.Findings());
    }

    [Fact]
    public void Bodies_that_a_later_list_shows_to_be_one_are_one_and_both_ids_answer()
    {
        using var store = new TemporaryStore();
        store.Publish("a", Said.Parse("Enterprise|旧名有限公司|110108|USCC=91350100M000100Y43|"));
        store.Publish("b", Said.Parse("Enterprise|新名有限公司|110108|ROR=https://ror.org/023rhb549|"));
        var (one, other) = (store.BodyOf("a", "旧名有限公司"), store.BodyOf("b", "新名有限公司"));
        Assert.NotEqual(one, other);

        store.Publish("c", Said.Parse("Enterprise|新名有限公司|110108|USCC=91350100M000100Y43,ROR=https://ror.org/023rhb549|"));

        Assert.Single(store.Bodies());
        Assert.Equal(one, store.Answering(other));
        Assert.Empty(store.Findings());
    }

    [Fact]
    public void What_a_person_joined_or_parted_stays_whatever_arrives()
    {
        using var store = new TemporaryStore();
        store.Publish("a", Said.Parse("Enterprise|长丰钢管有限公司|371500||"), Said.Parse("Enterprise|聊城钢管厂|371500||"));
        store.Publish("b", Said.Parse("Enterprise|長豐鋼管有限公司|371500||"));
        store.Judge(store.BodyOf("a", "聊城钢管厂"), store.BodyOf("a", "长丰钢管有限公司"), Verdict.Same);
        store.Judge(store.BodyOf("b", "長豐鋼管有限公司"), store.MentionOf("b", "長豐鋼管有限公司"), Verdict.NotSame);
        var bodies = store.Bodies();
        Assert.Equal(2, bodies.Count);

        store.Publish("c", Said.Parse("Enterprise|聊城钢管厂|371500||"), Said.Parse("Enterprise|長豐鋼管有限公司|371502||"));

        Assert.Equal(store.BodyOf("a", "聊城钢管厂"), store.BodyOf("a", "长丰钢管有限公司"));
        Assert.Equal(store.BodyOf("a", "聊城钢管厂"), store.BodyOf("c", "聊城钢管厂"));
        Assert.NotEqual(store.BodyOf("b", "長豐鋼管有限公司"), store.BodyOf("a", "长丰钢管有限公司"));
        Assert.Empty(store.Findings());
    }

    static Said[] Made(Random random) => [.. Enumerable.Range(0, Mentions).Select(_ => new Said(
        Pick(random, Types), Pick(random, Names), Pick(random, Places),
        [.. Enumerable.Range(0, random.Next(0, 8) switch { < 5 => 0, < 7 => 1, _ => 2 }).Select(_ => Pick(random, Identifiers)).Distinct().DistinctBy(text => text.Split('=')[0]).Select(text => new Identifier(text.Split('=')[0], text.Split('=')[1]))],
        random.Next(0, 5) == 0 ? [Pick(random, Names)] : [],
        LinkOnly: random.Next(0, 6) == 0))];

    static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];

    // What the bodies are and which are in doubt, when the mentions come in these runs; each in a list of its own, or in the list that is given.
    static IReadOnlyList<string> Published(Said[] mentions, int[][] runs, Func<int, int>? list = null)
    {
        using var store = new TemporaryStore();
        foreach (var run in runs)
            foreach (var source in run.GroupBy(at => list is null ? at : list(at)))
                store.Publish($"cn/list{source.Key:00}", [.. source.Select(at => mentions[at])]);
        Assert.Empty(store.Findings());
        return [.. store.Bodies(), .. store.Doubts(), .. store.ImpliedByMentions(), .. store.Issues().Order(StringComparer.Ordinal)];
    }
}
